"""What a meeting concludes, and what is said of it, there or between two meetings."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.figures.views import sight_of
from chungtay.meetings import actions, queries
from chungtay.meetings.forms import NoteStep, RecordConclusion, named
from chungtay.meetings.queries import Followed
from chungtay.plans.queries import targetable
from chungtay.programmes.queries import programmes

from .asking import Looked, place, run, sent, shown


@require_http_methods(["GET", "HEAD", "POST"])
def record_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """A conclusion of this meeting, or a direction."""
    found = run(request, pk)
    form = _form(request, found)
    done = sent(
        request, form, lambda by, at: actions.record_conclusion(by=by, at=at, meeting_id=pk, draft=form.draft()),
        _("Đã ghi kết luận."), place(pk, "ket-luan"),
    )  # fmt: skip
    return done or shown(request, form, _("Ghi kết luận"), place(pk), about=found.page.meeting.title)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a conclusion otherwise, until its meeting is closed."""
    one = _one(request, pk)
    found = run(request, one.meeting_id)
    form = _form(request, found, one)
    done = sent(
        request, form, lambda by, at: actions.correct_conclusion(by=by, at=at, conclusion_id=pk, draft=form.draft()),
        _("Đã lưu."), place(one.meeting_id, "ket-luan"),
    )  # fmt: skip
    return done or shown(request, form, _("Sửa kết luận"), place(one.meeting_id), about=found.page.meeting.title)


@require_http_methods(["GET", "HEAD", "POST"])
def note_step(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of a conclusion: at the meeting that `at` names, or between two by its owner or whoever runs them."""
    seen, one = sight_of(request), _one(request, pk)
    at_meeting = int(request.GET["at"]) if request.GET.get("at", "").isdecimal() else None
    runs = queries.runs(seen, one.of, seen.on)
    if not runs and (at_meeting or not queries.writers(seen, [one.owner.id, *(heir.id for heir in one.heirs)])):
        raise PermissionDenied
    others = queries.proposed_members(one.of, seen.on, seen.structure) if runs else []
    units = named([*one.heirs, *others])
    form = NoteStep(request.POST or None, initial={"state": one.stands.state}, units=units)
    then = place(at_meeting, "ket-luan-truoc") if at_meeting else reverse("conclusions")

    def save(by: Any, at: Any) -> None:
        actions.note_step(by=by, at=at, on=seen.on, conclusion_id=pk, step=form.draft(), meeting_id=at_meeting)

    done = sent(request, form, save, _("Đã ghi tình hình thực hiện."), then)
    (one,) = queries.with_figures([one], seen.structure)
    return done or shown(request, form, _("Tình hình thực hiện"), then, one=one, about=one.meeting_title)


def _one(request: HttpRequest, pk: int) -> Followed:
    seen = sight_of(request)
    one = queries.one_followed(pk, seen.on, seen.structure)
    if one is None:
        raise PermissionDenied
    return one


def _form(request: HttpRequest, found: Looked, one: Followed | None = None) -> RecordConclusion:
    units = named([*found.page.units, found.page.host, *([one.owner] if one else ())])
    tags = [(f"programme:{programme.code}", programme.name) for programme in programmes(found.seen.on)]
    return RecordConclusion(request.POST or None, units=units, views=targetable(), tags=tags, before=one)
