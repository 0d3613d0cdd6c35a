"""`figures`: the one query behind every number that Chung Tay prints."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from django.utils.translation import get_language

from chungtay.figures.rules.figures import By, Figure, Piece, Question, Row, Sum, negated, state_of
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.queries.ancestry import Ancestry
from chungtay.ledger.queries.catalogue import TagSets, books, tagsets_with
from chungtay.ledger.queries.tree import TreeNow
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState

from .known import Past
from .reporting import Reporting
from .scope import Owing, Scope, scope_of
from .sums import Ask, flow_rows, stock_rows
from .zones import Zones

Key = tuple[str | None, str]  # key and label of a breakdown's row


class Answer:
    """One question being answered: catalogue, scope and sums as known at its moment."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.catalogue, self.rules = books(question.known_seq)
        self.tagsets = TagSets()
        self.only = tuple(tagsets_with(question.tags)) if question.tags else None
        self.past = Past(question) if question.known_seq is not None else None
        self.ancestry = self.past.ancestry if self.past else Ancestry()
        self.scope: Scope = self.past.scope() if self.past else scope_of(question, self.ancestry, TreeNow())
        self.asked = [self.catalogue[c] for c in question.indicators] or list(self.catalogue.indicators.values())
        self.first, self.last = question.first.toordinal(), question.last.toordinal()
        self.by_tags = question.by in (By.PROGRAMME, By.DISASTER)
        self.kept: dict[tuple[tuple[Piece, ...], Ask], dict[int | None, list[Row]]] = {}

    def needed(self, views: Iterable[IndicatorView], kind: str) -> tuple[int, ...]:
        """Ids of the indicators whose facts enter these figures."""
        found: set[int] = set()
        for view in views:
            if view.kind == kind:
                found |= set(self.catalogue.families[view.code])
                for item in self.rules.included(view.id):
                    found |= set(self.catalogue.families[self.catalogue.by_id[item].code])
            if view.derived == "localities" and kind == IndicatorKind.STOCK:
                found.add(self.sites_of(view).id)
        return tuple(sorted(found))

    def sites_of(self, view: IndicatorView) -> IndicatorView:
        """The stock of sites that a count of localities is derived from."""
        return self.catalogue[view.code.rsplit(".", 1)[0] + ".sites"]

    def ask(self, indicators: tuple[int, ...], *, by_month: bool, by_unit: bool = False) -> Ask:
        """What to add up for the whole question."""
        return Ask(indicators, self.first, self.last, self.only, self.by_tags, by_month, by_unit)

    @cached_property
    def reporting(self) -> Reporting:
        """What those who owe say; answers to parts of the question share it."""
        return Reporting(self, self.scope.owing)

    def flows(
        self, pieces: Sequence[Piece], views: Iterable[IndicatorView], *, by_unit: bool = False
    ) -> dict[int | None, list[Row]]:
        """Rows of flows by chapter with a counting rule of its own (None: the rest)."""
        views = list(views)
        indicators = self.needed(views, IndicatorKind.FLOW)
        if not indicators:
            return {}
        totals = [v.id for v in views if v.id in self.rules.totals]
        zones = Zones(self.rules, self.ancestry, totals)
        by_month = self.question.by == By.MONTH or zones.dated(self.question)
        ask = self.ask(indicators, by_month=by_month, by_unit=by_unit)
        for known in (ask, replace(ask, by_month=True)):  # rows by month say what rows without months say
            if (tuple(pieces), known) in self.kept:
                return self.kept[tuple(pieces), known]
        source = self.past.flow_rows if self.past else self._flow_rows
        found: dict[int | None, list[Row]] = {}
        for chapter, sign, parts in zones.split(pieces):
            found.setdefault(chapter, []).extend(source(parts, ask) if sign > 0 else map(negated, source(parts, ask)))
        self.kept[tuple(pieces), ask] = found
        return found

    def _flow_rows(self, pieces: Sequence[Piece], ask: Ask) -> list[Row]:
        return flow_rows(self.ancestry, pieces, ask)

    def stocks(
        self, pieces: Sequence[Piece], views: Iterable[IndicatorView], last: int | None = None, *, by_unit: bool = False
    ) -> list[Row]:
        """Rows of stocks on the question's last day, or on another."""
        indicators = self.needed(views, IndicatorKind.STOCK)
        if not indicators:
            return []
        ask = replace(self.ask(indicators, by_month=False, by_unit=by_unit), last=last or self.last)
        return self.past.stock_rows(pieces, ask) if self.past else stock_rows(pieces, ask)


