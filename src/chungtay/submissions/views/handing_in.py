"""One report: written and sent by its unit, read, accepted or sent back by whoever asked for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.figures.views import sight_of
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission
from chungtay.submissions import actions
from chungtay.submissions.forms import AskNow, Seen, SubmitReport, TakeBack, WriteSubmission
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.frozen import figures_beside
from chungtay.submissions.queries.reading import beside_now, beside_year_before, checked, draft, stamp_of, steps_told
from chungtay.submissions.queries.sending import may_send
from chungtay.submissions.queries.submissions import STANDING, SubmissionPage, stamp, submission_of, submission_page
from chungtay.submissions.rules.states import SubmissionState

from .asking import calendar_of, done


@require_http_methods(["GET", "HEAD", "POST"])
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit's report of a round: while it is a draft its figures of today with the words to write, then what was sent."""
    seen, page = _page(request, pk)
    if page.submission.state in STANDING:
        if request.method == "POST":
            messages.error(
                request, _("Báo cáo vừa được gửi; lời vừa viết chưa được lưu. Muốn sửa thì rút lại, hoặc lập lần mới.")
            )
        return render(request, "submissions/submission.html", _read(request, seen, page))
    allowed = _allowed(seen, page)
    form = WriteSubmission(
        request.POST or None, words=page.submission.words, seen=stamp_of(page), may_write=allowed["may_record"]
    )
    if form.is_valid():
        if not (allowed["may_record"] or allowed["may_submit"]):
            raise PermissionDenied
        if _written(request, page, form, may_record=allowed["may_record"]):
            return redirect("submit_submission" if "send" in request.POST else "submission", pk)
    context = {
        "page": page, "told": figures_beside(page.round, page.unit.id, seen.structure), "form": form, "today": seen.on,
        "early": seen.on <= page.round.last_on, "steps": steps_told(page),
    }  # fmt: skip
    return render(request, "submissions/draft.html", context | allowed)


def _written(request: HttpRequest, page: SubmissionPage, form: WriteSubmission, *, may_record: bool) -> bool:
    """Save the words where they are others; a report that was returned becomes a draft with it."""
    words = form.words()
    if not may_record or (
        "send" in request.POST and words == {key: page.submission.words.get(key, "") for key in words}
    ):
        return True
    given = {"round_id": page.round.pk, "unit_id": page.unit.id, "words": words, "after": form.cleaned_data["seen"]}
    return done(request, actions.record_submission, _("Đã lưu lời báo cáo."), form, **given) is not None


@require_http_methods(["GET", "HEAD", "POST"])
def submit_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to be looked at before a report is sent, and sending it."""
    seen, row = sight_of(request), draft(pk)
    if row is None:
        _page(request, pk)
        return redirect("submission", pk)
    may_submit = may_send(seen, row.unit_id)
    if not may_submit and not seen.may(Permission.RECORD, row.unit_id):
        raise PermissionDenied
    sent, one = request.POST if request.method == "POST" else None, row.round
    hasty = seen.on <= one.last_on or (row.revision == 1 and one.cutoff_on < one.last_on and seen.on <= one.due_on)
    found = checked(row, seen, estimate=hasty if sent is None else "estimate" in sent)
    said = {one["key"]: one["explanation"] for one in row.warnings}  # by whoever wrote it, or sent it before
    form = SubmitReport(sent, estimate=hasty, warnings=found.warnings, seen=stamp(row), said=said, sends=may_submit)
    if form.is_valid():
        given: dict[str, Any] = {
            "round_id": row.round_id, "unit_id": row.unit_id,
            "estimate": form.cleaned_data["estimate"], "explanations": form.explanations(), "after": form.cleaned_data["seen"],
        }  # fmt: skip
        words = _("Đã gửi báo cáo. Số liệu được giữ nguyên như lúc gửi.")
        action = actions.submit_submission
        if not may_submit:
            words, action = _("Đã lưu giải trình và báo cho lãnh đạo, văn thư của đơn vị."), actions.record_explanations
        if done(request, action, words, form, **given):
            return redirect("submission", pk)
    context = {
        "form": form, "found": found, "report": row, "may_submit": may_submit, "may_approve": seen.may(Permission.APPROVE, row.unit_id),
        "unit": seen.structure.units_of([row.unit_id], row.round.last_on)[row.unit_id],
    }  # fmt: skip
    return render(request, "submissions/check.html", context)


def _read(request: HttpRequest, seen: Sight, page: SubmissionPage) -> dict[str, Any]:
    ask = AskNow(request.GET)
    now = ask.is_valid() and ask.cleaned_data["now"]
    told = beside_now(page, seen) if now else beside_year_before(page.figures, seen.structure)
    allowed = _allowed(seen, page)
    steps = steps_told(page) if allowed["shows_latest"] else []  # reasons are between the unit and whoever asked
    return {"page": page, "told": told, "now": now, "today": seen.on, "steps": steps, "stamp": stamp_of(page)} | allowed


def _allowed(seen: Sight, page: SubmissionPage) -> dict[str, bool]:
    """What the person may do with the report."""
    unit, receiver = page.unit.id, page.round.type.unit_id
    return {
        "may_record": seen.may(Permission.RECORD, unit), "may_submit": may_send(seen, unit),
        "may_accept": seen.may(Permission.APPROVE, receiver), "may_approve": seen.may(Permission.APPROVE, unit),
        "shows_latest": _sees_drafts(seen, unit),
    }  # fmt: skip


@require_POST
def record_submission(request: HttpRequest, pk: int, unit_id: int) -> HttpResponse:
    """Begin a unit's report of a round."""
    seen = sight_of(request)
    if not seen.may(Permission.RECORD, unit_id):
        raise PermissionDenied
    words = _("Đã mở bản soạn. Số liệu lấy từ sổ ghi chép; chỉ cần viết phần lời.")
    row = submission_of(pk, unit_id) or done(
        request, actions.record_submission, words, round_id=pk, unit_id=unit_id, words={}
    )  # fmt: skip
    if row is None:
        return redirect(calendar_of(seen.structure.code_of(unit_id), seen.on.year))
    return redirect("submission", row.pk)


