"""A correction is a reversing entry and a new one: here the reversing one."""

from collections.abc import Collection, Iterator, Sequence

from django.db import connection

from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import EntryKind

from .book import NewEntry
from .forms import FactLine, Forms

CHUNK = 2000
NEAR = 8  # so far apart entries are still read in one go
ENTRIES_SQL = "SELECT seq, unit_id, since, day, key FROM ledger_entry WHERE seq IN ({seqs})"
FACTS_SQL = (
    "SELECT id, indicator_id, tagset_id, layer, -sign, -value FROM ledger_fact WHERE id >= %s AND id < %s ORDER BY id"
)


def reversals_of(seqs: Sequence[int], forms: Forms, reason: str = "") -> list[NewEntry]:
    """Reversing entries in the order given; `reason` is their note."""
    found: dict[int, NewEntry] = {}
    wanted = sorted(seqs)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        facts = _facts(part)
        with connection.cursor() as cursor:
            cursor.execute(ENTRIES_SQL.format(seqs=", ".join(map(str, part))))
            for seq, unit, since, day, key in cursor.fetchall():
                lines, values = facts.get(seq, ((), ()))
                found[seq] = NewEntry(
                    EntryKind.REVERSAL, unit, since, day, key, forms[lines], values, reverses=seq, note=reason
                )
    return [found[seq] for seq in seqs]


def _facts(seqs: Collection[int]) -> dict[int, tuple[tuple[FactLine, ...], tuple[int, ...]]]:
    found: dict[int, list[tuple[int, ...]]] = {}
    wanted = set(seqs)
    with connection.cursor() as cursor:
        for first, last in _runs(seqs):
            cursor.execute(FACTS_SQL, [first << LINE_BITS, (last + 1) << LINE_BITS])
            for pk, *row in cursor.fetchall():
                if pk >> LINE_BITS in wanted:
                    found.setdefault(pk >> LINE_BITS, []).append(tuple(row))
    return {
        seq: (tuple((i, tagset, layer, sign) for i, tagset, layer, sign, _ in rows), tuple(row[4] for row in rows))
        for seq, rows in found.items()
    }


def _runs(seqs: Collection[int]) -> Iterator[tuple[int, int]]:
    """First and last of numbers that lie near each other: what was posted together lies together."""
    start = previous = None
    for seq in seqs:
        if previous is None or seq > previous + NEAR:
            if start is not None and previous is not None:
                yield start, previous
            start = seq
        previous = seq
    if start is not None and previous is not None:
        yield start, previous
