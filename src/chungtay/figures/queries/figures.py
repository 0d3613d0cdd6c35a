"""`figures`: the one query behind every number that Chung Tay prints."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from copy import copy
from dataclasses import replace
from datetime import date
from functools import cached_property

from django.utils.translation import get_language

from chungtay.figures.rules.figures import By, Figure, Piece, Question, Row, Sum, negated, state_of
from chungtay.ledger.queries.ancestry import FOREVER
from chungtay.ledger.queries.catalogue import TagSets, books, statement_with, tagsets_with
from chungtay.ledger.queries.needs import LOCALITIES, needs, sites_of
from chungtay.ledger.queries.tree import tree_now
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.queries import Structure

from .known import Past
from .leaves import FactLine, Spans, fact_lines, spans_of
from .reads import Reads
from .reporting import Reporting
from .rows import ByIndicator, Key, by_indicator, keys_of, localities, localities_by_unit, stock_by_month, weighed
from .scope import Owing, Scope, scope_of
from .sums import Ask, flow_rows, stock_rows
from .zones import Zones

Flows = dict[int | None, ByIndicator]  # by chapter with a counting rule of its own (None: the rest)


class Answer:
    """One question being answered: catalogue, scope and sums as known at its moment."""

    def __init__(self, question: Question, known: Structure | None = None, reads: Reads | None = None) -> None:
        self.question, self.reads = question, reads or Reads()
        self.catalogue, self.rules = (
            books(question.known_seq) if question.known_seq is not None else self.reads.known_books()
        )
        self.needs, self.ids_of = needs(self.catalogue, self.rules), dict[tuple[str, ...], tuple[int, ...]]()
        self.tagsets = TagSets()
        self.only = self._tagsets_with(question.tags) if question.tags else None
        self.past = Past(question, self.reads, known) if question.known_seq is not None else None
        self.tree = self.past.tree if self.past else tree_now(known)
        self.ancestry = self.tree.ancestry
        self.scope: Scope = scope_of(question, self.tree, self.reads)
        self.asked = [self.catalogue[c] for c in question.indicators] or list(self.catalogue.indicators.values())
        self.about = self.asked  # what is read: a page may go on to ask a part of it
        self.first, self.last = question.first.toordinal(), question.last.toordinal()
        self.by_tags = question.by in (By.PROGRAMME, By.DISASTER)
        self.in_english = (get_language() or "vi").startswith("en")
        self.kept: dict[tuple[tuple[Piece, ...], Ask], Flows] = {}

    def _tagsets_with(self, tags: frozenset[str]) -> tuple[int, ...]:
        statement = statement_with(tags)
        if statement is None:
            return tuple(tagsets_with(tags))
        return tuple(sorted(pk for (pk,) in self.reads.rows(*statement)))

    def again(self) -> "Answer":
        """The same with nothing read yet."""
        twin = copy(self)
        twin.kept = {}
        twin.__dict__.pop("reporting", None)
        return twin

    def asking(self, question: Question) -> "Answer":
        """The answer to another question of now: catalogue, rules and tree are shared. Raises Refusal as a new one does."""
        twin = self.again()
        twin.question, twin.by_tags = question, question.by in (By.PROGRAMME, By.DISASTER)
        twin.first, twin.last = question.first.toordinal(), question.last.toordinal()
        if question.tags != self.question.tags:  # else those that were read, perhaps all at once, hold
            twin.only = twin._tagsets_with(question.tags) if question.tags else None
        twin.scope = scope_of(question, twin.tree, twin.reads)
        twin.asked = [self.catalogue[c] for c in question.indicators] or list(self.catalogue.indicators.values())
        twin.about = twin.asked
        return twin

    def needed(self, views: Iterable[IndicatorView], kind: str) -> tuple[int, ...]:
        """Ids of the indicators whose facts enter these figures."""
        asked = (kind, *[view.code for view in views])
        if asked not in self.ids_of:
            self.ids_of[asked] = tuple(sorted(frozenset[int]().union(*(self.needs[code, kind] for code in asked[1:]))))
        return self.ids_of[asked]

    def sites_of(self, view: IndicatorView) -> IndicatorView:
        """The stock of sites that a count of localities is derived from."""
        return sites_of(self.catalogue, view)

    def spans(self, pieces: Iterable[Piece]) -> Spans:
        """Units and days below pieces, by the tree as it is known in this question."""
        given = tuple(pieces)
        below = {piece.unit_id for piece in given}
        return self.past.spans(given) if self.past else spans_of(given, self.tree.below(below))

    def spans_of_rates(self) -> Spans:
        """The same of the units that may have readings of rates."""
        found = self.reads.rows(*self.reads.rated.statement)
        return self.spans_among(self.reads.rated.of(found) if found else ())

    def spans_among(self, units: Collection[int]) -> Spans:
        """The same of the whole question, of these units."""
        self.ancestry.load(units)
        paths = ((above, unit, a, b) for unit in units for above, a, b in self.ancestry.paths(unit))
        return spans_of(self.scope.pieces, paths)

    def lines(
        self, spans: Spans, indicators: Collection[int], first: int, last: int, *, remainders: bool = False,
        begun_by: int | None = None,
    ) -> list[FactLine]:  # fmt: skip
        """Standing facts in the spans, as known in this question; the remainders whatever their tags."""
        return fact_lines(
            self.reads, spans, indicators, last, from_day=first, seq=self.question.known_seq,
            tagsets=None if remainders else self.only, remainders=remainders, begun_by=begun_by,
        )  # fmt: skip

    def ask(self, indicators: tuple[int, ...], *, by_month: bool, by_unit: bool = False) -> Ask:
        """What to add up for the whole question."""
        return Ask(indicators, self.first, self.last, self.only, self.by_tags, by_month, by_unit)

    @cached_property
    def reporting(self) -> Reporting:
        """What those who owe say; answers to parts of the question share it."""
        return Reporting(self, self.scope.owing)

    def flows(self, pieces: Sequence[Piece], views: Iterable[IndicatorView], *, by_unit: bool = False) -> Flows:
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
        source = self.past.flow_rows if self.past else lambda some, ask: flow_rows(self.reads, self.tree, some, ask)
        rows: dict[int | None, list[Row]] = {}
        for chapter, sign, parts in zones.split(pieces):
            rows.setdefault(chapter, []).extend(source(parts, ask) if sign > 0 else map(negated, source(parts, ask)))
        found = self.kept[tuple(pieces), ask] = {chapter: by_indicator(own) for chapter, own in rows.items()}
        return found

    def stocks(
        self, pieces: Sequence[Piece], views: Iterable[IndicatorView], last: int | None = None, *, by_unit: bool = False
    ) -> ByIndicator:
        """Rows of stocks on the question's last day, or on another."""
        indicators = self.needed(views, IndicatorKind.STOCK)
        if not indicators:
            return {}
        ask = replace(self.ask(indicators, by_month=False, by_unit=by_unit), last=last or self.last)
        return by_indicator(self.past.stock_rows(pieces, ask) if self.past else stock_rows(self.reads, pieces, ask))

    def amount(self, unit_id: int, view: IndicatorView, first: date, last: date, tags: frozenset[str]) -> int:
        """What a unit with all below it counts in other days and under other tags, known as in this question."""
        twin = copy(self)
        twin.question = replace(self.question, first=first, last=last, tags=tags, by=None)
        twin.only = tuple(tagsets_with(tags)) if tags else None
        twin.first, twin.last = first.toordinal(), last.toordinal()
        twin.asked, twin.about, twin.by_tags, twin.kept = [view], [view], False, {}
        return totals(twin, [Piece(unit_id, 0, FOREVER)])(view).value


