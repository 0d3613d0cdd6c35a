"""An indicator of a year by unit and month, as anybody may read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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
    view, found = answer.asked[0], dict[Cell, Figure]()
    whole = answered(asked_again(answer, None))[0]
    months = months_of(Period(answer.question.first, answer.question.last))
    keys = tuple(f"{month.first:%Y-%m}" for month in months)
    if view.kind not in UNBROKEN:
        found |= {(row.key or REST, TOTAL): row for row in answered(asked_again(answer, By.UNIT))}
        for key, days in zip(keys, months, strict=True):
            twin = on_other_days(answer, days)
            found[TOTAL, key] = answered(asked_again(twin, None))[0]
            found |= {(row.key or REST, key): row for row in answered(asked_again(twin, By.UNIT))}
    found[TOTAL, TOTAL] = whole
    order = {owing.code for owing, _ in answer.scope.rows} | {row for row, _ in found} - {TOTAL, REST}
    cells = told_cells(view, found, settings.CHUNGTAY_SMALL_CELL)
    return OpenTable(view, keys, tuple(sorted(order)), cells, bool(whole.estimated), bool(whole.unplaced))


def told_cells(view: IndicatorView, found: Mapping[Cell, Figure], k: int) -> dict[Cell, OpenNumber]:
    """What may be told of the figures of a table."""
    values = {cell: figure.value for cell, figure in found.items() if figure.value is not None}
    states = {cell: str(figure.state) for cell, figure in found.items()}
    if is_summed(view):
        values = with_rest({cell: values.get(cell, 0) for cell in found})
        hidden = hidden_cells(values, k) if counts_people(view.measure) and not view.scale else frozenset()
    else:
        hidden = (
            frozenset(_small_readings(values, k)) if counts_people(view.measure) and not view.scale else frozenset()
        )
    told: dict[Cell, OpenNumber] = {}
    for cell in found.keys() | {cell for cell, value in values.items() if value}:
        value, state = values.get(cell), states.get(cell, "")
        if value and state not in (FigureState.VALUE, ""):
            state = FigureState.VALUE
        none = state in (FigureState.NOT_REPORTED, FigureState.NOT_APPLICABLE, FigureState.NOT_ENOUGH)
        is_hidden = cell in hidden
        told[cell] = OpenNumber(state or FigureState.VALUE, None if none or is_hidden else value, is_hidden)
    return told


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
