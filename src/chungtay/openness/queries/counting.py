"""How every public number is counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from chungtay.kernel.months import month_index
from chungtay.ledger.queries.catalogue import books
from chungtay.ledger.rules import IndicatorView
from chungtay.organizations.queries import UnitOn, structure

from .chapter import the_chapter
from .work import public_indicators


@dataclass(frozen=True, slots=True)
class Counted:
    """A public indicator; `items` of a total: what it counts, how much one of it is worth, why."""

    view: IndicatorView
    items: tuple[tuple[IndicatorView, int, str], ...]


@dataclass(frozen=True, slots=True)
class HowCounted:
    """All of them by field of work, as they are counted this month."""

    chapter: UnitOn
    fields: Mapping[str, tuple[Counted, ...]]


def counting(on: date) -> HowCounted:
    """Definitions and rules of a day. Raises Http404 without a chapter."""
    chapter, (catalogue, rules) = the_chapter(on, structure()), books()
    month, fields = month_index(on), dict[str, tuple[Counted, ...]]()
    own = {total: chapter.id if chapter.id in rules.chapters(total) else None for total in rules.totals}
    for view in public_indicators().values():
        if not view.stands_on(on):
            continue
        items = rules.items(view.id, own[view.id], month) if view.id in own else ()
        named = tuple((catalogue.by_id[item.indicator_id], item.factor, item.reason) for item in items)
        fields[view.field] = (*fields.get(view.field, ()), Counted(view, named))
    return HowCounted(chapter, fields)
