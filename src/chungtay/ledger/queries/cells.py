"""Standing declarations: which watch an indicator, which a change touches, what lies beneath them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from chungtay.ledger.models import StandingCell
from chungtay.ledger.rules import Catalogue, Covers, Layer, Rulebook
from chungtay.ledger.rules.cells import Cell
from chungtay.ledger.rules.kinds import CellState

from .catalogue import TagSets
from .stocks import ids

WATCHED_SQL = (
    "SELECT i.id FROM ledger_indicator i WHERE EXISTS (SELECT 1 FROM ledger_standingcell c WHERE c.indicator_id = i.id)"
)
DETAIL_AND_OWN = (Layer.DETAIL, Layer.OWN, Layer.OWN_ESTIMATE)


@dataclass(slots=True)
class StandingRow:
    """A standing declaration as it is stored: the cell, its state and the remainder it has."""

    cell: Cell
    tagset_id: int
    state: str
    remainder: int
    remainder_seq: int | None
    beneath: int


def watched() -> set[int]:
    """Ids of the indicators that have a standing declaration."""
    with connection.cursor() as cursor:
        cursor.execute(WATCHED_SQL)
        return {row[0] for row in cursor.fetchall()}


def watchers(
    catalogue: Catalogue, rules: Rulebook, declared: Iterable[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """Indicator id to the declared indicators whose cells may hold its facts: itself, its wholes, its totals."""
    standing = watched() if declared is None else set(declared)
    if not standing:
        return {}
    found: dict[int, tuple[int, ...]] = {}
    totals = {t: rules.included(t) for t in rules.totals & standing}
    for indicator in catalogue.by_id:
        lineage = catalogue.lineage(indicator)
        watching = [i for i in lineage if i in standing]
        watching += [t for t, included in totals.items() if t not in watching and included & set(lineage)]
        if watching:
            found[indicator] = tuple(watching)
    return found


def standing_rows(
    tagsets: TagSets,
    *,
    indicators: Collection[int],
    units: Collection[int] | None = None,
    months: tuple[int, int] | None = None,
    only_all: bool = False,
) -> list[StandingRow]:
    """Standing declarations of these indicators, of these units, whose span meets these months."""
    rows = StandingCell.objects.filter(indicator_id__in=indicators)
    if units is not None and len(units) <= 2000:
        rows = rows.filter(unit_id__in=units)
    if months is not None:
        rows = rows.filter(last_month__gte=months[0], first_month__lte=months[1])
    if only_all:
        rows = rows.filter(covers=Covers.ALL)
    values = list(rows.values_list(
        "id", "unit_id", "covers", "indicator_id", "tagset_id", "first_month", "last_month", "value", "estimate", "state",
        "remainder", "remainder_seq", "beneath",
    ))  # fmt: skip
    tagsets.load({v[4] for v in values})
    wanted = set(units) if units is not None else None
    return [
        StandingRow(Cell(*v[:4], tagsets.tags(v[4]), *v[5:8], bool(v[8])), v[4], *v[9:])
        for v in values if wanted is None or v[1] in wanted
    ]  # fmt: skip


def live(row: StandingRow) -> bool:
    """Does the declaration keep a remainder?"""
    return row.state == CellState.LIVE


Sums = dict[int, list[tuple[int, int, int, int]]]  # unit id -> [(indicator id, tagset id, month, value)]


def cube_sums(units: Collection[int], indicators: Collection[int], first: int, last: int) -> Sums:
    """Sums of facts whose whole span lies in the months, for units that the cube keeps, per last month."""
    return _by_unit(
        "SELECT unit_id, indicator_id, tagset_id, last_month, SUM(value) FROM ledger_monthsum"
        f" WHERE unit_id IN ({ids(units)}) AND indicator_id IN ({ids(indicators)})"
        f" AND last_month BETWEEN {first} AND {last} AND first_month >= {first} GROUP BY 1, 2, 3, 4"
    )


def fact_sums(
    units: Collection[int], indicators: Collection[int], days: tuple[int, int], layers: Iterable[int] | None = None
) -> Sums:
    """Sums of the units' own facts whose whole span lies in the days, per day."""
    only = f" AND layer IN ({ids(layers)})" if layers is not None else ""
    return _by_unit(
        "SELECT unit_id, indicator_id, tagset_id, day, SUM(value) FROM ledger_fact"
        f" WHERE unit_id IN ({ids(units)}) AND indicator_id IN ({ids(indicators)})"
        f" AND day BETWEEN {days[0]} AND {days[1]} AND since >= {days[0]}{only} GROUP BY 1, 2, 3, 4"
    )


def stock_sums(units: Collection[int], indicators: Collection[int], day: int) -> Sums:
    """Sums of latest readings on a day, of each unit with all below it."""
    return _by_unit(
        f"SELECT unit_id, indicator_id, tagset_id, {day}, SUM(value) FROM ledger_stocksum"
        f" WHERE unit_id IN ({ids(units)}) AND indicator_id IN ({ids(indicators)}) AND day <= {day} GROUP BY 1, 2, 3"
    )


def _by_unit(sql: str) -> Sums:
    found: Sums = {}
    with connection.cursor() as cursor:
        cursor.execute(sql)
        for unit, indicator, tagset, at, value in cursor.fetchall():
            found.setdefault(unit, []).append((indicator, tagset, at, int(value)))
    return found