def figures(question: Question) -> list[Figure]:
    """Figures that answer a question, in catalogue order, each breakdown's rows by key with the rest last.

    Without indicators every one that has an entry; with them, each one asked for. Raises Refusal for unknown
    codes. Units: integers in each indicator's smallest unit (value times 10**scale).
    """
    return answered(Answer(question))


def answered(answer: Answer) -> list[Figure]:
    """The same for a question that is being answered already: pages put several that share a scope."""
    question = answer.question
    if question.by == By.UNIT:
        return _by_unit(answer)
    parts = _breakdown(answer)
    found = []
    for view in answer.asked:
        for (key, label), total in parts(view):
            if total or question.indicators:
                found.append(_figure(answer, view, key, label, total, answer.reporting))
    return found


def _breakdown(answer: Answer) -> Callable[[IndicatorView], list[tuple[Key, Sum]]]:
    flows = answer.flows(answer.scope.pieces, answer.asked)
    stocks = answer.stocks(answer.scope.pieces, answer.asked)
    if answer.by_tags:
        answer.tagsets.load({r.tagset_id for rows in (*flows.values(), stocks) for r in rows})

    def parts(view: IndicatorView) -> list[tuple[Key, Sum]]:
        if view.kind == IndicatorKind.STOCK and answer.question.by == By.MONTH:
            return _stock_by_month(answer, view)
        sums: dict[Key, Sum] = {} if answer.question.by else {(None, ""): Sum()}
        weighed = _weighed(answer, view, flows, stocks)
        for row, factor in weighed:
            for key in _keys(answer, row):
                sums.setdefault(key, Sum()).add(row, factor)
        return sorted(sums.items(), key=lambda item: (item[0][0] is None, item[0][0] or ""))

    return parts


def _weighed(
    answer: Answer, view: IndicatorView, flows: dict[int | None, list[Row]], stocks: list[Row]
) -> Iterable[tuple[Row, int]]:
    family = set(answer.catalogue.families[view.code])
    if view.kind == IndicatorKind.STOCK:
        yield from ((row, 1) for row in stocks if row.indicator_id in family)
        return
    if view.kind != IndicatorKind.FLOW:
        return
    for chapter, rows in flows.items():
        factors = Factors(answer, view.id, chapter)
        for row in rows:
            if row.indicator_id in family:
                yield row, 1
            elif factor := factors.of(row):
                yield row, factor


class Factors:
    """How much a total counts an indicator in a month, for one chapter's rule."""

    def __init__(self, answer: Answer, total_id: int, chapter: int | None) -> None:
        self.answer, self.total_id, self.chapter = answer, total_id, chapter
        self.is_total = total_id in answer.rules.totals
        self.memo: dict[tuple[int, int], int] = {}
        self.undated = answer.question.last.year * 12 + answer.question.last.month - 1

    def of(self, row: Row) -> int:
        """Factor of a row; 0 when the rule leaves it out."""
        if not self.is_total:
            return 0
        month = row.month if row.month >= 0 else self.undated
        known = self.memo.get((row.indicator_id, month))
        if known is None:
            lineage = set(self.answer.catalogue.lineage(row.indicator_id))
            items = self.answer.rules.items(self.total_id, self.chapter, month)
            known = next((i.factor for i in items if i.indicator_id in lineage), 0)
            self.memo[row.indicator_id, month] = known
        return known


def _keys(answer: Answer, row: Row) -> list[Key]:
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


