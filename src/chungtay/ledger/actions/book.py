"""The open book: entries appended under the chain's lock, their facts, and the caches that follow them."""

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import repeat
from typing import Any, NamedTuple

from django.db import connection

from chungtay.kernel.months import month_index
from chungtay.ledger.models import ChainHead, Witness
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.catalogue import TagSets, books
from chungtay.ledger.queries.cells import watchers
from chungtay.ledger.rules import EntryKind, chain
from chungtay.ledger.rules.words import search_words

from .amounts import STANDING_SQL
from .forms import Cell, Form, Forms
from .pen import Pen
from .stocks import Readings, move_sums, standing

AT_ONCE = 2000  # entries written together: what a long posting keeps in memory
SALT = 16
Values = tuple[int, ...]
Sums = dict[Cell, list[int]]  # value, entries, estimated
Place = tuple[tuple[int, ...], int, int]  # ancestors that have sums, farthest first; last and first month
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


class NewEntry(NamedTuple):
    """What is about to be written; `since` and `day` are ordinals."""

    kind: str
    unit_id: int | None = None
    since: int | None = None
    day: int | None = None
    key: str = ""
    form: Form | None = None
    values: Values = ()  # of the form's facts
    declared: Sequence[DeclaredRow] = ()
    reverses: int | None = None
    payload: str = ""
    source: str = ""
    title: str = ""
    note: str = ""


