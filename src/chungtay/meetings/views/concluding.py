"""What a meeting concludes, and what is said of it, there or between two meetings."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.figures.views import sight_of
from chungtay.meetings import actions, queries
from chungtay.meetings.forms import NoteStep, RecordConclusion, named
from chungtay.meetings.models import Meeting
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
    more = {"about": found.page.meeting.title, "does": _("Lưu kết luận")}
    return done or shown(request, form, _("Sửa kết luận"), place(one.meeting_id), **more)


@require_http_methods(["GET", "HEAD", "POST"])
def note_step(request: HttpRequest, pk: int) -> HttpResponse:
    """What is said of a conclusion: at the meeting that `at` names, or between two by its owner or whoever runs them."""
    seen = sight_of(request)
    asked = request.GET.get("at", "")
    meeting = queries.meeting_row(int(asked)) if asked.isdecimal() else None
    if asked and meeting is None:
        raise PermissionDenied
    one = _one(request, pk, meeting)
    of, day = (meeting.of, meeting.held_on) if meeting else (one.of, seen.on)
    runs = queries.runs(seen, of, day)
    spoken = runs and queries.speaks_of(meeting, one, seen.structure) if meeting else queries.writers(seen, one.doers)
    if not spoken and (meeting or not runs):
        raise PermissionDenied
    others = queries.proposed_members(of, day, seen.structure) if runs else []
    form = NoteStep(
        request.POST or None, initial={"state": one.stands.state}, units=named([*one.heirs, *others]), runs=runs
    )
    then = place(meeting.pk, "ket-luan-truoc") if meeting else reverse("conclusions")

    done = sent(
        request, form,
        lambda by, at: actions.note_step(
            by=by, at=at, on=seen.on, conclusion_id=pk, step=form.draft(), meeting_id=meeting.pk if meeting else None
        ),
        _("Đã ghi tình hình thực hiện."), then,
    )  # fmt: skip
    (one,) = queries.with_figures([one], seen.structure)
    more = {"one": one, "about": one.meeting_title, "does": _("Ghi tình hình")}
    return done or shown(request, form, _("Tình hình thực hiện"), then, **more)


def _one(request: HttpRequest, pk: int, meeting: Meeting | None = None) -> Followed:
    """A conclusion as it stands today, or as that meeting sees it on its own day."""
    seen = sight_of(request)
    one = queries.one_followed(pk, min(seen.on, meeting.held_on) if meeting else seen.on, seen.structure)
    if one is None:
        raise PermissionDenied
    return one


def _form(request: HttpRequest, found: Looked, one: Followed | None = None) -> RecordConclusion:
    units = named([*found.page.units, found.page.host, *([one.decided_owner] if one else ())])
    tags = [(f"programme:{programme.code}", programme.name) for programme in programmes(found.seen.on)]
    return RecordConclusion(request.POST or None, units=units, views=targetable(), tags=tags, before=one)