def figures(question: Question) -> list[Figure]:
    """Figures that answer a question, in catalogue order, each breakdown's rows by key with the rest last.

    Without indicators every one that has an entry; with them, each one asked for. Raises Refusal for unknown
    codes. Units: integers in each indicator's smallest unit (value times 10**scale).
    """
    return answered(Answer(question))


def answered(answer: Answer, *, brief: bool = False) -> list[Figure]:
    """The same for a question that is being answered already: pages put several that share a scope. `brief`: of most
    indicators nothing is told while statements are only noted."""
    question = answer.question
    if answer.reads.noting:
        answer.reporting.read()
    if question.by == By.UNIT:
        return _by_unit(answer)
    parts = _breakdown(answer)
    found = []
    for view in answer.asked:
        if brief and answer.reads.noting and _adds_up(view, question):
            continue  # nothing is read for it alone
        for (key, label), total in parts(view):
            if total or question.indicators:
                found.append(_figure(answer, view, key, label, total, answer.reporting))
    return found


def _adds_up(view: IndicatorView, question: Question) -> bool:
    """Is it told by the rows of flows and stocks that are read for all together?"""
    if view.kind == IndicatorKind.STOCK and question.by == By.MONTH:
        return False
    return view.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK) and view.derived != LOCALITIES


