"""Rows of sums made into figures: how much each counts, and under which key of a breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from chungtay.figures.rules.figures import By, Row, Sum
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import IndicatorKind, IndicatorView

if TYPE_CHECKING:
    from .figures import Answer

ByIndicator = dict[int, list[Row]]
Key = tuple[str | None, str]  # key and label of a breakdown's row


def by_indicator(rows: Iterable[Row]) -> ByIndicator:
    """Rows under their indicators."""
    found: ByIndicator = {}
    for row in rows:
        found.setdefault(row.indicator_id, []).append(row)
    return found


def weighed(
    answer: Answer, view: IndicatorView, flows: Mapping[int | None, ByIndicator], stocks: ByIndicator
) -> Iterable[tuple[Row, int]]:
    """The rows that enter an indicator's figure, each with its factor."""
    family = answer.catalogue.families[view.code]
    if view.kind == IndicatorKind.STOCK:
        yield from ((row, 1) for indicator in family for row in stocks.get(indicator, ()))
        return
    if view.kind != IndicatorKind.FLOW:
        return
    counted = answer.needs[view.code, IndicatorKind.FLOW].difference(family)
    for chapter, rows in flows.items():
        yield from ((row, 1) for indicator in family for row in rows.get(indicator, ()))
        factors = Factors(answer, view.id, chapter)
        for indicator in counted & rows.keys():
            for row in rows[indicator]:
                if factor := factors.of(row):
                    yield row, factor


class Factors:
    """How much a total counts an indicator in a month, for one chapter's rule."""

    def __init__(self, answer: Answer, total_id: int, chapter: int | None) -> None:
        self.answer, self.total_id, self.chapter = answer, total_id, chapter
        self.months: dict[int, dict[int, int]] = {}
        self.undated = answer.question.last.year * 12 + answer.question.last.month - 1

    def of(self, row: Row) -> int:
        """Factor of a row; 0 when the rule leaves it out."""
        month = row.month if row.month >= 0 else self.undated
        factors = self.months.get(month)
        if factors is None:
            items = self.answer.rules.items(self.total_id, self.chapter, month)
            factors = self.months[month] = {item.indicator_id: item.factor for item in items}
        known = factors.get(row.indicator_id)
        if known is None:  # not named itself: perhaps a whole of it
            lineage = self.answer.catalogue.lineage(row.indicator_id)
            known = factors[row.indicator_id] = next((factors[i] for i in lineage if i in factors), 0)
        return known


def keys_of(answer: Answer, row: Row) -> list[Key]:
    """Where a row stands in the question's breakdown."""
    by = answer.question.by
    if by == By.MONTH:
        return [(None, "")] if row.long else [(f"{row.month // 12}-{row.month % 12 + 1:02}", "")]
    if by == By.FIELD:
        return [(answer.catalogue.by_id[row.indicator_id].field, "")]
    if answer.by_tags:
        prefix = f"{by}:"
        tags = [t for t in answer.tagsets.tags(row.tagset_id) if t.startswith(prefix)]
        return [(t.removeprefix(prefix), "") for t in sorted(tags)] or [(None, "")]
    return [(None, "")]


def stock_by_month(answer: Answer, view: IndicatorView) -> list[tuple[Key, Sum]]:
    """A stock on the last day of every month."""
    first, last = answer.question.first, answer.question.last
    found: list[tuple[Key, Sum]] = []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = min(month_last(month), last)
        total = stock_on(answer, view, day.toordinal())
        if total:
            found.append(((f"{month_first(month):%Y-%m}", ""), total))
    return found


def stock_on(answer: Answer, view: IndicatorView, day: int) -> Sum:
    """A stock on a day (ordinal)."""
    if view.derived == LOCALITIES:
        return counted(localities_by_unit(answer, view, day).values())
    total = Sum()
    for row, factor in weighed(answer, view, {}, answer.stocks(answer.scope.pieces, [view], day)):
        total.add(row, factor)
    return total


def localities(answer: Answer, view: IndicatorView) -> list[tuple[Key, Sum]]:
    """How many units have an active site, in the rows of the question's breakdown (each unit once in every row)."""
    if answer.question.by is None or answer.question.by == By.FIELD:
        total = stock_on(answer, view, answer.last)
        if answer.question.by is None:
            if not total.entries:  # sites of none of its rows: they are somewhere, and are no zero
                elsewhere = answer.stocks(answer.scope.pieces, [view], answer.last).get(answer.sites_of(view).id, ())
                total.unplaced = int(any(row.value for row in elsewhere))
            return [((None, ""), total)]
        return [((view.field, ""), total)] if total else []
    sites = site_rows(answer, view, answer.last)
    answer.tagsets.load({row.tagset_id for row in sites})
    found: dict[Key, dict[int, Sum]] = {}
    for row in sites:
        for key in keys_of(answer, row):
            found.setdefault(key, {}).setdefault(row.unit_id, Sum()).add(row)
    rows = [(key, counted(map(locality, units.values()))) for key, units in found.items()]
    return sorted(rows, key=lambda item: (item[0][0] is None, item[0][0] or ""))


def localities_by_unit(answer: Answer, view: IndicatorView, day: int) -> dict[int, Sum]:
    """Members or children that have readings of sites on a day: one where a site is active, else none."""
    found: dict[int, Sum] = {}
    for row in site_rows(answer, view, day):
        found.setdefault(row.unit_id, Sum()).add(row)
    return {unit: locality(total) for unit, total in found.items()}


def locality(sites: Sum) -> Sum:
    """What a unit with so many sites counts."""
    return Sum(value=int(sites.value > 0), entries=1)


def counted(units: Iterable[Sum]) -> Sum:
    """The sum of what units count."""
    given = list(units)
    return Sum(sum(u.value for u in given), sum(u.entries for u in given))


def site_rows(answer: Answer, view: IndicatorView, day: int) -> list[Row]:
    """Rows of the sites that a count of localities is derived from, each with its member or child."""
    sites = answer.sites_of(view).id
    rows = [(owing.unit_id, pieces) for owing, pieces in answer.scope.rows if owing.kind not in view.excluded_kinds]
    if answer.past:
        each = [(unit, answer.stocks(pieces, [view], day)) for unit, pieces in rows]
        return [row._replace(unit_id=unit) for unit, own in each for row in own.get(sites, ())]
    found = answer.stocks([piece for _, pieces in rows for piece in pieces], [view], day, by_unit=True)
    return found.get(sites, [])
