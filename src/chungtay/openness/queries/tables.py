"""An indicator of a year by unit and month, as anybody may read it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from django.conf import settings

from chungtay.figures.queries.figures import Answer, answered
from chungtay.figures.queries.pages import UNBROKEN, asked_again, begun, on_other_days
from chungtay.figures.rules import By, Figure, Question
from chungtay.kernel.months import month_index, month_last
from chungtay.kernel.periods import Period
from chungtay.kernel.small_cells import counts_people, is_small, suppressed
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState
from chungtay.openness.rules.cells import REST, TOTAL, Cell, hidden_cells, of_period, with_rest
from chungtay.organizations.queries import Structure, UnitOn

K = TypeVar("K")
Cells = Mapping[str, Mapping[Cell, Figure]]  # by indicator


@dataclass(frozen=True, slots=True)
class OpenNumber:
    """A number, or why there is none; `hidden`: it is small, or would betray a small one, and is not in here."""

    state: str
    value: int | None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A year of an indicator. `cells` by unit code and month ("2024-03"), `TOTAL` and `REST` in either place."""

    view: IndicatorView
    months: tuple[str, ...]
    units: tuple[str, ...]
    cells: Mapping[Cell, OpenNumber]
    estimated: bool
    unplaced: bool

    @property
    def adds_up(self) -> bool:
        """Do months and units sum?"""
        return is_summed(self.view)

    @property
    def hides(self) -> bool:
        """Is anything not told?"""
        return any(cell.hidden for cell in self.cells.values())

    def over(self, row: str, months: tuple[str, ...]) -> OpenNumber:
        """A row's number of a stretch of months: their sum, or the reading at their end; nothing more than the cells tell."""
        if months == self.months or not months or not self.has_parts:
            return self.cells.get((row, TOTAL), NOTHING)
        if not self.adds_up:
            return self.cells.get((row, months[-1]), NOTHING)
        parts = [self.cells[row, month] for month in months if (row, month) in self.cells]
        state = _state(part.state for part in parts)
        if state != FigureState.VALUE:
            return OpenNumber(state, 0 if state == FigureState.ZERO else None)
        hidden = [cell for cell, told in self.cells.items() if told.hidden]
        if not of_period(row, months, hidden):
            return OpenNumber(state, None, hidden=True)
        if all(part.value is not None or part.state != FigureState.VALUE for part in parts):
            return OpenNumber(state, sum(part.value or 0 for part in parts))
        outside = sum(
            told.value or 0 for (at, month), told in self.cells.items() if at == row and month not in (*months, TOTAL)
        )
        return OpenNumber(state, (self.cells[row, TOTAL].value or 0) - outside)

    @property
    def has_parts(self) -> bool:
        """Is a number of some months told: do they add up, or is it read at their end?"""
        return self.adds_up or (self.view.kind == IndicatorKind.STOCK and self.view.derived != LOCALITIES)


NOTHING = OpenNumber(FigureState.NOT_APPLICABLE, None)


def is_summed(view: IndicatorView) -> bool:
    """Is it what happened, so that months and units add up?"""
    return view.kind == IndicatorKind.FLOW and view.derived != LOCALITIES


def year_of(year: int, on: date) -> Period:
    """The months of a year up to the day's."""
    last = month_last(month_index(on)) if year == on.year else date(year, 12, 31)
    return Period(date(year, 1, 1), last)


def opened_year(chapter: UnitOn, period: Period, known: Structure) -> Answer:
    """The year's answer, who owes a report in each month asked at once. Raises Refusal where the chapter did not stand."""
    question = Question((chapter.code,), period.first, period.last)
    return Answer(question, known, begun(question, months_of(period)))


def months_of(period: Period) -> list[Period]:
    """Each month of the days."""
    return [Period.of_months(m, m) for m in range(month_index(period.first), month_index(period.last) + 1)]


def table_of(answer: Answer) -> OpenTable:
    """The year by unit and month, small cells hidden; `answer` from `opened_year`."""
    view = answer.asked[0]
    found = cells_of_year(answer)
    whole, states = found[view.code][TOTAL, TOTAL], found[view.code]
    values, hidden = hidden_of_year(answer, found)
    told = {cell: _told(states.get(cell), values.get(cell), cell in hidden) for cell in _cells(states, values)}
    order = {owing.code for owing, _ in answer.scope.rows} | {row for row, _ in states} - {TOTAL, REST}
    return OpenTable(view, keys_of(answer), tuple(sorted(order)), told, bool(whole.estimated), bool(whole.unplaced))


def keys_of(answer: Answer) -> tuple[str, ...]:
    """The months of the question."""
    return tuple(map(key_of, months_of(Period(answer.question.first, answer.question.last))))


def key_of(month: Period) -> str:
    """As a column is called: "2024-03"."""
    return f"{month.first:%Y-%m}"


