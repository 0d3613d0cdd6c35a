"""Who of those who owed a report gave one, and whether silence is a zero (law 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db import connection

from chungtay.figures.rules.figures import Sum, covered
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.stocks import ids
from chungtay.ledger.rules import Covers, IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState

from .leaves import fact_lines, spans_of
from .scope import Owing
from .sums import present

if TYPE_CHECKING:
    from .figures import Answer


@dataclass(frozen=True, slots=True)
class Word:
    """What those who owed say about one indicator."""

    reported: int
    expected: int
    missing: tuple[str, ...]
    attested: bool
    applicable: bool
    present: int


@dataclass(frozen=True, slots=True)
class Given:
    """An attested span: explicit word (indicator None: all) or a declaration."""

    unit_id: int
    covers: str
    indicator_id: int | None
    tagset_id: int | None
    first: int
    last: int
    zero: bool


class Reporting:
    """Presence and attestation of the owing units of one question."""

    def __init__(self, answer: Answer, owing: Sequence[Owing]) -> None:
        self.answer, self.owing = answer, owing

    def of(self, view: IndicatorView, only: Sequence[Owing] | None = None) -> Word:
        """The word of those who owe about this indicator, or of some of them."""
        owing = self.owing if only is None else only
        due = [o for o in owing if o.kind not in view.excluded_kinds]
        wanted = set(self.answer.needed([view], view.kind)) or {view.id}
        if view.derived == "localities":
            wanted = set(self.answer.needed([view], IndicatorKind.STOCK)) - {view.id}
        present_units = {unit for i in wanted for unit in self._present.get(i, ())}
        here = {o.unit_id for o in due if o.unit_id in present_units}
        attesting = {o.unit_id for o in due if o.unit_id not in here and self._attests(o, view)}
        gave = here | attesting
        return Word(
            reported=len(gave),
            expected=len(due),
            missing=tuple(o.code for o in due if o.unit_id not in gave),
            attested=bool(due) and len(gave) == len(due),
            applicable=bool(due) or not owing,
            present=len(here),
        )

    @cached_property
    def _present(self) -> dict[int, set[int]]:
        """Indicator to the owing units that have facts of it, each with all below."""
        answer, units = self.answer, [o.unit_id for o in self.owing]
        flows = answer.ask(answer.needed(answer.asked, IndicatorKind.FLOW), by_month=False)
        stocks = answer.needed(answer.asked, IndicatorKind.STOCK)
        if answer.past:
            pairs = answer.past.present(units, flows, stocks)
        else:
            pairs = present(answer.ancestry, units, flows, stocks)
        found: dict[int, set[int]] = {}
        for unit, indicator in pairs:
            found.setdefault(indicator, set()).add(unit)
        return found

    @cached_property
    def _given(self) -> dict[tuple[int, int | None], list[Given]]:
        """What the owing units and those above them attest, by unit and indicator (None: every indicator)."""
        self.answer.ancestry.load(o.unit_id for o in self.owing)
        units = {a for o in self.owing for a, _, _ in self.answer.ancestry.paths(o.unit_id)}
        found: dict[tuple[int, int | None], list[Given]] = {}
        for given in (*_words(units, self.answer.question.known_seq), *_declared(units, self.answer)):
            found.setdefault((given.unit_id, given.indicator_id), []).append(given)
        return found

    def _attests(self, owing: Owing, view: IndicatorView) -> bool:
        answer = self.answer
        line = set(answer.ancestry.on(owing.unit_id, answer.last)) | {owing.unit_id}
        spans = []
        for given in (g for unit in line for code in (None, view.id) for g in self._given.get((unit, code), ())):
            own = given.unit_id == owing.unit_id
            whole = given.covers == Covers.ALL or (own and not answer.ancestry.has_below(owing.unit_id))
            if whole and self._same_tags(given):
                spans.append((given.first, given.last))
        if view.kind == IndicatorKind.STOCK:
            return any(last <= answer.last for _, last in spans)
        return covered(answer.first, answer.last, spans)

    def _same_tags(self, given: Given) -> bool:
        if given.tagset_id is None:
            return True
        self.answer.tagsets.load([given.tagset_id])
        tags = self.answer.tagsets.tags(given.tagset_id)
        return tags == self.answer.question.tags or (given.zero and tags <= self.answer.question.tags)

    def rate(self, view: IndicatorView, total: Sum) -> tuple[FigureState, Sum]:
        """A rate is never summed: one reading is a value, several are not enough."""
        if not self.answer.question.indicators:
            return FigureState.NOT_REPORTED, total
        values = self._rates.get(view.id, [])
        if not values:
            return FigureState.NOT_REPORTED, total
        if len(set(values)) == 1:
            return FigureState.VALUE, Sum(value=values[0], entries=len(values))
        return FigureState.NOT_ENOUGH, Sum(entries=len(values))

    @cached_property
    def _rates(self) -> dict[int, list[int]]:
        """The readings of every asked rate, by indicator."""
        answer = self.answer
        rates = {view.id for view in answer.asked if view.kind == IndicatorKind.RATE}
        spans = answer.past.spans(answer.scope.pieces) if answer.past else spans_of(answer.scope.pieces)
        seq = answer.question.known_seq
        found: dict[int, list[int]] = {}
        for line in fact_lines(spans, rates, answer.last, from_day=answer.first, seq=seq, tagsets=answer.only):
            found.setdefault(line.indicator_id, []).append(line.value)
        return found


def _words(units: set[int], seq: int | None) -> list[Given]:
    sql = (
        "SELECT a.unit_id, a.covers, a.indicator_id, a.first_on, a.last_on FROM ledger_attestation a"
        f" WHERE a.unit_id IN ({ids(units)}){_standing('a', seq)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [Given(u, covers, i, None, first, last, True) for u, covers, i, first, last in cursor.fetchall()]


def _standing(row: str, seq: int | None) -> str:
    """Condition: not reversed, as known now or after entry `seq`."""
    known = f" AND {row}.id < {(seq + 1) << LINE_BITS}" if seq is not None else ""
    until = f" AND r.seq <= {seq}" if seq is not None else ""
    return f"{known} AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses = {row}.id >> {LINE_BITS}{until})"


def _declared(units: set[int], answer: Answer) -> list[Given]:
    sql = (
        "SELECT d.unit_id, d.covers, d.indicator_id, d.tagset_id, d.first_month, d.last_month, d.value FROM ledger_declared d"
        f" WHERE d.unit_id IN ({ids(units)}) AND d.indicator_id IN ({ids(v.id for v in answer.asked)})"
        f"{_standing('d', answer.question.known_seq)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [
            Given(
                unit,
                covers,
                indicator,
                tagset,
                month_first(first).toordinal(),
                month_last(last).toordinal(),
                value == 0,
            )
            for unit, covers, indicator, tagset, first, last, value in cursor.fetchall()
        ]
