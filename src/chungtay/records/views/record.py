"""The page of one record or declared total."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.accounts.views.doors import person
from chungtay.aid.queries import evidence_of
from chungtay.ledger.rules.keys import KEPT_ELSEWHERE
from chungtay.organizations.rules import Permission
from chungtay.records.queries.allowed import allowed_for
from chungtay.records.queries.record import RecordPage, record_page, shown_entry
from chungtay.records.rules import ApprovalState

CHANGES = ("correct_delivery", "withdraw_delivery", "add_evidence")


@require_safe
def record(request: HttpRequest, seq: int) -> HttpResponse:
    """What stands of a record, its versions and what leaders said; a reversal leads to what it reverses."""
    page = seen_record(request, seq)
    if page is None:
        shown = shown_entry(seq)
        if shown is None or shown == seq:
            raise Http404
        return redirect("record", shown)
    stands = page.shown.replaced is None
    context = {
        "page": page,
        "changes": _changes(page) if stands else {},
        "prints": stands and not page.shown.line.is_declaration,
        "photos": evidence_of(page.shown.line.unit_id, page.shown.line.key),
        "may_approve": stands
        and Permission.APPROVE in page.allowed
        and page.shown.line.state != ApprovalState.APPROVED,
    }
    return render(request, "records/record.html", context)


def seen_record(request: HttpRequest, seq: int) -> RecordPage | None:
    """The page of a record that the person may see; None where the entry is no record."""
    allowed = allowed_for(person(request), seq, timezone.localdate())
    if allowed is None:
        return None
    if Permission.SEE_RECORDS not in allowed:
        raise PermissionDenied
    return record_page(seq, allowed)


def _changes(page: RecordPage) -> dict[str, str]:
    """Addresses where the record is corrected and withdrawn, for whom may; totals have a grid of their own, and drives,
    lists and honours pages."""
    if page.shown.line.is_declaration or Permission.RECORD not in page.allowed:
        return {}
    found = {}
    for name in CHANGES[2:] if page.shown.line.key.startswith(KEPT_ELSEWHERE) else CHANGES:
        try:
            found[name] = reverse(name, args=(page.shown.line.seq,))
        except NoReverseMatch:  # a page to come
            continue
    return found