def cells_of_year(answer: Answer) -> Cells:
    """The indicator by unit and month, and every other one against which it could be held."""
    view = answer.asked[0]
    codes = (view.code, *dict.fromkeys(one.code for one in held_against(answer, view)))
    found: dict[str, dict[Cell, Figure]] = {code: {} for code in codes}
    if view.kind not in UNBROKEN:
        for days in months_of(Period(answer.question.first, answer.question.last)):
            _put(found, on_other_days(answer, days), key_of(days), codes)
        _put(found, answer, TOTAL, codes)
    else:
        found[view.code][TOTAL, TOTAL] = answered(asked_again(answer, None))[0]
    return found


def _put(found: Mapping[str, dict[Cell, Figure]], answer: Answer, column: str, codes: tuple[str, ...]) -> None:
    for row in answered(asked_again(answer, None, codes)):
        found[row.indicator][TOTAL, column] = row
    for row in answered(asked_again(answer, By.UNIT, codes)):
        found[row.indicator][row.key or REST, column] = row


def held_against(answer: Answer, view: IndicatorView) -> Iterator[IndicatorView]:
    """Counts of people from which this one would betray small cells: what a total counts, the whole in which a part lies."""
    if not (guarded(view) and is_summed(view)):
        return
    near = [answer.catalogue.by_id[pk] for pk in sorted(answer.rules.included(view.id))]
    near += [answer.catalogue[view.part_of]] if view.part_of else []
    for one in near:
        if guarded(one) and is_summed(one):
            yield from (one, *held_against(answer, one))


def hidden_of_year(
    answer: Answer, found: Cells, view: IndicatorView | None = None
) -> tuple[Mapping[Cell, int], frozenset[Cell]]:
    """The numbers of the table, and which of them must not be told; of the indicator asked for, or of another one found."""
    k, view = settings.CHUNGTAY_SMALL_CELL, view or answer.asked[0]
    if not is_summed(view):
        values = {cell: figure.value for cell, figure in found[view.code].items() if figure.value is not None}
        return values, frozenset(_small_readings(values, k) if guarded(view) else ())
    told = {code: with_rest({cell: one.value or 0 for cell, one in cells.items()}) for code, cells in found.items()}
    hidden = hidden_of(answer, view, told, partial(hidden_cells, k=k)) if guarded(view) else frozenset[Cell]()
    return told[view.code], hidden


def hidden_of(
    answer: Answer,
    view: IndicatorView,
    values: Mapping[str, Mapping[K, int]],
    hidden: Callable[[Mapping[K, int]], Collection[K]],
) -> frozenset[K]:
    """What must not be told of one of several indicators that are told side by side; `hidden` says so of one by itself.

    A total is hidden wherever something that it counts is; a part also where the rest of its whole is small.
    """
    own = values[view.code]
    found = set(hidden(own))
    if view.part_of and view.part_of in values:
        whole = values[view.part_of]
        found.update(hidden({cell: whole.get(cell, 0) - value if value else 0 for cell, value in own.items()}))
    for one in held_against(answer, view):
        if one.id in answer.rules.included(view.id):
            found |= hidden_of(answer, one, values, hidden)
    return frozenset(found & own.keys())


def guarded(view: IndicatorView) -> bool:
    """Are small numbers of it not told, because it counts people?"""
    return counts_people(view.measure) and not view.scale


def _cells(states: Mapping[Cell, Figure], values: Mapping[Cell, int]) -> Iterable[Cell]:
    return states.keys() | {cell for cell, value in values.items() if value}


def _told(figure: Figure | None, value: int | None, hides: bool) -> OpenNumber:
    """What lacks of a total stands in no figure of its own, and may stand where a unit has not reported."""
    state = str(figure.state) if figure and not (value and figure.state != FigureState.VALUE) else FigureState.VALUE
    none = state in (FigureState.NOT_REPORTED, FigureState.NOT_APPLICABLE, FigureState.NOT_ENOUGH)
    return OpenNumber(state, None if none or hides else value, hides)


def _small_readings(values: Mapping[Cell, int], k: int) -> set[Cell]:
    """Of readings on a day: each column by itself, with its total."""
    found: set[Cell] = set()
    for column in {column for _, column in values}:
        rows = {row: value for (row, at), value in values.items() if at == column and row != TOTAL}
        total = values.get((TOTAL, column))
        cells = suppressed(rows, k, summed=total == sum(rows.values()))
        found |= {(row, column) for row, value in cells.items() if value is None}
        if total is not None and is_small(total, k):
            found.add((TOTAL, column))
    return found


def _state(states: Iterable[str]) -> str:
    """What several months together are."""
    told = set(states) - {FigureState.NOT_APPLICABLE}
    order = (FigureState.VALUE, FigureState.NOT_ENOUGH, FigureState.NOT_REPORTED, FigureState.ZERO)
    return next((state for state in order if state in told), FigureState.NOT_APPLICABLE)