def _breakdown(answer: Answer) -> Callable[[IndicatorView], list[tuple[Key, Sum]]]:
    flows = answer.flows(answer.scope.pieces, answer.about)
    stocks = answer.stocks(answer.scope.pieces, answer.about)
    if answer.by_tags:
        answer.tagsets.load(
            {r.tagset_id for found in (*flows.values(), stocks) for rows in found.values() for r in rows}
        )

    def parts(view: IndicatorView) -> list[tuple[Key, Sum]]:
        if view.kind == IndicatorKind.STOCK and answer.question.by == By.MONTH:
            return stock_by_month(answer, view)
        if view.derived == LOCALITIES:
            return localities(answer, view)
        sums = defaultdict[Key, Sum](Sum, {} if answer.question.by else {(None, ""): Sum()})
        for row, factor in weighed(answer, view, flows, stocks):
            for key in keys_of(answer, row):
                sums[key].add(row, factor)
        return sorted(sums.items(), key=lambda item: (item[0][0] is None, item[0][0] or ""))

    return parts


def _by_unit(answer: Answer) -> list[Figure]:
    """A row per member or child (each owing its own), then what stands at the unit itself."""
    owing = [o for o, _ in answer.scope.rows]
    sums = sums_by_unit(answer)
    whole = totals(answer, answer.scope.pieces)
    places = {v.id: localities_by_unit(answer, v, answer.last) for v in answer.asked if v.derived == LOCALITIES}
    reporting = answer.reporting if set(owing) <= set(answer.scope.owing) else Reporting(answer, owing)
    if answer.reads.noting:
        reporting.read()
        return []
    found = []
    for view in answer.asked:
        rest = whole(view)
        by_unit = places[view.id] if view.derived == LOCALITIES else sums(view)
        for one in owing:
            total = by_unit.get(one.unit_id, Sum())
            rest = rest.less(total)
            if total or answer.question.indicators:
                found.append(_figure(answer, view, one.code, "", total, reporting, [one]))
        if rest and _adds_up(view, answer.question):
            found.append(_figure(answer, view, None, "", rest, reporting, []))
    return found


def sums_by_unit(answer: Answer) -> Callable[[IndicatorView], dict[int, Sum]]:
    """Sums of all rows at once; unit by unit in the past, and where a row holds several chapters' rules."""
    rows = answer.scope.rows
    units = {owing.unit_id for owing, _ in rows}
    chapters = {c for view in answer.about if view.id in answer.rules.totals for c in answer.rules.chapters(view.id)}
    inside = {c for c in chapters - units for above, _, _ in answer.ancestry.paths(c) if above in units}
    if answer.past or inside:
        each = {owing.unit_id: totals(answer, pieces) for owing, pieces in rows}
        return lambda view: {unit: total(view) for unit, total in each.items()}
    pieces = [piece for _, own in rows for piece in own]
    flows = answer.flows(pieces, answer.about, by_unit=True)
    stocks = answer.stocks(pieces, answer.about, by_unit=True)

    def sums(view: IndicatorView) -> dict[int, Sum]:
        found = defaultdict[int, Sum](Sum)
        for row, factor in weighed(answer, view, flows, stocks):
            found[row.unit_id].add(row, factor)
        return found

    return sums


def totals(answer: Answer, pieces: Sequence[Piece]) -> Callable[[IndicatorView], Sum]:
    """What pieces count of an indicator in the question's days; no word of who reported."""
    flows, stocks = answer.flows(pieces, answer.about), answer.stocks(pieces, answer.about)

    def total(view: IndicatorView) -> Sum:
        found = Sum()
        for row, factor in weighed(answer, view, flows, stocks):
            found.add(row, factor)
        return found

    return total


def _figure(
    answer: Answer, view: IndicatorView, key: str | None, label: str, total: Sum, reporting: Reporting,
    only: Sequence[Owing] | None = None,
) -> Figure:  # fmt: skip
    word = reporting.of(view, only)
    state = state_of(total, attested=word.attested, applicable=word.applicable)
    if view.kind == IndicatorKind.DISTINCT and state != FigureState.NOT_APPLICABLE:
        state = FigureState.NOT_ENOUGH
    if view.kind == IndicatorKind.RATE and state != FigureState.NOT_APPLICABLE:
        state, total = reporting.rate(view, total)
    value = total.value if state == FigureState.VALUE else 0 if state == FigureState.ZERO else None
    return Figure(
        indicator=view.code, name=view.name_en if answer.in_english else view.name_vi, measure=view.measure,
        kind=view.kind, key=key, label=label, state=state, value=value, scale=view.scale, reported=word.reported,
        expected=word.expected, missing=word.missing, entries=total.entries, unplaced=total.unplaced,
        estimated=total.estimated, field=view.field,
        overlapping=answer.by_tags or (view.kind == IndicatorKind.STOCK and answer.question.by == By.MONTH),
    )  # fmt: skip
