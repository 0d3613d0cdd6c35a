"""The queue on which leaders approve, and returning with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import number, say
from chungtay.figures.forms import AskFigures
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.organizations.rules import Permission
from chungtay.records import actions
from chungtay.records.forms.approvals import ApproveRecords, ReturnRecord
from chungtay.records.queries.allowed import allowed_for
from chungtay.records.queries.approvers import own_work
from chungtay.records.queries.lines import listed_entries
from chungtay.records.queries.queue import queue
from chungtay.records.queries.readers import Reader, approver_of, within
from chungtay.records.queries.record import record_page

from .asking import number_of, page_number, turns


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest) -> HttpResponse:
    """What waits for the leader's word; a POST approves what was chosen, all or none."""
    reader = approver_of(sight_of(request))
    if not reader.seen:
        raise PermissionDenied
    if request.method == "POST":
        return _approve(request, reader)
    unit, returned = number_of(request.GET.get("unit", "")), request.GET.get("show") == "returned"
    asked = unit if unit in reader.seen else None
    scope = _scope(request)
    narrow = (within(reader.sight, *scope), scope[1]) if scope else None
    page = queue(person(request), reader, page_number(request), returned=returned, unit=asked, narrow=narrow)
    units = reader.names({line.unit_id for line in page.lines.values()})
    context = {
        "page": page, "units": units, "returned": returned, "rule": own_work(), "unit": asked,
        "turns": turns(request, page.number, page.pages), "choices": reader.choices,
        "period": scope[1] if scope else None, "scope": _called(reader, *scope) if scope else "",
    }  # fmt: skip
    return render(request, "records/approve.html", context)


def _scope(request: HttpRequest) -> tuple[str, Period] | None:
    """The unit or cluster and the period of a report, where the page is opened from its check."""
    asked = AskFigures(request.GET)
    period = asked.period() if asked.is_valid() else None
    return (asked.cleaned_data["of"][0], Period(*period)) if period else None


def _called(reader: Reader, code: str, period: Period) -> str:
    known = reader.sight.structure
    named = known.cluster(code) or known.unit_within(code, period.first, period.last)
    return named.name if named else code


def _approve(request: HttpRequest, reader: Reader) -> HttpResponse:
    form = ApproveRecords(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.non_field_errors() or [_("Có mục không đọc được.")])))
        return _back(request)
    chosen = form.cleaned_data["chosen"]
    if {entry.unit_id for entry in listed_entries(chosen)} - reader.seen:
        raise PermissionDenied
    try:
        count = actions.approve_records(by=person(request), at=timezone.now(), seqs=chosen)
    except Refusal as refusal:
        messages.error(request, _("Chưa duyệt mục nào. %(why)s") % {"why": say(refusal)})
    else:
        messages.success(request, _("Đã duyệt %(number)s bản ghi.") % {"number": number(count)})
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """To the record that was approved from its own page, else to the queue."""
    one = number_of(request.POST.get("back", ""))
    if one is not None:
        return redirect("record", one)
    return redirect(f"{reverse('approve')}?{request.GET.urlencode()}" if request.GET else "approve")


@require_http_methods(["GET", "HEAD", "POST"])
def return_record(request: HttpRequest, seq: int) -> HttpResponse:
    """Send one record back to its unit with a reason."""
    allowed = allowed_for(person(request), seq, timezone.localdate())
    if not allowed or Permission.APPROVE not in allowed:
        raise PermissionDenied
    form = ReturnRecord(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_record(by=person(request), at=timezone.now(), seq=seq, reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            messages.success(request, _("Đã trả lại bản ghi cho đơn vị."))
            return redirect("approve")
    return render(request, "records/return_record.html", {"form": form, "page": record_page(seq, allowed)})


@require_POST
def note_look(request: HttpRequest) -> HttpResponse:
    """Remember how far the leader has looked."""
    user = person(request)
    seq = number_of(request.POST.get("seq", ""))
    if not approver_of(sight_of(request)).seen:
        raise PermissionDenied
    if seq is not None:
        actions.note_look(by=user, at=timezone.now(), seq=seq)
    return redirect("approve")
