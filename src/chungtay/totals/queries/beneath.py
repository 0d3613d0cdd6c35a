"""What lies beneath every cell of a unit's sheet: one question to the book for all months and indicators."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.catalogue import EMPTY_TAGSET
from chungtay.ledger.queries.cells import DETAIL_AND_OWN
from chungtay.ledger.queries.stocks import ids, latest, readings, stock_age
from chungtay.ledger.rules import Catalogue, CellState, Covers, IndicatorKind, Rulebook
from chungtay.ledger.rules.stocks import Reading

from .declared import DeclaredYear

FLOW, STOCK = 0, 1
Sums = list[tuple[int, int, int, int, int]]  # flow or stock, indicator id, last day or month, first one, value


@dataclass(frozen=True, slots=True)
class BeneathSheet:
    """What lies beneath, by indicator and month of two years; absent where nothing was recorded. `used`: indicators."""

    sums: dict[tuple[int, int], int]
    used: frozenset[int]


Books = tuple[Catalogue, Rulebook]


def beneath_sheet(
    books: Books, unit_id: int, covers: str, year: int, declared: DeclaredYear, *, leaf: bool
) -> BeneathSheet:  # fmt: skip
    """What a total of each month would be compared with: recorded detail and declarations within it.

    The year and the one before, so that what was used then is known. A declaration's own remainder is left out.
    """
    months = range(year * 12 - 12, year * 12 + 12)
    own = covers == Covers.OWN and not leaf
    views = books[0]
    rows = _rows(views, unit_id, months, cubed=not (own or leaf), own=own)
    sums: dict[tuple[int, int], int] = {}
    wholes = _Wholes(books, unit_id)
    for indicator, month, value in _by_month(rows):
        for whole, factor in wholes.of(indicator, month):
            sums[whole, month] = sums.get((whole, month), 0) + value * factor
    used = frozenset(indicator for indicator, month, value in _by_month(rows) if value and month in months)
    for key, value in (_own_stocks(views, unit_id, months) if own else _stocks(views, rows, months)).items():
        sums[key] = value
    stocks = {i for i, v in views.by_id.items() if v.kind == IndicatorKind.STOCK}
    used |= {i for (i, _), value in sums.items() if i in stocks and value}
    return BeneathSheet(_without_own(sums, declared, covers, months, stocks, leaf=leaf), used)


def _rows(views: Catalogue, unit_id: int, months: range, *, cubed: bool, own: bool) -> Sums:
    flows = [i for i, view in views.by_id.items() if view.kind == IndicatorKind.FLOW]
    stocks = [i for i, view in views.by_id.items() if view.kind == IndicatorKind.STOCK]
    first, last = month_first(months[0]).toordinal(), month_last(months[-1]).toordinal()
    steps = _summed(STOCK, "ledger_stocksum", "day", "0", unit_id, stocks, f"day <= {last}")
    if cubed:
        inside = f"last_month BETWEEN {months[0]} AND {months[-1]} AND first_month = last_month AND entries <> 0"
        found = _summed(FLOW, "ledger_monthsum", "last_month", "first_month", unit_id, flows, inside)
        return _asked([found, steps])
    inside = f"day BETWEEN {first} AND {last}"
    if own:
        inside += f" AND layer IN ({ids(map(int, DETAIL_AND_OWN))})"
    found = _summed(FLOW, "ledger_fact", "day", "since", unit_id, flows, inside)
    rows = _asked([found] if own else [found, steps])
    return [(k, i, _month(last), _month(first), v) if k == FLOW else (k, i, last, first, v) for k, i, last, first, v in rows]  # fmt: skip


def _summed(kind: int, table: str, last: str, first: str, unit_id: int, indicators: Iterable[int], where: str) -> str:
    """Sums of rows by indicator and span, days as the numbers that are stored."""
    return (
        f"SELECT {kind}, indicator_id, {last}, {first}, SUM(value) FROM {table} WHERE unit_id = {unit_id}"
        f" AND indicator_id IN ({ids(indicators)}) AND {where} GROUP BY indicator_id, {last}"
        + ("" if first == "0" else f", {first}")
    )


def _asked(parts: Iterable[str]) -> Sums:
    """The rows in one statement, said in SQL: the ORM takes three times as long to say it as the database to answer."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return [(kind, of, last, first, int(value)) for kind, of, last, first, value in cursor.fetchall()]


