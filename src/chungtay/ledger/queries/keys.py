"""What stands under the units' keys."""

from collections.abc import Collection, Iterable
from itertools import chain

from django.db import connection

from chungtay.ledger.models import Entry, Standing
from chungtay.ledger.rules import EntryKind

Standings = dict[tuple[int, str], tuple[int, bytes, str]]  # (unit id, key) -> (entry, digest, kind)
CHUNK = 5000
STANDING_SQL = (
    "WITH wanted (unit_id, key) AS (VALUES {places}) SELECT s.unit_id, s.key, s.seq, s.digest, s.kind"
    " FROM wanted w JOIN ledger_standing s ON s.unit_id = w.unit_id AND s.key = w.key"
)


def standings(places: Iterable[tuple[int, str]]) -> Standings:
    """Entries that stand under these keys."""
    wanted = list(set(places))
    found: Standings = {}
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            sql = STANDING_SQL.format(places=", ".join(["(%s, %s)"] * len(part)))
            cursor.execute(sql, list(chain.from_iterable(part)))
            found.update(
                {(unit, key): (seq, bytes(digest), kind) for unit, key, seq, digest, kind in cursor.fetchall()}
            )
    return found


def standing_records() -> set[int]:
    """Entries of the records that stand."""
    return set(Standing.objects.filter(kind=EntryKind.RECORD).values_list("seq", flat=True))


def kept_of(seqs: Collection[int] | None = None) -> dict[int, str]:
    """Records (None: all) to the digest of what their own app keeps beside the book, where it keeps anything."""
    rows = Entry.objects.filter(kind=EntryKind.RECORD).exclude(payload="")
    rows = rows if seqs is None else rows.filter(seq__in=seqs)
    return {seq: payload.rpartition("|")[2] for seq, payload in rows.values_list("seq", "payload").iterator()}
