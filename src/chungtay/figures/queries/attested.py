"""Whether a unit's silence is a zero: its own word, or that of a unit above, as far as either speaks (law 4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING

from chungtay.figures.rules.figures import covered, without
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.queries.ancestry import FOREVER
from chungtay.ledger.queries.catalogue import PLAIN_TAG, tag_key
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.queries.stocks import ids, stock_age
from chungtay.ledger.rules import Covers, IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import COVERING_ALL

from .leaves import FactLine, latest_lines
from .scope import Owing, standing

if TYPE_CHECKING:
    from .figures import Answer

MOST_TAGS = 4  # so many are told apart where they are read
Span = tuple[int, int]  # inclusive ordinals
COVERS_ALL = f"CASE WHEN {{}}.covers = '{Covers.ALL.value}' THEN 1 ELSE 0 END"


@dataclass(unsafe_hash=True, slots=True)  # as `Figure`
class Given:
    """An attested span: an explicit word (tag set None; indicator None: all), or a declaration.

    `known`: what of a declared total lies in facts, its remainder included; None has to be asked.
    """

    unit_id: int
    covers_all: bool
    indicator_id: int | None
    tagset_id: int | None
    first: int
    last: int
    value: int
    known: int | None


class Attested:
    """What the owing units of one question, and those above them, have given their word for: what may speak of its days,
    a reading as long as it serves.

    A unit's own declaration speaks of its cell. A word from above speaks of a unit below only where every part of the
    total above is known, or where the question counts that total itself: no remainder is left outside of it that could
    hold the silent unit's share.
    """

    def __init__(self, answer: Answer, owing: Sequence[Owing]) -> None:
        self.answer, self.owing = answer, owing
        self._amounts: dict[Given, int] = {}
        self._said: dict[tuple[int, bool], list[tuple[Given, list[Span]]]] = {}
        self._vouched: dict[tuple[int, bool], bool] = {}

    def by(self, owing: Owing, view: IndicatorView, *, alone: bool = False) -> bool:
        """Is the unit's silence about the indicator a zero: on the last day of a stock, on every day of a flow?

        `alone`: what stands above the unit is not counted beside it, as in its row of a breakdown.
        """
        first, last = max(self.answer.first, owing.since), min(self.answer.last, owing.until - 1)
        if stock := view.kind == IndicatorKind.STOCK:
            first = last = self.answer.last
        if (owing.unit_id, stock) not in self._vouched:  # its own word about everything: the same for every indicator
            said = (
                days
                for given, days in self._generally(owing, stock)
                if given.unit_id == owing.unit_id and self._speaks(given)[0]
            )
            self._vouched[owing.unit_id, stock] = covered(first, last, chain.from_iterable(said))
        return self._vouched[owing.unit_id, stock] or covered(first, last, self._spans(owing, view, alone))

    def addressed(self, view: IndicatorView) -> set[int]:
        """The owing units about whose silence anybody, themselves or one above, has given a word at all."""
        return self._addressed.get(None, set()).union(*(self._addressed.get(code, ()) for code in self._codes(view)))

    @cached_property
    def _addressed(self) -> dict[int | None, set[int]]:
        """The same by indicator (None: every indicator)."""
        below: dict[int, set[int]] = {}
        for owing in self.owing:
            for above, _, _ in self.answer.ancestry.paths(owing.unit_id):
                below.setdefault(above, set()).add(owing.unit_id)
        found: dict[int | None, set[int]] = {}
        for unit, code in self._given:
            found.setdefault(code, set()).update(below.get(unit, ()))
        return found

    def read(self) -> None:
        """Ask for all that may be needed, as a page does beforehand."""
        _read = self._given, self._flow_remainders, self._stock_remainders

    def _spans(self, owing: Owing, view: IndicatorView, alone: bool) -> Iterable[Span]:
        hidden: dict[int, list[Span]] = {}
        for given, days in self._about(owing, view):
            exact, wider = self._speaks(given)
            if exact and given.unit_id == owing.unit_id:
                yield from days
            elif wider:
                if given.unit_id not in hidden:
                    hidden[given.unit_id] = self._hidden(owing, given.unit_id, view, alone)
                yield from (part for span in days for part in without(span, hidden[given.unit_id]))

    def _about(self, owing: Owing, view: IndicatorView) -> Iterable[tuple[Given, list[Span]]]:
        """What was given about the indicator by the unit and by all that ever stood above it, and for which days."""
        stock = view.kind == IndicatorKind.STOCK
        yield from self._generally(owing, stock)
        line = {a for a, _, _ in self.answer.ancestry.paths(owing.unit_id)}
        for code in self._codes(view):
            yield from self._given_by(line, code, owing, stock)

    def _generally(self, owing: Owing, stock: bool) -> list[tuple[Given, list[Span]]]:
        """The same about every indicator."""
        if (owing.unit_id, stock) not in self._said:
            line = {a for a, _, _ in self.answer.ancestry.paths(owing.unit_id)}
            self._said[owing.unit_id, stock] = list(self._given_by(line, None, owing, stock))
        return self._said[owing.unit_id, stock]

    def _codes(self, view: IndicatorView) -> list[int]:
        return [view.id, self.answer.sites_of(view).id] if view.derived == LOCALITIES else [view.id]

    def _given_by(
        self, line: Iterable[int], code: int | None, owing: Owing, stock: bool
    ) -> Iterable[tuple[Given, list[Span]]]:
        for unit in line:
            leaf = unit == owing.unit_id and not self.answer.ancestry.has_below(unit)
            for given in self._given.get((unit, code), ()):
                days = self._days(owing, given, stock) if given.covers_all or leaf else []
                if days:
                    yield given, days

    def _days(self, owing: Owing, given: Given, stock: bool) -> list[Span]:
        """The days that are spoken for, while who speaks stands above (or is) the unit; a reading serves its set age."""
        first, last = (given.last, given.last + stock_age() - 1) if stock else (given.first, given.last)
        if first > self.answer.last or last < self.answer.first:
            return []
        paths = [(a, b) for unit, a, b in self.answer.ancestry.paths(owing.unit_id) if unit == given.unit_id]
        if stock:
            return [(first, last) for start, stop in paths if start <= first < stop]
        spans = [(max(start, first), min(stop - 1, last)) for start, stop in paths]
        return [span for span in spans if span[0] <= span[1]]

    def _speaks(self, given: Given) -> tuple[bool, bool]:
        """Does it speak of exactly what is asked; or of more, of which every part is known?"""
        if given.tagset_id is None:
            return True, True
        self.answer.tagsets.load(self._tagsets)
        tags, asked = self.answer.tagsets.tags(given.tagset_id), self.answer.question.tags
        if not tags <= asked:
            return False, False
        told = given.value == 0 or self._known(given, tags) >= given.value
        return told and tags == asked, told

    @cached_property
    def _tagsets(self) -> set[int]:
        return {one.tagset_id for found in self._given.values() for one in found if one.tagset_id is not None}

    def _known(self, given: Given, tags: frozenset[str]) -> int:
        if given.known is not None or given.indicator_id is None:
            return given.known or 0
        if given not in self._amounts:
            days = (date.fromordinal(given.first), date.fromordinal(given.last))
            self._amounts[given] = self.answer.amount(
                given.unit_id, self.answer.catalogue.by_id[given.indicator_id], *days, tags
            )
        return self._amounts[given]

    def _hidden(self, owing: Owing, speaker: int, view: IndicatorView, alone: bool) -> list[Span]:
        """Days of remainders that may hold the unit's share: of who speaks, and of those between."""
        alone = alone or view.derived == LOCALITIES  # a remainder of sites is no locality
        ancestry, wanted = self.answer.ancestry, set(self.answer.needed([view], view.kind))
        found = []
        for unit in {a for a, _, _ in ancestry.paths(owing.unit_id)}:
            own = unit == owing.unit_id
            if (own and speaker != unit) or not any(a == speaker for a, _, _ in ancestry.paths(unit)):
                continue
            for line in self._remainders(view.kind).get(unit, ()):
                told = line.indicator_id in wanted and (own or line.layer in COVERING_ALL)
                if told and (alone or self._outside(line)):
                    found.append((0, FOREVER) if view.kind == IndicatorKind.STOCK else (line.since, line.day))
        return found

    def _outside(self, line: FactLine) -> bool:
        """Is the remainder none that the question counts, or tells as unplaced?"""
        if self.answer.only is not None and line.tagset_id not in self.answer.only:
            return True
        above = self.answer.ancestry.on(line.unit_id, line.day)
        return not any(p.unit_id in above and p.since <= line.day < p.until for p in self.answer.scope.pieces)

    def _remainders(self, kind: str) -> dict[int, list[FactLine]]:
        return self._stock_remainders if kind == IndicatorKind.STOCK else self._flow_remainders

    @cached_property
    def _flow_remainders(self) -> dict[int, list[FactLine]]:
        return _by_unit(self._lines(IndicatorKind.FLOW, self.answer.first, FOREVER, self.answer.last))

    @cached_property
    def _stock_remainders(self) -> dict[int, list[FactLine]]:
        last = self.answer.last
        return _by_unit(latest_lines(self._lines(IndicatorKind.STOCK, last - stock_age() + 1, last), last))

    def _lines(self, kind: str, first: int, last: int, begun_by: int | None = None) -> list[FactLine]:
        spans, wanted = {unit: [(0, FOREVER)] for unit in self._units}, self.answer.needed(self.answer.about, kind)
        return self.answer.lines(spans, wanted, first, last, remainders=True, begun_by=begun_by)

    @cached_property
    def _units(self) -> set[int]:
        """The owing units and all that ever stood above them."""
        ancestry = self.answer.ancestry
        ancestry.load(o.unit_id for o in self.owing)
        units = {a for o in self.owing for a, _, _ in ancestry.paths(o.unit_id)}
        ancestry.load(units)
        return units

    @cached_property
    def _given(self) -> dict[tuple[int, int | None], list[Given]]:
        """What they attest, by unit and indicator (None: every indicator)."""
        found: dict[tuple[int, int | None], list[Given]] = {}
        for given in (*_words(self._units, self.answer), *_declared(self._units, self.answer)):
            found.setdefault((given.unit_id, given.indicator_id), []).append(given)
        return found


