"""`verify`: the chain hashed again, every cache rebuilt and compared to the last unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from chungtay.ledger.models import ChainHead, Entry, Indicator, MonthSum, Standing, StandingCell, StockSum, Witness
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import EntryKind, IndicatorKind, chain
from chungtay.ledger.rules.stocks import steps

from .ancestry import Ancestry
from .catalogue import TagSets, read_catalogue
from .cube import month_sums_of
from .guards import guard_faults
from .pledges import pledges
from .stocks import ids, readings, stock_age

CHUNK = 20_000
MOST = 50  # mismatches reported of one kind
ENTRIES_SQL = (
    "SELECT seq, recorded_at, kind, unit_id, since, day, key, reverses, by_id, payload, source, title, note, salt,"
    " text_digest, hash FROM ledger_entry WHERE seq >= %s AND seq < %s ORDER BY seq"
)
FACTS_SQL = (
    "SELECT id, unit_id, indicator_id, since, day, tagset_id, layer, sign, value FROM ledger_fact"
    " WHERE id >= %s AND id < %s ORDER BY id"
)
DECLARED_SQL = (
    "SELECT id, unit_id, covers, indicator_id, tagset_id, first_month, last_month, value, estimate FROM ledger_declared"
    " WHERE id >= %s AND id < %s ORDER BY id"
)
NOTHING = [0, 0, 0]
CUBE_SQL = (
    "SELECT unit_id, indicator_id, last_month, first_month, tagset_id, value, entries, estimated FROM ledger_monthsum"
)


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what does not agree; `chain` is the head's hash (hex)."""

    ok: bool
    entries: int
    facts: int
    cells: int
    mismatches: list[str]
    chain: str


def verification(anchors: dict[int, str] | None = None) -> Verification:
    """Check the whole book. `anchors`: sequence number to hash (hex) printed outside (in published reports)."""
    walk = _Walk(anchors or {})
    mismatches = list(walk.run())
    mismatches += list(_cube()) + list(_stocks()) + list(pledges())
    mismatches += guard_faults()
    cells = MonthSum.objects.count() + StockSum.objects.count() + StandingCell.objects.count()
    return Verification(not mismatches, walk.entries, walk.facts, cells, mismatches[: MOST * 5], walk.hash.hex())


