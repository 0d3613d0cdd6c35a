"""Where figures come from: whether what is shown rests on illustrative data."""

from collections.abc import Iterable
from datetime import timedelta

from chungtay.kernel.periods import Period
from chungtay.ledger.queries.stocks import ids, stock_age

from .reads import Reads

ILLUSTRATIVE = "demonstration"  # sources of entries made for the demonstration begin so
# The condition is that of the partial index `entry_illustrative`, to the letter, and the units are asked of each entry:
# a book without such entries answers at once, however many units there are.
SQL = r"""SELECT 1 FROM ledger_entry e WHERE e.source LIKE 'demonstration%' ESCAPE '\' AND ({days}) AND EXISTS
 (SELECT 1 FROM organizations_unitpath p WHERE p.ancestor_id IN ({units}) AND p.descendant_id = e.unit_id) LIMIT 1"""


def illustrative(
    unit_ids: Iterable[int], periods: Iterable[Period], *, stocks: bool, reads: Reads | None = None
) -> bool:
    """Does any entry of these units (and all below) and days come from the demonstration?

    `stocks`: what is shown of a period may have been counted before it.
    """
    spans = [(period.first, period.last) for period in periods]
    if stocks:
        spans = [(min(first, last - timedelta(days=stock_age())), last) for first, last in spans]
    days = " OR ".join(f"e.day BETWEEN {first.toordinal()} AND {last.toordinal()}" for first, last in spans)
    return bool((reads or Reads()).rows(SQL.format(days=days, units=ids(unit_ids)), 1))
