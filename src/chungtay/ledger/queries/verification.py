"""`verify`: the chain hashed again, every cache rebuilt and compared to the last unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from django.db import connection

from chungtay.ledger.models import ChainHead, Declared, Entry, Fact, MonthSum, StandingCell, StockSum
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import EntryKind, IndicatorKind, chain
from chungtay.ledger.rules.stocks import steps

from .ancestry import Ancestry
from .catalogue import TagSets, read_catalogue
from .cube import month_sums_of
from .guards import missing_guards
from .pledges import pledges
from .stocks import readings, stock_age

CHUNK = 20_000
MOST = 50  # mismatches reported of one kind


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
    mismatches += [f"trigger missing: {name}" for name in missing_guards()]
    cells = MonthSum.objects.count() + StockSum.objects.count() + StandingCell.objects.count()
    return Verification(not mismatches, walk.entries, walk.facts, cells, mismatches[: MOST * 5], walk.hash.hex())


class _Walk:
    """Goes through the book in order, hashing every entry again."""

    def __init__(self, anchors: dict[int, str]) -> None:
        self.anchors, self.hash, self.entries, self.facts = anchors, chain.EMPTY, 0, 0
        self.codes = {pk: v.code for pk, v in read_catalogue().by_id.items()}
        self.tagsets = TagSets()

    def run(self) -> Iterator[str]:
        head = ChainHead.objects.get(pk=1)
        expected, seen = 1, set()
        last = Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        for start in range(0, max(last, head.seq) + 1, CHUNK):
            rows = self._rows(start)
            for entry in Entry.objects.filter(seq__gte=start, seq__lt=start + CHUNK).order_by("seq"):
                if entry.seq != expected:
                    yield f"entry {expected}: missing"
                expected = entry.seq + 1
                yield from self._entry(entry, rows.pop(entry.seq, []))
                seen.add(entry.seq) if entry.seq in self.anchors else None
            yield from (f"entry {seq}: rows without an entry" for seq in rows)
        if (head.seq, bytes(head.hash)) != (expected - 1, self.hash):
            yield f"chain head: says {head.seq}, the book ends at {expected - 1}"
        yield from (f"published head {seq}: not in the book" for seq in self.anchors if seq not in seen)

    def _rows(self, start: int) -> dict[int, list[str]]:
        """Facts and declarations of a stretch of entries, as they enter the hash."""
        low, high = start << LINE_BITS, (start + CHUNK) << LINE_BITS
        found: dict[int, list[str]] = {}
        facts = Fact.objects.filter(pk__gte=low, pk__lt=high).order_by("pk").values_list(
            "pk", "unit_id", "indicator_id", "since", "day", "tagset_id", "layer", "sign", "value"
        )  # fmt: skip
        declared = Declared.objects.filter(pk__gte=low, pk__lt=high).order_by("pk").values_list(
            "pk", "unit_id", "covers", "indicator_id", "tagset_id", "first_month", "last_month", "value", "estimate"
        )  # fmt: skip
        fact_rows, declared_rows = list(facts), list(declared)
        self.tagsets.load({r[5] for r in fact_rows} | {r[4] for r in declared_rows})
        key = self.tagsets.key
        for pk, unit, indicator, since, day, tagset, layer, sign, value in fact_rows:
            self.facts += 1
            row = chain.fact_row(
                unit, self.codes[indicator], since.toordinal(), day.toordinal(), key(tagset), layer, sign, value
            )
            found.setdefault(pk >> LINE_BITS, []).append(row)
        for pk, unit, covers, indicator, tagset, first, last, value, estimate in declared_rows:
            row = chain.declared_row(unit, covers, self.codes[indicator], key(tagset), first, last, value, estimate)
            found.setdefault(pk >> LINE_BITS, []).append(row)
        return found

    def _entry(self, entry: Entry, rows: list[str]) -> Iterator[str]:
        self.entries += 1
        words = chain.text_digest(bytes(entry.salt), entry.title, entry.note)
        if words != bytes(entry.text_digest) and not _erased(entry):
            yield f"entry {entry.seq}: words changed"
        header = (
            entry.seq, entry.recorded_at.astimezone(UTC).isoformat(), entry.kind, entry.unit_id,
            entry.since.toordinal() if entry.since else None, entry.day.toordinal() if entry.day else None,
            entry.key, entry.reverses, entry.by_id, entry.payload, entry.source,
        )  # fmt: skip
        self.hash = chain.entry_hash(self.hash, bytes(entry.text_digest), header, rows)
        if self.hash != bytes(entry.hash):
            yield f"entry {entry.seq}: hash differs"
            self.hash = bytes(entry.hash)
        if entry.seq in self.anchors and self.anchors[entry.seq] != self.hash.hex():
            yield f"published head {entry.seq}: another hash was printed"


def _erased(entry: Entry) -> bool:
    """Were the entry's words erased by an entry of that kind?"""
    if entry.title or entry.note:
        return False
    return Entry.objects.filter(kind=EntryKind.ERASURE, payload=f"erased:{entry.seq}").exists()


def _cube() -> Iterator[str]:
    """The cube against the facts."""
    right = {k: tuple(v) for k, v in month_sums_of().items() if any(v)}
    fields = ("unit_id", "indicator_id", "last_month", "first_month", "tagset_id", "value", "entries", "estimated")
    for row in MonthSum.objects.values_list(*fields).iterator(chunk_size=CHUNK):
        found = right.pop(row[:5], (0, 0, 0))
        if found != row[5:]:
            yield f"cube {row[:5]}: has {row[5:]}, the facts give {found}"
    yield from (f"cube {place}: missing, the facts give {sums}" for place, sums in right.items())


def _stocks() -> Iterator[str]:
    """The stocks' steps against the standing readings."""
    stocks = [v.id for v in read_catalogue().by_id.values() if v.kind == IndicatorKind.STOCK]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT unit_id FROM ledger_fact WHERE indicator_id IN ({', '.join(map(str, stocks))})"
        )
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