class _Walk:
    """Goes through the book in order, hashing every entry again; plain rows, a stretch at a time."""

    def __init__(self, anchors: dict[int, str]) -> None:
        self.anchors, self.hash, self.entries, self.facts = anchors, chain.EMPTY, 0, 0
        self.codes = dict(Indicator.objects.values_list("pk", "code"))
        self.tagsets = TagSets()
        self.moments: dict[datetime, str] = {}
        self.last: tuple[int, str | None] = (0, None)  # the last entry and its moment
        self.raw: dict[int, list[tuple[Any, ...]]] = {}
        self.standing = _kept(Standing)
        self.witnesses = _kept(Witness)

    def run(self) -> Iterator[str]:
        head = ChainHead.objects.get(pk=1)
        expected, seen = 1, set()
        last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        for start in range(0, max(last, head.seq) + 1, CHUNK):
            rows = self._rows(start << LINE_BITS, (start + CHUNK) << LINE_BITS)
            for entry in _fetched(ENTRIES_SQL, start, start + CHUNK):
                seq = entry[0]
                if seq != expected:
                    yield f"entry {expected}: missing"
                expected = seq + 1
                yield from self._entry(entry, rows.pop(seq, []))
                seen.add(seq) if seq in self.anchors else None
            yield from (f"entry {seq}: rows without an entry" for seq in rows)
        at = head.recorded_at.astimezone(UTC).isoformat() if head.recorded_at else None
        if (head.seq, bytes(head.hash), at) != (expected - 1, self.hash, self.last[1]):
            yield f"chain head: says {head.seq}, the book ends at {expected - 1}"
        if self.last[0]:
            yield f"entry {self.last[0]}: no posting ended with it, more followed"
        yield from (f"entry {seq}: a posting ended with it, the book does not have it" for seq in self.witnesses)
        yield from (f"published head {seq}: not in the book" for seq in self.anchors if seq not in seen)

    def _rows(self, low: int, high: int) -> dict[int, list[str]]:
        """Facts and declarations of a stretch of entries, as they enter the hash."""
        found: dict[int, list[str]] = {}
        facts, declared = _fetched(FACTS_SQL, low, high), _fetched(DECLARED_SQL, low, high)
        self.facts += len(facts)
        self.tagsets.load({r[5] for r in facts} | {r[4] for r in declared})
        self.raw = {}
        key, codes = self.tagsets.key, self.codes
        for pk, unit, indicator, since, day, tagset, *rest in facts:
            row = chain.fact_row(unit, codes[indicator], since, day, key(tagset), *rest)
            found.setdefault(pk >> LINE_BITS, []).append(row)
            self.raw.setdefault(pk >> LINE_BITS, []).append((indicator, tagset, *rest))
        for pk, unit, covers, indicator, tagset, *rest in declared:
            self.raw.setdefault(pk >> LINE_BITS, []).append((covers, codes[indicator], key(tagset), *rest))
            row = chain.declared_row(unit, covers, codes[indicator], key(tagset), *rest)
            found.setdefault(pk >> LINE_BITS, []).append(row)
        return found

    def _entry(self, entry: tuple[Any, ...], rows: list[str]) -> Iterator[str]:
        self.entries += 1
        seq, recorded_at, *rest, title, note, salt, digest, kept = entry
        digest, kept = bytes(digest), bytes(kept)
        if chain.text_digest(bytes(salt), title, note) != digest:
            if title or note or not _erased(seq):
                yield f"entry {seq}: words changed"
        elif seq in self.standing and self.standing[seq] != _content(rest, self.raw.get(seq, []), title, note):
            yield f"entry {seq}: its standing key was changed"
        words = chain.entry_words((seq, self._moment(recorded_at), *rest, chain.ROW.join(rows)))
        self.hash = chain.entry_hash(self.hash, digest, words)
        if self.hash != kept:
            yield f"entry {seq}: hash differs"
            self.hash = kept
        moment, seen = self._moment(recorded_at), self.witnesses.pop(seq, None)
        self.last = (0 if seen else seq, moment)
        if seen not in (None, kept):
            yield f"entry {seq}: a posting ended with another hash"
        if seq in self.anchors and self.anchors[seq] != self.hash.hex():
            yield f"published head {seq}: another hash was printed"

    def _moment(self, at: datetime) -> str:
        """The moment as it enters the hash; SQLite keeps moments of UTC without saying so."""
        known = self.moments.get(at)
        if known is None:
            known = (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()
            self.moments = {at: known}  # entries of one posting share theirs
        return known


def _fetched(sql: str, low: int, high: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [low, high])
        return list(cursor.fetchall())


def _kept(model: type[Standing] | type[Witness]) -> dict[int, bytes]:
    """Entry to what the table keeps of its content."""
    column = "digest" if model is Standing else "hash"
    return {seq: bytes(kept) for seq, kept in model._default_manager.values_list("seq", column).iterator()}


def _content(header: list[Any], rows: list[tuple[Any, ...]], title: str, note: str) -> bytes:
    """What the standing key's fingerprint must be."""
    kind, _, since, day, *_, payload, _ = header
    if kind == EntryKind.RECORD:
        return chain.record_content(since, day, rows, title, note, payload.rpartition("|")[0])
    amounts = [(code, tags, value) for _, code, tags, _, _, value, _ in rows]
    covers, estimate = (rows[0][0], bool(rows[0][-1])) if rows else ("", False)
    return chain.declared_content(covers, (since, day), estimate, amounts, title, note)


def _erased(seq: int) -> bool:
    """Were the entry's words erased by an entry of that kind?"""
    return Entry.objects.filter(kind=EntryKind.ERASURE, payload=f"erased:{seq}").exists()


def _cube() -> Iterator[str]:
    """The cube against the facts."""
    right = month_sums_of()
    with connection.cursor() as cursor:
        cursor.execute(CUBE_SQL)
        while rows := cursor.fetchmany(CHUNK):
            for row in rows:
                found = right.pop(row[:5], NOTHING)
                if found[0] != row[5] or found[1] != row[6] or found[2] != row[7]:
                    yield f"cube {row[:5]}: has {row[5:]}, the facts give {tuple(found)}"
    yield from (f"cube {place}: missing, the facts give {tuple(sums)}" for place, sums in right.items() if any(sums))


def _stocks() -> Iterator[str]:
    """The stocks' steps against the standing readings."""
    stocks = [v.id for v in read_catalogue().by_id.values() if v.kind == IndicatorKind.STOCK]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT unit_id FROM ledger_fact WHERE indicator_id IN ({ids(stocks)})")
        units = [row[0] for row in cursor.fetchall()]
    ancestry, age = Ancestry(), stock_age()
    ancestry.load(units)
    right: dict[tuple[int, int, int, int], list[int]] = {}
    for (unit, indicator, tagset, _), series in readings(units, stocks).items():
        for (ancestor, day), amounts in steps(series, age, ancestry.paths(unit)).items():
            at = right.setdefault((ancestor, indicator, day, tagset), [0, 0, 0])
            for i in range(3):
                at[i] += amounts[i]
    fields = ("unit_id", "indicator_id", "day", "tagset_id", "value", "entries", "estimated")
    for unit, indicator, day, tagset, *sums in StockSum.objects.values_list(*fields).iterator(chunk_size=CHUNK):
        found = right.pop((unit, indicator, day.toordinal(), tagset), [0, 0, 0])
        if found != sums:
            yield f"stock {(unit, indicator, day, tagset)}: has {sums}, the readings give {found}"
    yield from (f"stock {place}: missing" for place, sums in right.items() if any(sums))
