"""The page of a unit's totals: its rows, what stands and lies beneath in each cell, what may be added."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from chungtay.kernel.months import month_first
from chungtay.ledger.queries.catalogue import books
from chungtay.ledger.rules import Catalogue, IndicatorView
from chungtay.totals.rules.cells import Place, SheetYear, Style, Total, declarable, sheet_year, written_total

from .beneath import BeneathSheet, beneath_sheet
from .declared import DeclaredCell, DeclaredYear, MonthWord, SheetUnit, attested_months, declared_year

MOST_ROWS = 70  # with twelve months still fewer fields than a form may carry


@dataclass(frozen=True, slots=True)
class TotalsCell:
    """One month of an indicator: what is declared, and what is recorded beneath (None: nothing)."""

    month: int
    declared: DeclaredCell | None
    beneath: int | None

    @property
    def exceeded(self) -> bool:
        """Is the detail above what was declared?"""
        cell = self.declared
        return cell is not None and not cell.crossing and self.beneath is not None and self.beneath > cell.value


@dataclass(frozen=True, slots=True)
class TotalsRow:
    """An indicator and its months."""

    view: IndicatorView
    cells: tuple[TotalsCell, ...]


@dataclass(frozen=True, slots=True)
class TotalsSheet:
    """A unit's sheet of a year; `cut`: so many more indicators were used than there is room for."""

    one: SheetUnit
    covers: str
    year: SheetYear
    rows: tuple[TotalsRow, ...]
    words: dict[int, MonthWord]
    others: tuple[tuple[IndicatorView, DeclaredCell], ...]
    more: tuple[IndicatorView, ...]
    cut: int = 0

    @property
    def months(self) -> tuple[int, ...]:
        """The months that are shown: those that have begun."""
        return tuple(month for month in self.year.months if month in self.year.open)

    @property
    def latest(self) -> int:
        """The month that is most likely reported: the last that is over, else the first."""
        over = [month for month in self.months if month in self.year.over]
        return over[-1] if over else self.months[0]

    def places(self) -> Iterator[tuple[Place, TotalsRow, TotalsCell]]:
        """Every cell that may be filled."""
        return (((row.view.code, cell.month), row, cell) for row in self.rows for cell in row.cells)

    def stands(self) -> dict[Place, Total]:
        """What every cell says."""
        return {place: cell.declared.total for place, _, cell in self.places() if cell.declared}

    def texts(self, style: Style) -> dict[Place, str]:
        """The same as it is written."""
        return {
            place: written_total(cell.declared.total, row.view.scale, row.view.measure, style)
            for place, row, cell in self.places() if cell.declared
        }  # fmt: skip

    def estimated(self) -> frozenset[int]:
        """Months over that still hold estimates."""
        found = {cell.month for _, _, cell in self.places() if cell.declared and cell.declared.estimate}
        return frozenset(found & self.year.over)


def totals_sheet(one: SheetUnit, covers: str, year: int, on: date, added: Collection[str] = ()) -> TotalsSheet:
    """The sheet as it is on a day: indicators used in the year and the one before, and those added by code."""
    known = books()
    views, unit = known[0], one.unit
    declared = declared_year(views, unit.id, covers, year, leaf=one.leaf)
    beneath = beneath_sheet(known, unit.id, covers, year, declared, leaf=one.leaf)
    calendar = sheet_year(year, (unit.valid_from, unit.valid_to), on)
    usable = [v for v in views.indicators.values() if declarable(v, unit.kind) and v.stands_on(date(year, 1, 1))]
    wanted = _wanted(views, declared, beneath, year, added)
    ranked = sorted((v for v in usable if v.id in wanted), key=lambda v: wanted[v.id])
    shown = {view.id for view in ranked[:MOST_ROWS]}
    months = [month for month in calendar.months if month in calendar.open]
    return TotalsSheet(
        one=one,
        covers=covers,
        year=calendar,
        rows=tuple(
            TotalsRow(view, tuple(_cell(view, month, declared, beneath) for month in months))
            for view in usable if view.id in shown
        ),
        words=attested_months(unit.id, covers, calendar.months, leaf=one.leaf),
        others=tuple((views.by_id[cell.indicator_id], cell) for cell in declared.others(year)),
        more=tuple(v for v in usable if v.id not in shown and months and v.stands_on(month_first(months[-1]))),
        cut=max(0, len(ranked) - MOST_ROWS),
    )  # fmt: skip


def _wanted(
    views: Catalogue, declared: DeclaredYear, beneath: BeneathSheet, year: int, added: Iterable[str]
) -> dict[int, int]:
    """Indicator ids to how much they are wanted (the least the most): declared or added, then recorded in detail."""
    found = dict.fromkeys(beneath.used, 1)
    found |= {cell.indicator_id: 0 for cell in declared.cells if cell.last >= year * 12 - 12}
    return found | {views[code].id: 0 for code in added if code in views.indicators}


def _cell(view: IndicatorView, month: int, declared: DeclaredYear, beneath: BeneathSheet) -> TotalsCell:
    cell = declared.at(view.id, month)
    kept = beneath.sums.get((view.id, month)) if cell is None else cell.beneath
    return TotalsCell(month, cell, kept or None)
