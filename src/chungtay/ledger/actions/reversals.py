"""A correction is a reversing entry and a new one: here the reversing one."""

from collections.abc import Iterable

from django.db import connection

from chungtay.ledger.models import Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import EntryKind

from .book import NewEntry

ENTRY_FIELDS = ("unit_id", "since", "day", "key")


def reversal_of(seq: int) -> NewEntry:
    """The entry that takes back entry `seq`: same place, opposite facts."""
    return reversals_of([seq])[0]


def reversals_of(seqs: Iterable[int]) -> list[NewEntry]:
    """Reversing entries in the order given."""
    wanted = list(seqs)
    entries = {}
    for start in range(0, len(wanted), 500):
        for row in Entry.objects.filter(pk__in=wanted[start : start + 500]).values("pk", *ENTRY_FIELDS):
            entries[row["pk"]] = row
    return [_reversal(seq, entries[seq]) for seq in wanted]


def _reversal(seq: int, entry: dict[str, object]) -> NewEntry:
    base = seq << LINE_BITS
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indicator_id, tagset_id, layer, -sign, -value FROM ledger_fact WHERE id >= %s AND id < %s ORDER BY id",
            [base, base + (1 << LINE_BITS)],
        )
        facts = cursor.fetchall()
    since, day = entry["since"], entry["day"]
    return NewEntry(
        kind=EntryKind.REVERSAL,
        unit_id=entry["unit_id"],  # type: ignore[arg-type]
        since=since.toordinal() if since else None,  # type: ignore[attr-defined]
        day=day.toordinal() if day else None,  # type: ignore[attr-defined]
        key=str(entry["key"]),
        reverses=seq,
        facts=facts,
    )
