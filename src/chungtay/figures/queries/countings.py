"""What a total counts, by chapter and month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.kernel.months import month_first, month_index
from chungtay.ledger.rules import IndicatorView, RuleItem

from .figures import Answer


@dataclass(frozen=True, slots=True)
class Counting:
    """What a total counts from a month on, for one chapter (empty: wherever no own rule stands)."""

    chapter: str
    since: date
    items: tuple[tuple[IndicatorView, int, str], ...]


def countings_of(answer: Answer, view: IndicatorView) -> Iterable[Counting]:
    """What a total counts, for each chapter and from each month inside the period in which the rule is another."""
    if view.id not in answer.rules.totals:
        return
    roots = {piece.unit_id for piece in answer.scope.pieces}
    own = answer.rules.chapters(view.id)
    lines = [answer.ancestry.on(root, answer.last) for root in roots]
    nearest = {next((a for a in reversed(line) if a in own), None) for line in lines}
    inside = own & answer.tree.structure.descendant_ids(roots) if own else set()
    first, last = month_index(answer.question.first), month_index(answer.question.last)
    for chapter in sorted(nearest | inside, key=lambda c: c or 0):
        before: tuple[RuleItem, ...] | None = None
        for month in range(first, last + 1):
            items = answer.rules.items(view.id, chapter, month)
            if items != before:
                views = tuple((answer.catalogue.by_id[i.indicator_id], i.factor, i.reason) for i in items)
                yield Counting(answer.tree.structure.code_of(chapter) if chapter else "", month_first(month), views)
            before = items
