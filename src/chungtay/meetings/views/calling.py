"""Calling a meeting, calling it otherwise or off, closing it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.meetings import actions, queries
from chungtay.meetings.forms import OpenMeeting, WithdrawMeeting, named
from chungtay.meetings.rules.states import MeetingKind
from chungtay.meetings.rules.titles import proposed_title
from chungtay.organizations.queries import Sight

from .asking import place, run, sent, shown


@require_http_methods(["GET", "HEAD", "POST"])
def open_meeting(request: HttpRequest) -> HttpResponse:
    """Call a meeting of a unit or cluster; its members are proposed. Without one the choice of those that the person
    may call."""
    seen, of = sight_of(request), request.GET.get("of", "")
    scopes = queries.callable_scopes(seen)
    if not scopes or (of and not queries.runs(seen, of, seen.on)):
        raise PermissionDenied
    if not of and len(scopes) > 1:
        return render(request, "meetings/choose_scope.html", {"scopes": scopes})
    of = of or next(iter(scopes))
    first = {"first": date(seen.on.year, 1, 1), "last": seen.on, "on": seen.on, "kind": MeetingKind.BRIEFING}
    form = _form(request, seen, of, first)
    name = queries.scope_name(of, seen.on, seen.structure)

    done = sent(
        request, form, lambda by, at: actions.open_meeting(by=by, at=at, draft=form.draft(of, _title(form, name))),
        _("Đã mời họp."), lambda made: place(made.pk),
    )  # fmt: skip
    back = reverse("meetings")
    return done or shown(request, form, _("Mời họp"), back, about=name)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day, place, period, or others who are asked."""
    page = run(request, pk).page
    row, seen = page.meeting, sight_of(request)
    words = ("kind", "title", "part_of_day", "place", "chair", "secretary", "visits_place", "host_called")
    first = {name: getattr(row, name) for name in words} | {
        "first": row.first_on, "last": row.last_on, "on": row.held_on, "host": str(row.host_id),
        "begins": row.begins, "ends": row.ends,
        "units": [str(unit.id) for unit in page.units],
        "guests": "\n".join(one.name for one in page.asked if one.unit is None),
    }  # fmt: skip
    form = _form(request, seen, row.of, first, page)
    done = sent(
        request, form,
        lambda by, at: actions.correct_meeting(
            by=by, at=at, meeting_id=pk, draft=form.draft(row.of, _title(form, page.scope))
        ),
        _("Đã lưu."), place(pk),
    )  # fmt: skip
    about = row.title
    return done or shown(request, form, _("Sửa hội nghị"), place(pk), about=about, does=_("Lưu thay đổi"))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Call the meeting off."""
    page, form = run(request, pk).page, WithdrawMeeting(request.POST or None)
    done = sent(
        request, form,
        lambda by, at: actions.withdraw_meeting(by=by, at=at, meeting_id=pk, reason=form.cleaned_data["reason"]),
        _("Đã hủy hội nghị."), place(pk),
    )  # fmt: skip
    return done or shown(request, form, _("Hủy hội nghị"), place(pk), about=page.meeting.title)


@require_POST
def close_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Close it; what stands against it is said on its page."""
    run(request, pk)
    try:
        actions.close_meeting(by=person(request), at=timezone.now(), meeting_id=pk)
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return redirect(place(pk, "ket-thuc"))
    messages.success(request, _("Hội nghị đã kết thúc."))
    return redirect(place(pk))


def _form(
    request: HttpRequest, seen: Sight, of: str, first: dict[str, Any], page: queries.MeetingPage | None = None
) -> OpenMeeting:
    """The form: units of the day that was typed are offered, of a called meeting those that are asked too."""
    try:
        day: date = OpenMeeting.base_fields["on"].clean(request.POST.get("on", ""))
    except ValidationError:
        day = first["on"]
    members = queries.proposed_members(of, day, seen.structure)
    asked = [*members, *(page.units if page else ())]
    above = queries.hosts(of, day, seen.structure)
    first.setdefault("units", [str(unit.id) for unit in members])
    first.setdefault("host", str(above[0].id) if above else "")
    first["proposed_on"] = day.isoformat()
    hosts = [*above, *([page.host] if page else ()), *asked]
    data = request.POST.copy() if request.method == "POST" else None
    shown_on = parse_date(data.get("proposed_on", "")) if data and not page else None
    moved = shown_on is not None and queries.proposed_members(of, shown_on, seen.structure) != members
    if data is not None and moved:
        data["proposed_on"] = day.isoformat()
        data.setlist("units", first["units"])
    form = OpenMeeting(data, initial=first, hosts=named(hosts), units=named(asked))
    if moved and form.errors is not None:
        form.add_error(
            "units", _("Thành phần của ngày %(day)s đã được chọn lại; xem rồi mời.") % {"day": f"{day:%d/%m/%Y}"}
        )
    return form


def _title(form: OpenMeeting, name: str) -> str:
    told = form.cleaned_data
    return proposed_title(MeetingKind(told["kind"]), name, Period(told["first"], told["last"]))