class Book:
    """One posting transaction. Use inside `transaction.atomic`; call `close` before it commits."""

    def __init__(
        self, *, at: datetime, by_id: int | None, head: tuple[int, bytes] | None = None, pen: Pen | None = None
    ) -> None:
        """`head`: number and hash of the last entry, in a process that does not hold the book's lock itself.

        Where the hash is not known yet (empty) the entries wait for `follow`.
        """
        if head is None:
            row = ChainHead.objects.select_for_update().get(pk=1)
            head, at = (row.seq, bytes(row.hash)), max(at, row.recorded_at) if row.recorded_at else at
        self.seq, self.hash = head
        self.began, self.at = self.seq, at.astimezone(UTC)
        self.by_id = by_id
        self.pen = pen or Pen()
        self.catalogue, self.rules = books()
        self.ancestry = Ancestry()
        self.tagsets = TagSets()
        # unit, indicator, since, day, tagset, layer of places whose declarations may need another remainder
        self.touched: set[tuple[int, int, int, int, int, int]] = set()
        self.watchers = watchers(self.catalogue, self.rules)
        self._moment = self.at.isoformat()
        self._db_moment = str(connection.ops.adapt_datetimefield_value(self.at))  # as text: another process writes it
        self._entries: list[tuple[Any, ...]] = []
        self._unchained: list[
            tuple[bytes, bytes]
        ] = []  # of each of them the digest of its words, and what it is hashed by
        self._facts: list[tuple[int, ...]] = []
        self._declared: list[tuple[Any, ...]] = []
        self._standing: list[tuple[Any, ...]] = []
        self._months: dict[int, int] = {}
        self._flows: dict[Place, list[tuple[Form, Values]]] = {}  # what is added to the cube at the next flush
        self._readings: set[tuple[int, int]] = set()
        self._read: set[tuple[int, int]] = set()
        self._before: Readings = {}
        self.refresh()

    def refresh(self) -> None:
        """Read again what the entries need of the catalogue, after it changed."""
        self.forms = Forms(self.catalogue, self.tagsets)

    def append(self, new: NewEntry) -> int:
        """Number one entry; it is hashed and written by the next `flush` at the latest."""
        return self.append_all([new])[0]

    def append_all(self, news: Sequence[NewEntry]) -> range:
        """Number entries in their order; they are hashed and written by the next `flush` at the latest."""
        seqs = range(self.seq + 1, self.seq + 1 + len(news))
        if not news:
            return seqs
        self.seq = seqs[-1]
        rows = self._keep(seqs, news)
        random = os.urandom(SALT * len(news))
        salts = [random[at : at + SALT] for at in range(0, len(random), SALT)]
        kinds, units, sinces, days, keys, _, _, _, reverses, payloads, sources, titles, notes = zip(*news, strict=True)
        digests = list(map(chain.text_digest, salts, titles, notes))
        coded = (kinds, units, sinces, days, keys, reverses, repeat(self.by_id), payloads, sources)
        hashed = map(chain.entry_words, zip(seqs, repeat(self._moment), *coded, rows))
        self._unchained += zip(digests, hashed, strict=True)
        self._entries += zip(seqs, repeat(self._db_moment), *coded, titles, notes, salts, digests)
        if len(self._entries) >= AT_ONCE:
            self._write()
        return seqs

    def stand(self, standing: Iterable[tuple[NewEntry, int, bytes]]) -> None:
        """Have entries (each with its number and digest) stand under their units' keys; written with them."""
        self._standing += [
            (new.unit_id, new.key, seq, new.kind, digest, new.day, search_words(new.key, new.title))
            for new, seq, digest in standing
        ]

    def _keep(self, seqs: range, news: Sequence[NewEntry]) -> list[str]:
        """Keep the entries' facts and declarations; returns them as they enter the hash."""
        rows = []
        for seq, new in zip(seqs, news, strict=True):
            if new.form is not None and new.values:
                rows.append(self._keep_facts(seq << LINE_BITS, new, new.form, new.values))
            else:
                rows.append(self._declare(seq << LINE_BITS, new))
        return rows

    def _keep_facts(self, base: int, new: NewEntry, form: Form, values: Values) -> str:
        """Keep an entry's facts (of one layer), and under its place that they add to the cube."""
        unit, since, day = new.unit_id, new.since, new.day
        assert unit is not None and since is not None and day is not None
        if form.detail:
            since = day  # detail with a window counts whole, on its last day (decision 0006)
        month = self.month(day)
        place = (self.ancestry.summed(unit, day), month, month if since == day else self.month(since))
        flows = self._flows.get(place)
        if flows is None:
            flows = self._flows[place] = []
        flows.append((form, values))
        if form.stocks:
            self._readings.update((unit, indicator) for indicator in form.stocks)
        self._facts += [
            (base + line, unit, indicator, day, since, tagset, layer, sign, value)
            for (line, indicator, tagset, layer, sign), value in zip(form.numbered, values, strict=True)
        ]
        return form.in_chain(unit, since, day, values)

    def _declare(self, base: int, new: NewEntry) -> str:
        """Keep an entry's declared cells."""
        unit, codes, rows = new.unit_id or 0, self.catalogue.by_id, []
        for pk, (covers, indicator, tagset, first, last, value, estimate) in enumerate(new.declared, base):
            self._declared.append((pk, unit, covers, indicator, tagset, first, last, value, estimate))
            code, tags = codes[indicator].code, self.tagsets.key(tagset)
            rows.append(chain.declared_row(unit, covers, code, tags, first, last, value, estimate))
        return chain.ROW.join(rows)

    def month(self, day: int) -> int:
        """Month index of an ordinal day."""
        found = self._months.get(day)
        if found is None:
            found = self._months[day] = month_index(date.fromordinal(day))
        return found

    def _write(self) -> None:
        """Write the entries and their rows; the caches follow at the next `flush`."""
        fresh = self._readings - self._read
        if fresh:
            self._before |= standing(fresh)
            self._read |= fresh
        if self.hash:
            self._chain()
        for sql, rows in ((FACT_SQL, self._facts), (DECLARED_SQL, self._declared), (STANDING_SQL, self._standing)):
            if rows:
                self.pen.write(sql, rows)
        if self.watchers:
            self._touch()
        self._facts, self._declared, self._standing = [], [], []

    def _chain(self) -> None:
        """Hash each entry after the one before it, and write them."""
        entries = []
        for entry, (digest, hashed) in zip(self._entries, self._unchained, strict=True):
            self.hash = chain.entry_hash(self.hash, digest, hashed)
            entries.append((*entry, self.hash))
        if entries:
            self.pen.write(ENTRY_SQL, entries)
        self._entries, self._unchained = [], []

    def follow(self, before: bytes) -> None:
        """Chain what was appended to the entry before it, now that its hash is known, and write it."""
        self.hash = before
        self._chain()
        self.pen.wait()

    def flush(self) -> None:
        """Write what was appended and bring the cube and the stocks' sums up to it."""
        self._write()
        if self._flows and (sums := self._month_sums()):
            self.pen.write(MONTH_SUM_SQL, sums)
        self.pen.wait()
        if self._readings:
            move_sums(self.ancestry, self._before, standing(self._readings))
        self._flows, self._before, self._readings, self._read = {}, {}, set(), set()

    def _month_sums(self) -> list[tuple[int, ...]]:
        """Rows of the cube that the facts since the last flush add to, unit by unit and month by month.

        What is summed for a line of ancestors goes to the last of them and, as one sum, to the line of the others.
        """
        found: dict[tuple[int, int, int], Sums] = {}
        lines, above = {place: _summed(flows) for place, flows in self._flows.items()}, dict[Place, Sums]()
        while lines:
            for (ancestors, last, first), sums in lines.items():
                if ancestors[1:]:
                    _merge(above.setdefault((ancestors[:-1], last, first), {}), sums)
                if ancestors and (into := found.setdefault((ancestors[-1], last, first), sums)) is not sums:
                    _merge(into, sums)
            lines, above = above, {}
        return [
            (ancestor, indicator, last, first, tagset, *amounts)
            for ancestor, last, first in sorted(found)
            for (indicator, tagset), amounts in found[ancestor, last, first].items()
        ]

    def _touch(self) -> None:
        watched = self.watchers
        for _, unit, indicator, day, since, tagset, layer, _, _ in self._facts:
            if indicator in watched:
                self.touched.add((unit, indicator, since, day, tagset, layer))

    def close(self) -> None:
        """Write what is left and move the chain's head."""
        self.flush()
        if self.seq == self.began:
            return
        Witness.objects.create(seq=self.seq, hash=self.hash)
        ChainHead.objects.filter(pk=1).update(seq=self.seq, recorded_at=self.at, hash=self.hash)

    def entry_of_change(self, kind: EntryKind, payload: str, *, title: str = "", source: str = "") -> int:
        """An entry without facts: a change of tree, catalogue or rule, a restore, an erasure."""
        return self.append(NewEntry(kind=kind, payload=payload, title=title, source=source))


def _summed(flows: list[tuple[Form, Values]]) -> Sums:
    """What facts of one place add to the cube; their sums lie near each other in memory, while each is added to."""
    sums: Sums = {}
    for form, values in flows:
        sign, estimate = form.sign, form.estimate
        for line, cell in form.flows:
            value, at = values[line], sums.get(cell)
            if at is None:
                sums[cell] = [value, sign, value if estimate else 0]
            else:
                at[0] += value
                at[1] += sign
                if estimate:
                    at[2] += value
    return sums


def _merge(into: Sums, sums: Sums) -> None:
    """Add sums to others; what is not there yet is copied."""
    for cell, (value, entries, estimated) in sums.items():
        at = into.get(cell)
        if at is None:
            into[cell] = [value, entries, estimated]
        else:
            at[0] += value
            at[1] += entries
            at[2] += estimated