def _stock_by_month(answer: Answer, view: IndicatorView) -> list[tuple[Key, Sum]]:
    first, last = answer.question.first, answer.question.last
    found: list[tuple[Key, Sum]] = []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        day = min(month_last(month), last)
        total = Sum()
        for row, factor in _weighed(answer, view, {}, answer.stocks(answer.scope.pieces, [view], day.toordinal())):
            total.add(row, factor)
        if total:
            found.append(((f"{month_first(month):%Y-%m}", ""), total))
    return found


def _by_unit(answer: Answer) -> list[Figure]:
    """A row per member or child (each owing its own), then what stands at the unit itself."""
    owing = [o for o, _ in answer.scope.rows]
    sums = _sums_by_unit(answer)
    whole = _totals(answer, answer.scope.pieces)
    reporting = answer.reporting if set(owing) <= set(answer.scope.owing) else Reporting(answer, owing)
    found = []
    for view in answer.asked:
        rest, by_unit = whole(view), sums(view)
        for one in owing:
            total = by_unit.get(one.unit_id, Sum())
            rest = rest.less(total)
            if total or answer.question.indicators:
                found.append(_figure(answer, view, one.code, "", total, reporting, [one]))
        if rest and view.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK) and view.derived != "localities":
            found.append(_figure(answer, view, None, "", rest, reporting, []))
    return found


def _sums_by_unit(answer: Answer) -> Callable[[IndicatorView], dict[int, Sum]]:
    """Sums of all rows at once; unit by unit in the past, and where a row holds several chapters' rules."""
    rows = answer.scope.rows
    units = {owing.unit_id for owing, _ in rows}
    chapters = {c for view in answer.asked if view.id in answer.rules.totals for c in answer.rules.chapters(view.id)}
    inside = {c for c in chapters - units for above, _, _ in answer.ancestry.paths(c) if above in units}
    if answer.past or inside:
        each = {owing.unit_id: _totals(answer, pieces) for owing, pieces in rows}
        return lambda view: {unit: total(view) for unit, total in each.items()}
    pieces = [piece for _, own in rows for piece in own]
    flows = answer.flows(pieces, answer.asked, by_unit=True)
    stocks = answer.stocks(pieces, answer.asked, by_unit=True)

    def sums(view: IndicatorView) -> dict[int, Sum]:
        found: dict[int, Sum] = {}
        for row, factor in _weighed(answer, view, flows, stocks):
            found.setdefault(row.unit_id, Sum()).add(row, factor)
        return found

    return sums


def _totals(answer: Answer, pieces: Sequence[Piece]) -> Callable[[IndicatorView], Sum]:
    flows, stocks = answer.flows(pieces, answer.asked), answer.stocks(pieces, answer.asked)

    def total(view: IndicatorView) -> Sum:
        found = Sum()
        for row, factor in _weighed(answer, view, flows, stocks):
            found.add(row, factor)
        return found

    return total


def _figure(
    answer: Answer, view: IndicatorView, key: str | None, label: str, total: Sum, reporting: Reporting,
    only: Sequence[Owing] | None = None,
) -> Figure:  # fmt: skip
    word = reporting.of(view, only)
    if view.derived == "localities":
        total = Sum(value=word.present, entries=word.present)
    state = state_of(total, attested=word.attested, applicable=word.applicable)
    if view.kind == IndicatorKind.DISTINCT and state != FigureState.NOT_APPLICABLE:
        state = FigureState.NOT_ENOUGH
    if view.kind == IndicatorKind.RATE:
        state, total = reporting.rate(view, total)
    value = total.value if state == FigureState.VALUE else 0 if state == FigureState.ZERO else None
    english = (get_language() or "vi").startswith("en")
    return Figure(
        indicator=view.code,
        name=view.name_en if english else view.name_vi,
        measure=view.measure,
        kind=view.kind,
        key=key,
        label=label,
        state=state,
        value=value,
        scale=view.scale,
        reported=word.reported,
        expected=word.expected,
        missing=word.missing,
        entries=total.entries,
        unplaced=total.unplaced,
        estimated=total.estimated,
        overlapping=answer.by_tags or (view.kind == IndicatorKind.STOCK and answer.question.by == By.MONTH),
        field=view.field,
    )
