"""Control totals: what the owner chapters' figures are, and what a run of entries changed in them.

Before and after come from the cube and the stocks' sums, the delta from the entries' own facts: two ways that must
agree. A whole includes its parts; a total includes what the counting rule of its chapter and month includes.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet, Sum

from chungtay.figures.queries.reads import Reads
from chungtay.figures.queries.sums import Ask, flow_rows, stock_rows
from chungtay.figures.rules.figures import Piece
from chungtay.kernel.months import month_index
from chungtay.ledger.models import ChainHead, Entry, Fact
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries import catalogue, rulebook
from chungtay.ledger.queries.ancestry import FOREVER, Ancestry
from chungtay.ledger.queries.stocks import latest, readings, stock_age
from chungtay.ledger.queries.tree import TreeNow, tree_now
from chungtay.ledger.rules import EntryKind, IndicatorKind, IndicatorView
from chungtay.organizations.models import UnitVersion
from chungtay.organizations.rules import UnitKind

from .trunk import Trunk

EVER = (date(1946, 1, 1).toordinal(), date(2199, 12, 31).toordinal())


def locked_head() -> int:
    """Number of the last entry, the chain locked until the transaction ends: what follows is ours alone."""
    return ChainHead.objects.select_for_update().get(pk=1).seq


class Weights:
    """How much one unit of an indicator's fact counts in each of the asked figures."""

    def __init__(self, codes: Iterable[str]) -> None:
        self.catalogue, self.rules = catalogue(), rulebook()
        self.asked = [self.catalogue[code] for code in codes]
        self.flows = self._needed(IndicatorKind.FLOW)
        self.stocks = self._needed(IndicatorKind.STOCK)
        self.dated = any(view.id in self.rules.totals for view in self.asked)
        self.memo: dict[tuple[int, int, int], list[tuple[str, int]]] = {}

    def _needed(self, kind: str) -> set[int]:
        found: set[int] = set()
        for view in self.asked:
            if view.kind == kind:
                found |= set(self.catalogue.families[view.code])
                for item in self.rules.included(view.id):
                    found |= set(self.catalogue.families[self.catalogue.by_id[item].code])
        return found

    def add(self, sums: dict[str, int], indicator: int, chapter: int, month: int, value: int) -> None:
        """Add a value to the figures that it counts in."""
        asked = (indicator, chapter, month if self.dated else 0)
        if asked not in self.memo:
            weighed = [(view.code, self._factor(view, *asked)) for view in self.asked]
            self.memo[asked] = [(code, factor) for code, factor in weighed if factor]
        for code, factor in self.memo[asked]:
            sums[code] += value * factor

    def _factor(self, view: IndicatorView, indicator: int, chapter: int, month: int) -> int:
        if indicator in self.catalogue.families[view.code]:
            return 1
        if view.id not in self.rules.totals:
            return 0
        lineage = set(self.catalogue.lineage(indicator))
        items = self.rules.items(view.id, chapter, month)
        return next((item.factor for item in items if item.indicator_id in lineage), 0)