def _month(day: int) -> int:
    return month_index(date.fromordinal(day))


def _by_month(rows: Sums) -> Iterator[tuple[int, int, int]]:
    """Flows whose whole span lies in one month."""
    return ((i, last, value) for kind, i, last, first, value in rows if kind == FLOW and first == last)


class _Wholes:
    """Where an indicator's facts count: in itself, its wholes, and the totals of the rule in force, with the factor."""

    def __init__(self, books: Books, unit_id: int) -> None:
        self.catalogue, self.rules = books
        self.chapters = {c for total in self.rules.totals for c in self.rules.chapters(total)}
        self.line = Ancestry()
        self.unit_id = unit_id
        self.known: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self.factors: dict[tuple[int, int], dict[int, int]] = {}

    def of(self, indicator: int, month: int) -> list[tuple[int, int]]:
        """Indicator ids with the factor by which one counts there."""
        if (indicator, month) not in self.known:
            lineage = self.catalogue.lineage(indicator)
            found = [(i, 1) for i in lineage]
            for total in self.rules.totals.difference(lineage):
                factors = self._factors(total, month)
                factor = next((factors[i] for i in lineage if i in factors), 0)
                found += [(total, factor)] if factor else []
            self.known[indicator, month] = found
        return self.known[indicator, month]

    def _factors(self, total: int, month: int) -> dict[int, int]:
        if (total, month) not in self.factors:
            items = self.rules.items(total, self._chapter(month), month)
            self.factors[total, month] = {item.indicator_id: item.factor for item in items}
        return self.factors[total, month]

    def _chapter(self, month: int) -> int | None:
        if not self.chapters:
            return None
        line = self.line.on(self.unit_id, month_last(month).toordinal())
        return next((a for a in reversed(line) if a in self.chapters), None)


def _stocks(views: Catalogue, rows: Sums, months: range) -> dict[tuple[int, int], int]:
    """Stocks on the last day of each month, from the steps of the unit with all below it."""
    steps: dict[int, list[tuple[int, int]]] = {}
    for kind, indicator, day, _, value in rows:
        if kind == STOCK:
            for whole in views.lineage(indicator):
                steps.setdefault(whole, []).append((day, value))
    ends = {month: month_last(month).toordinal() for month in months}
    return {
        (indicator, month): sum(value for day, value in given if day <= end)
        for indicator, given in steps.items() for month, end in ends.items() if any(day <= end for day, _ in given)
    }  # fmt: skip


def _own_stocks(views: Catalogue, unit_id: int, months: range) -> dict[tuple[int, int], int]:
    """The same for the unit's own work: its latest readings, what was declared for all below left out."""
    stocks = [i for i, view in views.by_id.items() if view.kind == IndicatorKind.STOCK]
    found: dict[tuple[int, int], int] = {}
    for (_, indicator, _, group), series in readings([unit_id], stocks).items():
        for month in months if group != 2 else ():
            reading = latest(series, month_last(month).toordinal(), stock_age())
            for whole in views.lineage(indicator) if reading else ():
                found[whole, month] = found.get((whole, month), 0) + (reading.value if reading else 0)
    return found


def _without_own(
    sums: dict[tuple[int, int], int], declared: DeclaredYear, covers: str, months: range, stocks: Iterable[int],
    *, leaf: bool,
) -> dict[tuple[int, int], int]:  # fmt: skip
    """Take out each cell's own remainder; of a stock the latest reading of its own series."""
    left = dict(sums)
    series: dict[int, list[Reading]] = {}
    for cell in declared.cells:
        mine = cell.tagset_id == EMPTY_TAGSET and cell.state == CellState.LIVE and (leaf or cell.covers == covers)
        if not mine:
            continue
        if cell.indicator_id in stocks:
            series.setdefault(cell.indicator_id, []).append(Reading(cell.last_on.toordinal(), cell.rest))
        elif cell.first == cell.last and (cell.indicator_id, cell.first) in left:
            left[cell.indicator_id, cell.first] -= cell.rest
    for indicator, given in series.items():
        given.sort(key=lambda reading: reading.day)
        for month in months:
            reading = latest(given, month_last(month).toordinal(), stock_age())
            if reading and (indicator, month) in left:
                left[indicator, month] -= reading.value
    return left
