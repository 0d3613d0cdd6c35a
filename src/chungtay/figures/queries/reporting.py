"""Who of those who owed a report gave one, and whether silence is a zero (law 4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from chungtay.figures.rules.figures import Sum
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState

from .attested import Attested
from .scope import Owing
from .sums import present

if TYPE_CHECKING:
    from .figures import Answer

Due = dict[int, Owing]
NOBODY: Final[set[int]] = set()


@dataclass(unsafe_hash=True, slots=True)  # as `Figure`
class Word:
    """What those who owed say about one indicator."""

    reported: int
    expected: int
    missing: tuple[str, ...]
    attested: bool
    applicable: bool


UNHEARD: Final = Word(0, 0, (), attested=False, applicable=True)  # while statements are only noted


class Reporting:
    """Presence and attestation of the owing units of one question."""

    def __init__(self, answer: Answer, owing: Sequence[Owing]) -> None:
        self.answer, self.owing = answer, owing
        self.attested = Attested(answer, owing)
        self._dues: dict[tuple[bool, frozenset[str]], Due] = {}
        self._words: dict[str, Word] = {}
        self._all_codes: dict[int, tuple[Due, tuple[str, ...]]] = {}

    def of(self, view: IndicatorView, only: Sequence[Owing] | None = None) -> Word:
        """The word of those who owe about this indicator (the same in every row by month), or of some of them."""
        if only is None and view.code in self._words:
            return self._words[view.code]
        if self.answer.reads.noting:
            self.read()
            return UNHEARD
        owing = self.owing if only is None else only
        due = self._due(view) if only is None else _due(self.answer, view, only)
        silent = set(due)
        for indicator in self.answer.needs[view.code, view.kind] or (view.id,):
            silent -= self._present.get(indicator, NOBODY)
        if silent:
            asked = silent & self.attested.addressed(view)
            silent -= {u for u in asked if self.attested.by(due[u], view, alone=only is not None)}
        word = Word(
            reported=len(due) - len(silent), expected=len(due), missing=self._codes(due, silent),
            attested=bool(due) and not silent, applicable=bool(due) or (not owing and bool(self.answer.scope.pieces)),
        )  # fmt: skip
        return self._words.setdefault(view.code, word) if only is None else word

    def _codes(self, due: Due, silent: set[int]) -> tuple[str, ...]:
        if len(silent) < len(due) or len(due) == 1:
            return tuple(one.code for unit, one in due.items() if unit in silent) if silent else ()
        if id(due) not in self._all_codes:  # of nobody a word: so it is of most indicators
            self._all_codes[id(due)] = due, tuple(one.code for one in due.values())
        return self._all_codes[id(due)][1]

    def read(self) -> None:
        """Ask for all that may be needed, as a page does beforehand."""
        _read = self._present
        self.attested.read()

    def _due(self, view: IndicatorView) -> Due:
        """Those who owe a word about it, by unit: the same for most indicators."""
        same = (view.kind == IndicatorKind.STOCK, view.excluded_kinds)
        if same not in self._dues:
            self._dues[same] = _due(self.answer, view, self.owing)
        return self._dues[same]

    @cached_property
    def _present(self) -> dict[int, set[int]]:
        """Indicator to the owing units that have facts of it, each with all below."""
        answer, units = self.answer, [o.unit_id for o in self.owing]
        flows = answer.ask(answer.needed(answer.about, IndicatorKind.FLOW), by_month=False)
        stocks = answer.needed(answer.about, IndicatorKind.STOCK)
        if answer.past:
            return answer.past.present(units, flows, stocks)
        return present(answer.reads, answer.tree, units, flows, stocks)

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
        found: dict[int, list[int]] = {}
        for line in answer.lines(answer.spans_of_rates(), rates, answer.first, answer.last):
            found.setdefault(line.indicator_id, []).append(line.value)
        return found


def _due(answer: Answer, view: IndicatorView, owing: Sequence[Owing]) -> Due:
    """Who could say something on a day of the question (for a stock: on its last day)."""
    first = answer.last if view.kind == IndicatorKind.STOCK else answer.first
    return {
        o.unit_id: o for o in owing if o.kind not in view.excluded_kinds and o.since <= answer.last and o.until > first
    }