def _by_unit(lines: Iterable[FactLine]) -> dict[int, list[FactLine]]:
    found: dict[int, list[FactLine]] = {}
    for line in lines:
        if line.value > 0:
            found.setdefault(line.unit_id, []).append(line)
    return found


def _words(units: set[int], answer: Answer) -> list[Given]:
    sql = (
        f"SELECT a.unit_id, {COVERS_ALL.format('a')}, a.indicator_id, a.first_on, a.last_on FROM ledger_attestation a"
        f" WHERE a.unit_id IN ({ids(units)}) AND a.first_on <= {answer.last} AND a.last_on > {answer.first - stock_age()}"
        f"{standing('a', answer.question.known_seq)}"
    )
    return [Given(u, bool(whole), i, None, a, z, 0, 0) for u, whole, i, a, z in answer.reads.rows(sql, 5)]


def _declared(units: set[int], answer: Answer) -> list[Given]:
    """Declared totals; what is known of them stands in the cells of now, and is not kept for an earlier day."""
    indicators = {v.id for v in answer.about} | {answer.sites_of(v).id for v in answer.about if v.derived == LOCALITIES}
    then = answer.question.known_seq is not None
    known = "CAST(NULL AS BIGINT)" if then else "COALESCE(c.remainder + c.beneath, 0)"
    cells = "" if then else " LEFT JOIN ledger_standingcell c ON c.id = d.id"
    stocks = [i for i in indicators if answer.catalogue.by_id[i].kind == IndicatorKind.STOCK]
    days = max(answer.first - stock_age(), 1), answer.first, answer.last
    served, first, last = (month_index(date.fromordinal(day)) for day in days)
    sql = (
        f"SELECT d.unit_id, {COVERS_ALL.format('d')}, d.indicator_id, d.tagset_id, d.first_month, d.last_month, d.value, {known}"
        f" FROM ledger_declared d{cells} WHERE d.unit_id IN ({ids(units)}) AND d.indicator_id IN ({ids(indicators)})"
        f" AND d.first_month <= {last} AND (d.last_month >= {first} OR (d.last_month >= {served} AND d.indicator_id IN ({ids(stocks)})))"
        f"{_speaking(answer.question.tags)}{standing('d', answer.question.known_seq)}"
    )
    return [
        Given(u, bool(whole), i, t, month_first(a).toordinal(), month_last(z).toordinal(), int(value), told)
        for u, whole, i, t, a, z, value, told in answer.reads.rows(sql, 8)
    ]


def _speaking(tags: frozenset[str]) -> str:
    """Condition: under no other tags than these, which alone speak of them (`_speaks`)."""
    if len(tags) > MOST_TAGS or not all(PLAIN_TAG.fullmatch(tag) for tag in tags):
        return ""
    keys = (tag_key(some) for count in range(len(tags) + 1) for some in combinations(tags, count))
    return f" AND d.tagset_id IN (SELECT t.id FROM ledger_tagset t WHERE t.key IN ({', '.join(repr(key) for key in keys)}))"
