"""What the totals of a scope include: one rule for the whole period, or nothing that could be said in one sentence."""

from collections.abc import Iterable, Sequence

from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.tree import TreeNow
from chungtay.ledger.rules import Catalogue, Rulebook
from chungtay.reports.rules.material import Included


def inclusion(
    book: Catalogue, rules: Rulebook, unit_ids: Sequence[int], period: Period, tree: TreeNow
) -> dict[str, tuple[Included, ...]]:
    """By total what it counts; a total is left out where chapters or months of the period count differently."""
    months = range(month_index(period.first), month_index(period.last) + 1)
    found: dict[str, tuple[Included, ...]] = {}
    for total in rules.totals:
        chapters = _chapters(rules, total, unit_ids, period, tree)
        ways = {rules.items(total, chapter, month) for chapter in chapters for month in months}
        if len(ways) == 1:
            items = ways.pop()
            found[book.by_id[total].code] = tuple(
                Included(book.by_id[item.indicator_id].code, item.factor, item.reason) for item in items
            )
    return found


def _chapters(rules: Rulebook, total: int, unit_ids: Iterable[int], period: Period, tree: TreeNow) -> set[int | None]:
    """Chapters whose own rule holds somewhere in the scope (None: the general rule)."""
    own = rules.chapters(total)
    if not own:
        return {None}
    nearest: set[int | None] = set()
    for unit in unit_ids:
        line = tree.ancestry.on(unit, period.last.toordinal())
        nearest.add(next((a for a in reversed(line) if a in own), None))
    return nearest | (own & tree.structure.descendant_ids(unit_ids))