@require_POST
def accept_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report that was sent as complete."""
    seen, page = _page(request, pk)
    if not _allowed(seen, page)["may_accept"]:
        raise PermissionDenied
    form = Seen(request.POST)
    after = form.cleaned_data["seen"] if form.is_valid() else 0
    if done(request, actions.accept_submission, _("Đã tiếp nhận báo cáo."), submission_id=pk, after=after):
        return redirect("report_round", page.round.pk)
    return redirect("submission", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def return_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a report back to its unit with a reason."""
    seen, page = _page(request, pk)
    if not _allowed(seen, page)["may_accept"]:
        raise PermissionDenied
    said = {"label": _("Lý do trả lại"), "hint": _("Nói rõ cần sửa gì; đơn vị đọc được.")}
    words = (_("Trả lại báo cáo"), _("Đã trả lại báo cáo cho đơn vị."))
    back = reverse("report_round", args=(page.round.pk,))
    return _with_reason(request, page, actions.return_submission, words, back, **said)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own report back before it is accepted."""
    seen, page = _page(request, pk)
    if not _allowed(seen, page)["may_submit"]:
        raise PermissionDenied
    words, back = (
        (_("Rút lại báo cáo"), _("Đã rút lại báo cáo, sửa xong thì gửi lại.")),
        reverse("submission", args=(pk,)),
    )
    return _with_reason(request, page, actions.withdraw_submission, words, back, label=_("Lý do rút lại"))


def _with_reason(
    request: HttpRequest, page: SubmissionPage, action: Callable[..., Submission], words: tuple[str, str], back: str,
    **said: str,
) -> HttpResponse:  # fmt: skip
    (title, told), pk = words, page.submission.pk
    form = TakeBack(request.POST or None, seen=stamp_of(page), **said)
    if page.submission.state != SubmissionState.SUBMITTED:
        return redirect("submission", pk)
    given = form.cleaned_data if form.is_valid() else {}
    if given and done(request, action, told, form, submission_id=pk, reason=given["reason"], after=given["seen"]):
        return redirect(back)
    return render(request, "submissions/reason.html", {"form": form, "page": page, "title": title})


@require_POST
def revise_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next revision of an accepted report."""
    seen, page = _page(request, pk)
    if not seen.may(Permission.RECORD, page.unit.id):
        raise PermissionDenied
    words = _("Đã mở lần mới. Bản đã tiếp nhận vẫn giữ nguyên.")
    row = done(request, actions.revise_submission, words, round_id=page.round.pk, unit_id=page.unit.id)
    return redirect("submission", row.pk if row else pk)


def _page(request: HttpRequest, pk: int) -> tuple[Sight, SubmissionPage]:
    """A report that the person may see: drafts only with the unit's records in sight; to others there is none."""
    seen = sight_of(request)
    page = submission_page(pk, seen.on, seen.structure)
    if page is None or not seen.may(Permission.SEE_FIGURES, page.unit.id):
        raise PermissionDenied
    if page.submission.state not in STANDING and not _sees_drafts(seen, page.unit.id):
        raise PermissionDenied
    return seen, page


def _sees_drafts(seen: Sight, unit_id: int) -> bool:
    return seen.may(Permission.SEE_RECORDS, unit_id) or seen.may(Permission.PUBLISH, unit_id)
