"""The entries behind a figure, page by page, as far as the reader may see them."""

from collections.abc import Callable, Collection, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from chungtay.figures.rules.figures import By, EntryLine, Figure
from chungtay.kernel.months import month_index
from chungtay.ledger.rules import IndicatorKind, Layer
from chungtay.ledger.rules.kinds import ESTIMATES
from chungtay.organizations.queries import Everyone

from .behind import Counted, counted_lines, counted_of, entry_lines, told_of
from .figures import Answer
from .leaves import FactLine, newest_lines
from .sums import busy_units

PER_PAGE = 50
MANY_UNITS = 1000  # of more the units are not asked one by one
MANY_ENTRIES = 300  # in the months that a page needs: of so many the newest stand among the newest of the book
SPARE = 10  # so many more are looked at: a few may stand outside of what is asked about
MOST_ENTRIES = 120_000  # nobody turns so many pages, and reading them takes seconds


@dataclass(unsafe_hash=True, slots=True)  # as `Figure`
class Shown:
    """One entry of the page. `remainder`: what is left of a declared total; `since`: first day of its span."""

    line: EntryLine
    unit_id: int
    since: date
    remainder: bool
    estimate: bool


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of entries, the newest day first; `total` is the figure.

    `hidden` facts, worth `hidden_value`, belong to units whose records the reader may not see. Where there are more than
    MOST_ENTRIES none is shown (`too_many`).
    """

    shown: tuple[Shown, ...] = ()
    number: int = 1
    pages: int = 1
    count: int = 0
    total: int = 0
    hidden: int = 0
    hidden_value: int = 0
    too_many: bool = False


def entry_page(answer: Answer, row: By | None, key: str | None, seen: Collection[int], number: int) -> EntryPage:
    """Page `number` (the last one where there are fewer) of what makes the answer's only figure.

    `row` and `key`: only what stands in that row of the breakdown; key None is what has no key.
    """
    counted = counted_lines(answer, answer.asked[0])
    if row is not None:
        inside = _inside(answer, row, key, {line.tagset_id for line, _ in counted})
        counted = [(line, factor) for line, factor in counted if inside(line)]
    mine = [(line, factor) for line, factor in counted if line.unit_id in seen]
    mine.sort(key=lambda item: (item[0].day, item[0].id), reverse=True)
    total = sum(line.value * factor for line, factor in counted)
    pages = max(1, -(-len(mine) // PER_PAGE))
    number = min(max(number, 1), pages)
    shown = _shown(answer, mine[(number - 1) * PER_PAGE : number * PER_PAGE])
    hidden_value = total - sum(line.value * factor for line, factor in mine)
    return EntryPage(shown, number, pages, len(counted), total, len(counted) - len(mine), hidden_value)


def newest_entries(
    answer: Answer, figure: Figure, by_month: Sequence[Figure], seen: Set[int], number: int
) -> EntryPage | None:
    """The same page of a flow whose reader may see every unit's records, by its newest months alone: the figure says how
    many entries there are, its months how far back the page reaches. None for any other figure."""
    if answer.asked[0].kind != IndicatorKind.FLOW or figure.value is None or not by_month:
        return None
    below = [answer.tree.units_below(root) for root in {piece.unit_id for piece in answer.scope.pieces}]
    units = below[0] if len(below) == 1 else frozenset[int]().union(*below)
    if not isinstance(seen, Everyone) and not units <= seen:
        return None
    pages = max(1, -(-figure.entries // PER_PAGE))
    number = min(max(number, 1), pages)
    since, newer = answer.first, 0  # entries of several months come on top: their months hold at least so many
    for month in sorted((one for one in by_month if one.key), key=lambda one: str(one.key), reverse=True):
        newer += month.entries
        if newer >= number * PER_PAGE:
            since = date.fromisoformat(f"{month.key}-01").toordinal()
            break
    lines = _newest(answer, since, newer, units, number * PER_PAGE)
    lines.sort(key=lambda item: (item[0].day, item[0].id), reverse=True)
    shown = _shown(answer, lines[(number - 1) * PER_PAGE : number * PER_PAGE])
    return EntryPage(shown, number, pages, figure.entries, figure.value)


def _newest(answer: Answer, since: int, newer: int, units: Set[int], wanted: int) -> list[Counted]:
    """The facts of a flow from a day on, at least as many as are wanted. Of many units none is asked that can have none;
    where most have some, the newest of the whole book are looked at."""
    view, structure = answer.asked[0], answer.tree.structure
    if answer.past or len(units) <= MANY_UNITS:
        return counted_lines(answer, view, since)
    indicators = answer.needed([view], view.kind) or (view.id,)
    if newer >= MANY_ENTRIES and len(units) > structure.count // 2:
        span = max(since, answer.first), answer.last
        found, cut = newest_lines(answer.reads, indicators, *span, answer.only, wanted + SPARE)
        told = [line for line in found if cut is None or (line.day, line.id) >= (cut.day, cut.id)]
        spans = answer.spans_among({line.unit_id for line in told})
        inside = [one for one in told if any(a <= one.day < b for a, b in spans.get(one.unit_id, ()))]
        counted = counted_of(answer, view, inside)
        if cut is None or len(counted) >= wanted:
            return counted
    inner = [unit for unit in units if structure.directly_below(unit)]
    busy = busy_units(answer.reads, inner, answer.ask(indicators, by_month=False), since)
    below = {unit for above in busy for unit, _, _ in structure.directly_below(above)}
    return counted_lines(answer, view, since, answer.spans_among((busy | below) & units))


def _inside(answer: Answer, row: By, key: str | None, tagsets: set[int]) -> Callable[[FactLine], bool]:
    """Does a fact stand in the row without a key (or, for a field, in the field's)?"""
    if row == By.UNIT:
        below = answer.spans(piece for _, pieces in answer.scope.rows for piece in pieces)
        return lambda line: not any(a <= line.day < b for a, b in below.get(line.unit_id, ()))
    if row == By.MONTH:
        return lambda line: _month(line.since) < _month(line.day)
    if row == By.FIELD:
        return lambda line: answer.catalogue.by_id[line.indicator_id].field == key
    answer.tagsets.load(tagsets)
    prefix = f"{row}:"
    return lambda line: not any(tag.startswith(prefix) for tag in answer.tagsets.tags(line.tagset_id))


def _month(day: int) -> int:
    return month_index(date.fromordinal(day))


def _shown(answer: Answer, counted: list[Counted]) -> tuple[Shown, ...]:
    """A remainder speaks with the words of its declaration."""
    told = told_of([fact.id for fact, _ in counted])
    shown = []
    for line, (fact, _) in zip(entry_lines(answer, counted, told), counted, strict=True):
        said = told[fact.id]
        if said.declared_title is not None and said.declared_source is not None:
            line = replace(line, title=said.declared_title, source=said.declared_source)
        left, since = fact.layer != Layer.DETAIL, date.fromordinal(fact.since)
        shown.append(Shown(line, fact.unit_id, since, remainder=left, estimate=fact.layer in ESTIMATES))
    return tuple(shown)
