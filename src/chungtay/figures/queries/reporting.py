"""Who of those who owed a report gave one, and whether silence is a zero (law 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from chungtay.figures.rules.figures import Sum
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState

from .attested import Attested
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


class Reporting:
    """Presence and attestation of the owing units of one question."""

    def __init__(self, answer: Answer, owing: Sequence[Owing]) -> None:
        self.answer, self.owing = answer, owing
        self.attested = Attested(answer, owing)

    def of(self, view: IndicatorView, only: Sequence[Owing] | None = None) -> Word:
        """The word of those who owe about this indicator, or of some of them."""
        owing = self.owing if only is None else only
        due = [o for o in owing if o.kind not in view.excluded_kinds and self._stands(o, view)]
        wanted = set(self.answer.needed([view], view.kind)) or {view.id}
        present_units = {unit for i in wanted for unit in self._present.get(i, ())}
        here = {o.unit_id for o in due if o.unit_id in present_units}
        attesting = {
            o.unit_id for o in due if o.unit_id not in here and self.attested.by(o, view, alone=only is not None)
        }
        gave = here | attesting
        return Word(
            reported=len(gave),
            expected=len(due),
            missing=tuple(o.code for o in due if o.unit_id not in gave),
            attested=bool(due) and len(gave) == len(due),
            applicable=bool(due) or (not owing and bool(self.answer.scope.pieces)),
        )

    def _stands(self, owing: Owing, view: IndicatorView) -> bool:
        """Was there a day of the question (for a stock: its last day) on which the unit could have said something?"""
        first = self.answer.last if view.kind == IndicatorKind.STOCK else self.answer.first
        return owing.since <= self.answer.last and owing.until > first

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
