"""The cube summed anew from the facts: for rebuilding after a change of tree, and for verification."""

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from django.db import connection

from chungtay.kernel.months import month_index
from chungtay.ledger.rules import IndicatorKind
from chungtay.ledger.rules.kinds import ESTIMATES

from .ancestry import Ancestry
from .catalogue import read_catalogue
from .stocks import ids
from .tree import descendant_ids

Place = tuple[int, int, int, int, int]  # unit, indicator, last month, first month, tag set
FACTS_SQL = (
    "SELECT unit_id, indicator_id, day, since, tagset_id, SUM(value), SUM(sign),"
    f" SUM(CASE WHEN layer IN ({ids(ESTIMATES)}) THEN value ELSE 0 END) FROM ledger_fact"
    " WHERE indicator_id IN ({flows}){units} GROUP BY unit_id, indicator_id, day, since, tagset_id"
)


def month_sums_of(ancestors: Collection[int] | None = None) -> dict[Place, list[int]]:
    """What the cube should hold, for all units or only these: place to [value, entries, estimated]."""
    flows = [v.id for v in read_catalogue().by_id.values() if v.kind == IndicatorKind.FLOW]
    ancestry = Ancestry()
    where = ""
    if ancestors is not None:
        where = f" AND unit_id IN ({ids(descendant_ids(ancestors))})"
    by_line: dict[tuple[tuple[int, ...], int, int, int, int], list[int]] = {}
    month, line = lru_cache(None)(_month), ancestry.summed
    with connection.cursor() as cursor:
        cursor.execute(FACTS_SQL.format(flows=ids(flows), units=where))
        while rows := cursor.fetchmany(50_000):
            ancestry.load({row[0] for row in rows})
            for unit, indicator, day, since, tagset, value, entries, estimated in rows:
                key = (line(unit, day), indicator, month(day), month(since), tagset)
                at = by_line.get(key)
                if at is None:
                    at = by_line[key] = [0, 0, 0]
                at[0] += int(value)
                at[1] += int(entries)
                at[2] += int(estimated)
    return _spread(by_line, ancestors)


def _month(day: int) -> int:
    return month_index(date.fromordinal(day))


def _spread(
    by_line: dict[tuple[tuple[int, ...], int, int, int, int], list[int]], only: Collection[int] | None
) -> dict[Place, list[int]]:
    """Sums of lines of ancestors as sums of each ancestor; empties `by_line`."""
    sums: dict[Place, list[int]] = {}
    while by_line:
        (line, *place), amounts = by_line.popitem()
        for ancestor in line:
            if only is None or ancestor in only:
                at = sums.setdefault((ancestor, *place), [0, 0, 0])  # type: ignore[arg-type]
                for i in range(3):
                    at[i] += amounts[i]
    return sums
