"""The open book: entries appended under the chain's lock, their facts, and the caches that follow them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection

from chungtay.kernel.months import month_index
from chungtay.ledger.models import ChainHead
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.catalogue import TagSets, catalogue, rulebook
from chungtay.ledger.queries.cells import watchers
from chungtay.ledger.rules import Catalogue, EntryKind, IndicatorKind, Layer, chain
from chungtay.ledger.rules.kinds import ESTIMATES

from .stocks import move_sums, standing

FactRow = tuple[int, int, int, int, int]  # indicator id, tagset id, layer, sign, value
DeclaredRow = tuple[str, int, int, int, int, int, bool]  # covers, indicator, tagset, first, last month, value, estimate

ENTRY_SQL = (
    "INSERT INTO ledger_entry (seq, recorded_at, kind, unit_id, since, day, key, reverses, by_id, payload, source,"
    " title, note, salt, text_digest, hash) VALUES (" + ", ".join(["%s"] * 16) + ")"
)
FACT_SQL = (
    "INSERT INTO ledger_fact (id, unit_id, indicator_id, day, since, tagset_id, layer, sign, value)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
DECLARED_SQL = (
    "INSERT INTO ledger_declared (id, unit_id, covers, indicator_id, tagset_id, first_month, last_month, value,"
    " estimate) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
MONTH_SUM_SQL = (
    "INSERT INTO ledger_monthsum (unit_id, indicator_id, last_month, first_month, tagset_id, value, entries, estimated)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (unit_id, indicator_id, last_month, first_month, tagset_id) DO UPDATE SET"
    " value = ledger_monthsum.value + excluded.value, entries = ledger_monthsum.entries + excluded.entries,"
    " estimated = ledger_monthsum.estimated + excluded.estimated"
)


@dataclass(slots=True)
class NewEntry:
    """What is about to be written; `since` and `day` are ordinals."""

    kind: str
    unit_id: int | None = None
    since: int | None = None
    day: int | None = None
    key: str = ""
    facts: Sequence[FactRow] = ()
    declared: Sequence[DeclaredRow] = ()
    reverses: int | None = None
    payload: str = ""
    source: str = ""
    title: str = ""
    note: str = ""


@dataclass(slots=True)
class Touched:
    """What the flushed entries touched: places whose declarations may need another remainder."""

    places: set[tuple[int, int, int, int, int, int]] = field(
        default_factory=set
    )  # unit indicator since day tagset layer


class Book:
    """One posting transaction. Use inside `transaction.atomic`; call `close` before it commits."""

    def __init__(self, *, at: datetime, by_id: int | None) -> None:
        head = ChainHead.objects.select_for_update().get(pk=1)
        self.seq = head.seq
        self.hash = bytes(head.hash)
        self.at = max(at.astimezone(UTC), head.recorded_at) if head.recorded_at else at.astimezone(UTC)
        self.by_id = by_id
        self.catalogue: Catalogue = catalogue()
        self.ancestry = Ancestry()
        self.tagsets = TagSets()
        self.touched = Touched()
        self.rules = rulebook()
        self.watchers = watchers(self.catalogue, self.rules)
        self._moment = self.at.isoformat()
        self._db_moment = connection.ops.adapt_datetimefield_value(self.at)
        self._entries: list[tuple[Any, ...]] = []
        self._facts: list[tuple[int, ...]] = []
        self._declared: list[tuple[Any, ...]] = []
        self._months: dict[int, int] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read again what the entries need of the catalogue, after it changed."""
        self._codes = {pk: view.code for pk, view in self.catalogue.by_id.items()}
        self._flows = {pk for pk, view in self.catalogue.by_id.items() if view.kind == IndicatorKind.FLOW}
        self._stocks = {pk for pk, view in self.catalogue.by_id.items() if view.kind == IndicatorKind.STOCK}

    def append(self, new: NewEntry) -> int:
        """Number and hash one entry; it is written by the next `flush`."""
        self.seq += 1
        seq, base = self.seq, self.seq << LINE_BITS
        rows = [self._fact(base + line, new, row) for line, row in enumerate(new.facts)]
        rows += [self._declare(base + line, new, row) for line, row in enumerate(new.declared)]
        salt = os.urandom(16)
        digest = chain.text_digest(salt, new.title, new.note)
        header = (
            seq,
            self._moment,
            new.kind,
            new.unit_id,
            new.since,
            new.day,
            new.key,
            new.reverses,
            self.by_id,
            new.payload,
            new.source,
        )
        self.hash = chain.entry_hash(self.hash, digest, header, rows)
        self._entries.append(
            (
                seq,
                self._db_moment,
                new.kind,
                new.unit_id,
                new.since,
                new.day,
                new.key,
                new.reverses,
                self.by_id,
                new.payload,
                new.source,
                new.title,
                new.note,
                salt,
                digest,
                self.hash,
            )
        )
        return seq

    def _fact(self, pk: int, new: NewEntry, row: FactRow) -> str:
        indicator, tagset, layer, sign, value = row
        unit, since, day = new.unit_id, new.since, new.day
        assert unit is not None and since is not None and day is not None
        if layer == Layer.DETAIL:
            since = day  # a record with a window counts whole, on its last day (decision 0006)
        self._facts.append((pk, unit, indicator, day, since, tagset, layer, sign, value))
        tags = self.tagsets.key(tagset)
        return chain.fact_row(unit, self._codes[indicator], since, day, tags, layer, sign, value)

    def _declare(self, pk: int, new: NewEntry, row: DeclaredRow) -> str:
        covers, indicator, tagset, first, last, value, estimate = row
        assert new.unit_id is not None
        self._declared.append((pk, new.unit_id, covers, indicator, tagset, first, last, value, estimate))
        tags = self.tagsets.key(tagset)
        return chain.declared_row(new.unit_id, covers, self._codes[indicator], tags, first, last, value, estimate)

    def month(self, day: int) -> int:
        """Month index of an ordinal day."""
        found = self._months.get(day)
        if found is None:
            found = self._months[day] = month_index(date.fromordinal(day))
        return found

    def flush(self) -> None:
        """Write what was appended and bring the cube up to it; stocks are left to `stocks.follow`."""
        if not self._entries:
            return
        self.ancestry.load({row[1] for row in self._facts})
        readings = {(row[1], row[2]) for row in self._facts if row[2] in self._stocks}
        before = standing(readings)
        with connection.cursor() as cursor:
            cursor.executemany(ENTRY_SQL, self._entries)
            if self._facts:
                cursor.executemany(FACT_SQL, self._facts)
            if self._declared:
                cursor.executemany(DECLARED_SQL, self._declared)
            sums = self._month_sums()
            if sums:
                cursor.executemany(MONTH_SUM_SQL, [(*k, *v) for k, v in sorted(sums.items())])
        if readings:
            move_sums(self.ancestry, before, standing(readings))
        self._touch()
        self._entries, self._facts, self._declared = [], [], []

    def _month_sums(self) -> dict[tuple[int, int, int, int, int], list[int]]:
        by_place: dict[tuple[tuple[int, ...], int, int, int, int], list[int]] = {}
        flows, month, summed = self._flows, self.month, self.ancestry.summed
        for _, unit, indicator, day, since, tagset, layer, sign, value in self._facts:
            if indicator not in flows:
                continue
            key = (summed(unit, day), indicator, month(day), month(since), tagset)
            at = by_place.get(key)
            if at is None:
                at = by_place[key] = [0, 0, 0]
            at[0] += value
            at[1] += sign
            if layer in ESTIMATES:
                at[2] += value
        sums: dict[tuple[int, int, int, int, int], list[int]] = {}
        for (ancestors, *rest), amounts in by_place.items():
            for ancestor in ancestors:
                at = sums.setdefault((ancestor, *rest), [0, 0, 0])  # type: ignore[arg-type]
                for i in range(3):
                    at[i] += amounts[i]
        return sums

    def _touch(self) -> None:
        watched = self.watchers
        for _, unit, indicator, day, since, tagset, layer, _, _ in self._facts:
            if indicator in watched:
                self.touched.places.add((unit, indicator, since, day, tagset, layer))

    def close(self) -> None:
        """Write what is left and move the chain's head."""
        self.flush()
        ChainHead.objects.filter(pk=1).update(seq=self.seq, recorded_at=self.at, hash=self.hash)

    def entry_of_change(self, kind: EntryKind, payload: str, *, title: str = "", source: str = "") -> int:
        """An entry without facts: a change of tree, catalogue or rule, a restore, an erasure."""
        return self.append(NewEntry(kind=kind, payload=payload, title=title, source=source))
