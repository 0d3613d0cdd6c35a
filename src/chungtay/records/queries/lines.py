"""Entries as lines of a list: who entered what and when, their numbers, and what leaders have said."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from chungtay.accounts.models import User
from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind
from chungtay.records.models import Approval
from chungtay.records.rules import Amount, ApprovalState, Line

from .amounts import amounts_of

LISTED = (EntryKind.RECORD, EntryKind.DECLARATION)


def lines_of(seqs: Sequence[int]) -> list[Line]:
    """The lines of records and declarations, in the order given."""
    found = {entry.pk: entry for entry in with_words(Entry.objects.filter(pk__in=seqs, kind__in=LISTED))}
    amounts = amounts_of(found)
    return [line_of(found[seq], amounts.get(seq, ())) for seq in seqs if seq in found]


def listed_entries(seqs: Collection[int]) -> QuerySet[Entry]:
    """Those of the entries that are records or declarations: unit, key and who entered them."""
    return Entry.objects.filter(pk__in=seqs, kind__in=LISTED).only("unit_id", "key", "by_id")


def with_words(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Entries with the name of who entered them (`by_name`) and a leader's word (`approved`, `returned`)."""
    said = Approval.objects.filter(entry_seq=OuterRef("pk"))
    return entries.annotate(
        by_name=Subquery(User.objects.filter(pk=OuterRef("by_id")).values("name")[:1]),
        approved=Exists(said.filter(state=ApprovalState.APPROVED)),
        returned=Exists(said.filter(state=ApprovalState.RETURNED)),
    )


def state_of(entry: Entry) -> ApprovalState:
    """What leaders have said of an entry that came `with_words`."""
    if getattr(entry, "approved", False):
        return ApprovalState.APPROVED
    return ApprovalState.RETURNED if getattr(entry, "returned", False) else ApprovalState.WAITING


def line_of(entry: Entry, amounts: tuple[Amount, ...]) -> Line:
    """An entry that came `with_words`, with its numbers."""
    day = entry.day or date.min
    return Line(
        seq=entry.pk,
        kind=EntryKind(entry.kind),
        unit_id=entry.unit_id or 0,
        key=entry.key,
        day=day,
        since=entry.since or day,
        title=entry.title,
        source=entry.source,
        recorded_at=entry.recorded_at,
        by_id=entry.by_id,
        by_name=getattr(entry, "by_name", "") or "",
        state=state_of(entry),
        amounts=amounts,
    )
