"""The cube summed anew from the facts: for rebuilding after a change of tree, and for verification."""

from collections.abc import Collection
from datetime import date

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
    sums: dict[Place, list[int]] = {}
    months: dict[int, int] = {}
    with connection.cursor() as cursor:
        cursor.execute(FACTS_SQL.format(flows=ids(flows), units=where))
        while rows := cursor.fetchmany(50_000):
            ancestry.load({row[0] for row in rows})
            for unit, indicator, day, since, tagset, value, entries, estimated in rows:
                for when in (day, since):
                    if when not in months:
                        months[when] = month_index(date.fromordinal(when))
                for ancestor in ancestry.summed(unit, day):
                    if ancestors is not None and ancestor not in ancestors:
                        continue
                    at = sums.setdefault((ancestor, indicator, months[day], months[since], tagset), [0, 0, 0])
                    at[0] += int(value)
                    at[1] += int(entries)
                    at[2] += int(estimated)
    return sums
