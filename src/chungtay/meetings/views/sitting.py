"""The programme, who came, members' papers, minutes."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.meetings import actions
from chungtay.meetings.forms import AssignAgenda, RecordAttendance, RecordMinutes, RecordPaper, named
from chungtay.meetings.rules.drafts import MINUTES_PARTS, AgendaDraft, stamp
from chungtay.meetings.rules.titles import PROPOSED_AGENDA

from .asking import looked, overtaken, place, run, sent, shown

ROWS = "meetings/rows.html"


@require_http_methods(["GET", "HEAD", "POST"])
def assign_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole programme; a usual one is proposed where there is none."""
    page = run(request, pk).page
    points = page.agenda or tuple(map(AgendaDraft, PROPOSED_AGENDA))
    form = AssignAgenda(request.POST or None, points=points, stands=page.agenda)
    done = sent(
        request, form,
        lambda by, at: actions.assign_agenda(
            by=by, at=at, meeting_id=pk, items=form.items(), after=form.cleaned_data["seen"]
        ),
        _("Đã lưu chương trình."), place(pk, "chuong-trinh"),
    )  # fmt: skip
    if done:
        return done
    theirs = [
        (str(n), " · ".join(filter(None, (one.title, one.presenter)))) for n, one in enumerate(page.agenda, start=1)
    ]
    return shown(
        request, form, _("Chương trình họp"), place(pk), about=page.meeting.title, template=ROWS, does=_("Lưu chương trình"),
        stands=theirs if overtaken(form, stamp(page.agenda)) else (),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def record_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came."""
    found = run(request, pk)
    form = RecordAttendance(request.POST or None, asked=found.page.asked)
    done = sent(
        request, form,
        lambda by, at: actions.record_attendance(by=by, at=at, on=found.seen.on, meeting_id=pk, told=form.told()),
        _("Đã ghi có mặt."), place(pk, "thanh-phan"),
    )  # fmt: skip
    more = {"template": ROWS, "does": _("Lưu có mặt"), "rest": any(one.attended is None for one in found.page.asked)}
    return done or shown(request, form, _("Ghi có mặt"), place(pk), about=found.page.meeting.title, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def record_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A paper of a member for which the person may write; what it has stands in the form."""
    found = looked(request, pk)
    units = [unit for unit in found.page.units if unit.id in found.writes_for]
    if not units or (found.page.stands and request.method != "POST"):
        raise PermissionDenied
    chosen = next((unit for unit in units if str(unit.id) == request.GET.get("unit")), units[0])
    before = next((paper for paper in found.page.papers if paper.unit == chosen), None)
    first = {"unit": str(chosen.id), "title": before.title if before else "", "text": before.text if before else ""}
    form = RecordPaper(request.POST or None, initial=first, units=named(units))
    done = sent(
        request, form,
        lambda by, at: actions.record_paper(
            by=by, at=at, meeting_id=pk, unit_id=int(form.cleaned_data["unit"]), title=form.cleaned_data["title"],
            text=form.cleaned_data["text"],
        ),
        _("Đã lưu tham luận."), place(pk, "tai-lieu"),
    )  # fmt: skip
    about, does = found.page.meeting.title, _("Lưu tham luận")
    return done or shown(request, form, _("Tham luận"), place(pk), about=about, does=does)


@require_http_methods(["GET", "HEAD", "POST"])
def record_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes, part by part."""
    page = run(request, pk).page
    form = RecordMinutes(request.POST or None, page=page)
    done = sent(
        request, form,
        lambda by, at: actions.record_minutes(
            by=by, at=at, meeting_id=pk, words=form.words(), after=form.cleaned_data["seen"]
        ),
        _("Đã lưu biên bản."), place(pk, "bien-ban"),
    )  # fmt: skip
    if done:
        return done
    theirs = [(_(word), page.minutes.get(part, "")) for part, word in MINUTES_PARTS.items()]
    return shown(
        request, form, _("Biên bản"), place(pk), about=page.meeting.title, does=_("Lưu biên bản"),
        stands=theirs if overtaken(form, page.minutes_id) else (),
    )  # fmt: skip
