"""Keeps the sums of stocks in step with the readings that a flush writes."""

from collections.abc import Iterable, Sequence

from django.db import connection

from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.stocks import Series, readings, stock_age
from chungtay.ledger.rules.stocks import Reading, around_change, steps

STOCK_SUM_SQL = (
    "INSERT INTO ledger_stocksum (unit_id, indicator_id, day, tagset_id, value, entries, estimated)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (unit_id, indicator_id, day, tagset_id) DO UPDATE SET"
    " value = ledger_stocksum.value + excluded.value, entries = ledger_stocksum.entries + excluded.entries,"
    " estimated = ledger_stocksum.estimated + excluded.estimated"
)
Readings = dict[Series, list[Reading]]


def standing(places: Iterable[tuple[int, int]]) -> Readings:
    """Readings of (unit, indicator) places, and of no other, as they stand before or after a change."""
    wanted = set(places)
    if not wanted:
        return {}
    found = readings({unit for unit, _ in wanted}, {indicator for _, indicator in wanted})
    return {series: read for series, read in found.items() if series[:2] in wanted}


def move_sums(ancestry: Ancestry, before: Readings, after: Readings, *, was: Ancestry | None = None) -> None:
    """Bring the sums from one state of readings (under the tree `was`) to another, in one grouped upsert."""
    age = stock_age()
    ancestry.load({s[0] for s in after})
    sums: dict[tuple[int, int, int, int], list[int]] = {}
    for series in before.keys() | after.keys():
        unit, indicator, tagset, _ = series
        states: tuple[Sequence[Reading], Sequence[Reading]] = before.get(series, ()), after.get(series, ())
        old, new = around_change(*states) if was is None else states
        for sign, read, tree in ((-1, old, was or ancestry), (1, new, ancestry)):
            for (ancestor, day), amounts in steps(read, age, tree.paths(unit)).items() if read else ():
                at = sums.setdefault((ancestor, indicator, day, tagset), [0, 0, 0])
                for i in range(3):
                    at[i] += sign * amounts[i]
    with connection.cursor() as cursor:
        cursor.executemany(STOCK_SUM_SQL, [(*k, *v) for k, v in sorted(sums.items()) if any(v)])
