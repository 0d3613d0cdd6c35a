"""The clerk's register of what leaves the unit: entered, numbered after signature, corrected, called back."""

from collections.abc import Callable
from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.forms import Form, model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.correspondence import actions
from chungtay.correspondence.forms import AskRegister, AssignNumber, RecordOutgoing, WithdrawOutgoing
from chungtay.correspondence.models import OutgoingDocument
from chungtay.correspondence.queries import outgoing as queries
from chungtay.correspondence.queries.outgoing import Desk
from chungtay.correspondence.rules import PaperKind

from .asking import followed, list_of


@require_safe
def outgoing(request: HttpRequest) -> HttpResponse:
    """The register of a unit and year, what waits for its number first."""
    form = AskRegister(request.GET)
    if not form.is_valid():
        raise PermissionDenied
    today = timezone.localdate()
    desk = _desk(request, form.cleaned_data["of"])
    year = form.cleaned_data["year"] or today.year
    context = {"desk": desk, "year": year, "register": queries.register(desk.unit.id, year), "this_year": today.year}
    return render(request, "correspondence/outgoing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record_outgoing(request: HttpRequest) -> HttpResponse:
    """Enter a paper; a published report or a notice of conclusions brings its kind, summary and address along."""
    asked = AskRegister(request.GET)
    desk = _desk(request, asked.cleaned_data["of"] if asked.is_valid() else "", keep=True)
    about, source = request.GET.get("about", "")[:500], request.GET.get("source", "")[:300]
    named = request.GET.get("kind", "")
    kind = PaperKind(named) if named in set(PaperKind) else PaperKind.REPORT
    given = asdict(queries.proposed(desk.unit.id, timezone.localdate(), about, source, kind))
    form = RecordOutgoing(request.POST or None, initial=given)

    def write() -> str:
        actions.record_outgoing(by=person(request), at=timezone.now(), draft=form.draft(desk.unit.id))
        return _("Đã ghi vào sổ văn bản đi. Khi ký xong, hãy cấp số.")

    return _answer(request, form, desk, None, write, _("Ghi văn bản đi"))


@require_http_methods(["GET", "HEAD", "POST"])
def correct_outgoing(request: HttpRequest, paper: int) -> HttpResponse:
    """Correct what the register says of a paper."""
    row, desk = _kept(request, paper)
    form = RecordOutgoing(request.POST or None, initial=model_to_dict(row))

    def write() -> str:
        draft = form.draft(desk.unit.id)
        actions.correct_outgoing(by=person(request), at=timezone.now(), paper_id=row.pk, draft=draft)
        return _("Đã sửa văn bản trong sổ.")

    return _answer(request, form, desk, row, write, _("Sửa văn bản đi"))


@require_http_methods(["GET", "HEAD", "POST"])
def assign_number(request: HttpRequest, paper: int) -> HttpResponse:
    """The number after signature; the next free one is proposed."""
    row, desk = _kept(request, paper)
    today = timezone.localdate()
    form = AssignNumber(
        request.POST or None, initial={"signed_on": today, "number": queries.number_for(row, today.year)}
    )

    def write() -> str:
        told = form.cleaned_data
        numbered = actions.assign_number(by=person(request), at=timezone.now(), on=today, paper_id=row.pk, **told)
        return _("Đã cấp số %(number)s.") % {"number": queries.number_on_paper(numbered)}

    return _answer(request, form, desk, row, write, _("Cấp số văn bản"))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_outgoing(request: HttpRequest, paper: int) -> HttpResponse:
    """Call a paper back; its number stays taken."""
    row, desk = _kept(request, paper)
    form = WithdrawOutgoing(request.POST or None)

    def write() -> str:
        reason = form.cleaned_data["reason"]
        actions.withdraw_outgoing(by=person(request), at=timezone.now(), paper_id=row.pk, reason=reason)
        return _("Đã hủy văn bản; số đã cấp không dùng lại.")

    return _answer(request, form, desk, row, write, _("Hủy văn bản đi"))


def _answer(
    request: HttpRequest, form: Form, desk: Desk, row: OutgoingDocument | None, write: Callable[[], str], title: str
) -> HttpResponse:
    context = {"form": form, "desk": desk, "paper": row, "title": title}
    done = followed(request, form, lambda: (write(), list_of("outgoing", desk.unit.code)))
    return done or render(request, "correspondence/outgoing_form.html", context)


def _desk(request: HttpRequest, code: str, *, keep: bool = False) -> Desk:
    """The register that the person may read, or `keep`; without a code the first one of theirs."""
    desk = queries.desk(person(request), code, timezone.localdate())
    if desk is None or (keep and not desk.may_keep):
        raise PermissionDenied
    return desk


def _kept(request: HttpRequest, paper: int) -> tuple[OutgoingDocument, Desk]:
    """A paper whose register the person keeps; to others it is as if there were none."""
    row = queries.outgoing(paper)
    if row is None or row.withdrawn_because:
        raise PermissionDenied
    return row, _desk(request, row.unit.code, keep=True)