class Controls:
    """Figures of some indicators over the chapters of some units; stocks are read on `day`.

    `trunk`: what is known of the tree already.
    """

    def __init__(self, units: Collection[int], codes: Iterable[str], day: date, trunk: Trunk | None = None) -> None:
        self.weights = Weights(codes)
        self.codes = tuple(view.code for view in self.weights.asked)
        self.day = day.toordinal()
        self.ancestry = Ancestry()
        self.units, self.trunk = units, trunk
        self.settled: dict[int, bool] = {}  # does the unit stand under one chapter all its life?

    @cached_property
    def tree(self) -> TreeNow:
        """Before and after stand on one tree: that of the first transaction."""
        return tree_now()

    @cached_property
    def chapters(self) -> frozenset[int]:
        """Whose figures they are; found when they are first read."""
        if self.trunk and self.trunk.stands:
            self.ancestry = self.trunk.ancestry
        self.ancestry.load(self.units)
        return frozenset(chapters_of(self.ancestry, self.units))

    def figures(self) -> dict[str, int]:
        """What the figures are now, from the cube and the sums of stocks."""
        found = dict.fromkeys(self.codes, 0)
        each = [[chapter] for chapter in sorted(self.chapters)] if self.weights.dated else [sorted(self.chapters)]
        for chapters in each:  # whose rule it is only matters to a total
            chapter, pieces = chapters[0] if chapters else 0, [Piece(c, 0, FOREVER) for c in chapters]
            if self.weights.flows:
                ask = Ask(tuple(sorted(self.weights.flows)), *EVER, by_month=True)
                for row in flow_rows(Reads(), self.tree, pieces, ask):
                    self.weights.add(found, row.indicator_id, chapter, row.month, row.value)
            if self.weights.stocks:
                for row in stock_rows(Reads(), pieces, Ask(tuple(sorted(self.weights.stocks)), EVER[0], self.day)):
                    self.weights.add(found, row.indicator_id, chapter, 0, row.value)
        return found

    def delta(self, first_seq: int, last_seq: int) -> dict[str, int]:
        """What the entries from first to last changed in the figures, from their own facts."""
        found = dict.fromkeys(self.codes, 0)
        facts = Fact.objects.filter(pk__gte=first_seq << LINE_BITS, pk__lt=(last_seq + 1) << LINE_BITS)
        facts = facts.order_by()
        entries = Entry.objects.filter(pk__gte=first_seq, pk__lte=last_seq, unit_id__isnull=False)
        units = set(entries.values_list("unit_id", flat=True).distinct())
        flows = self._flows(facts.filter(indicator_id__in=self.weights.flows), units)
        for (indicator, chapter, month), value in flows.items():
            self.weights.add(found, indicator, chapter, month, value)
        read = facts.filter(indicator_id__in=self.weights.stocks).values_list("unit_id", "indicator_id")
        stocks = set(read.distinct()) if self.weights.stocks else set()
        if stocks:
            self._add_readings(found, stocks, first_seq - 1, -1)
            self._add_readings(found, stocks, last_seq, 1)
        return found

    def _flows(self, facts: QuerySet[Fact], units: set[int]) -> dict[tuple[int, int, int], int]:
        """(indicator, chapter, month) to value; chapters and months are told apart only where they may matter."""
        self.ancestry.load(units)
        if not self.weights.dated and all(map(self._settled, units)):
            each = {f"of_{flow}": Sum("value", filter=Q(indicator_id=flow)) for flow in self.weights.flows}
            sums = facts.aggregate(**each) if each else {}  # in one pass: grouped, SQLite would sort the facts
            return {
                (flow, 0, 0): int(value) for flow in self.weights.flows if (value := sums[f"of_{flow}"]) is not None
            }
        found: dict[tuple[int, int, int], int] = {}
        for unit, indicator, day, value in facts.values_list("unit_id", "indicator_id", "day").annotate(Sum("value")):
            chapter = self._chapter(unit, day.toordinal())
            if chapter is not None:
                place = (indicator, chapter, month_index(day))
                found[place] = found.get(place, 0) + int(value)
        return found

    def _settled(self, unit: int) -> bool:
        """Does the unit stand under one chapter all its life?"""
        if unit not in self.settled:
            above = {a for a, _, _ in self.ancestry.paths(unit) if a in self.chapters}
            self.settled[unit] = len(above) == 1 and _always(self.ancestry, unit, above)
        return self.settled[unit]

    def _add_readings(self, found: dict[str, int], places: set[tuple[int, int]], seq: int, sign: int) -> None:
        age = stock_age()
        series = readings({unit for unit, _ in places}, {indicator for _, indicator in places}, seq)
        for (unit, indicator, _, _), read in series.items():
            counted = latest(read, self.day, age) if (unit, indicator) in places else None
            if counted and any(a in self.chapters for a in self.ancestry.on(unit, self.day)):
                self.weights.add(found, indicator, 0, 0, sign * counted.value)

    def _chapter(self, unit: int, day: int) -> int | None:
        return next((a for a in self.ancestry.on(unit, day) if a in self.chapters), None)


def chapters_of(ancestry: Ancestry, units: Collection[int]) -> tuple[int, ...]:
    """The provinces that these units stand under all their life; else the tops of the tree. None inside another."""
    above = {ancestor for unit in units for ancestor, _, _ in ancestry.paths(unit)}
    kinds = UnitVersion.objects.filter(superseded_in=None, kind=UnitKind.PROVINCE).values_list("unit_id", flat=True)
    provinces = set(kinds) & above
    if all(_always(ancestry, unit, provinces) for unit in units):
        return tuple(sorted(provinces))
    ancestry.load(above)
    return tuple(sorted({a for a in above if all(other == a for other, _, _ in ancestry.paths(a))}))


def _always(ancestry: Ancestry, unit: int, chapters: set[int]) -> bool:
    """Does the unit stand under exactly one of these on every day of its life?"""
    paths = ancestry.paths(unit)
    life = sum(until - first for ancestor, first, until in paths if ancestor == unit)
    return life == sum(until - first for ancestor, first, until in paths if ancestor in chapters)


def remainders_among(first_seq: int, last_seq: int) -> bool:
    """Did the entries from first to last move the remainder of any declaration?"""
    entries = Entry.objects.filter(pk__gte=first_seq, pk__lte=last_seq)
    return entries.filter(kind__in=(EntryKind.REMAINDER, EntryKind.DECLARATION)).exists()
