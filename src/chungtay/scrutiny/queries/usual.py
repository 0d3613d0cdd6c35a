"""What a unit counts in a report's days beside what it usually counts, and what units like it count; all asked together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from chungtay.figures.queries.figures import Answer, sums_by_unit, totals
from chungtay.figures.queries.pages import begun, on_other_days
from chungtay.figures.queries.reads import Statement
from chungtay.figures.rules.figures import Question, Sum
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.needs import LOCALITIES
from chungtay.ledger.rules import Catalogue, IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import stands
from chungtay.scrutiny.rules.thresholds import Thresholds

Values = dict[str, int]


@dataclass(frozen=True, slots=True)
class Like:
    """What units of the same kind under the same unit count, by unit: in the report's days, and a year before."""

    now: dict[int, Sum]
    before: dict[int, Sum]


class Usual:
    """One question's figures in a period and in the periods that it is compared with.

    A remainder that a period cuts through is unknown there, and so is a period of which the book says nothing at all.
    """

    def __init__(
        self, unit: UnitOn, period: Period, tags: frozenset[str], known: Structure, limits: Thresholds
    ) -> None:
        self.unit, self.period, self.known = unit, period, known
        self.question = Question((unit.code,), period.first, period.last, tags=tags)
        began = known.life(unit.id)[0].valid_from
        self.before, self.season = (
            [one for one in found if one.first >= began] for found in compared_periods(period, limits)
        )
        self.reads = begun(self.question, {*self.before, *self.season, period.year_before()})
        self._answers = self._over(unit.code, {period, *self.before, *self.season})
        above = _right_above(unit, period.last, known)
        self._others = self._over(above.code, (period, period.year_before())) if above else {}
        self._fresh = False

    def _over(self, code: str, periods: Iterable[Period]) -> dict[Period, Answer]:
        """The question about a unit, in each of these periods."""
        answer = Answer(replace(self.question, of=(code,)), self.known, self.reads)
        return {one: on_other_days(answer, one) for one in periods}

    def read(self, *more: Statement) -> None:
        """Ask the database for everything, and for more, in one statement."""

        def all_of_it() -> None:
            self._fresh = True
            for one in self._answers:
                self._sums(one)
            for one in self._others:
                self._sums_of_others(one)
            for statement in more:
                self.reads.rows(*statement)

        self.reads.ahead(all_of_it)
        self._fresh = False

    @cached_property
    def views(self) -> list[IndicatorView]:
        """What can be compared: flows and stocks."""
        kinds = (IndicatorKind.FLOW, IndicatorKind.STOCK)
        answer = self._answers[self.period]
        return [view for view in answer.asked if view.kind in kinds and view.derived != LOCALITIES]

    def needed(self, view: IndicatorView) -> frozenset[int]:
        """Ids of the indicators whose facts enter a figure."""
        return frozenset(self._answers[self.period].needed([view], view.kind))

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the question."""
        return self._answers[self.period].catalogue

    def _sums(self, period: Period) -> dict[str, Sum]:
        answer = self._answers[period].again() if self._fresh else self._answers[period]
        total = totals(answer, answer.scope.pieces)
        found = ((view.code, total(view)) for view in self.views)
        return {code: told for code, told in found if told}

    def _sums_of_others(self, period: Period) -> Callable[[IndicatorView], dict[int, Sum]]:
        return sums_by_unit(self._others[period].again() if self._fresh else self._others[period])

    @cached_property
    def now(self) -> dict[str, Sum]:
        """By indicator with entries, in the period."""
        return self._sums(self.period)

    @cached_property
    def values(self) -> Values:
        """What is known of the period."""
        return {code: told.value for code, told in self.now.items() if told.entries}

    @cached_property
    def _earlier(self) -> dict[Period, dict[str, Sum]]:
        found = {p: self._sums(p) for p in {*self.before, *self.season}}
        return {p: told for p, told in found.items() if told}

    def earlier(self, code: str, periods: Iterable[Period]) -> list[int]:
        """What these periods had of an indicator, where it is known."""
        told = [self._earlier[p].get(code, Sum()) for p in periods if p in self._earlier]
        return [one.value for one in told if not one.unplaced]

    def ratios(self, value: str, counts: Iterable[str]) -> list[float]:
        """What one of the counts was worth in the earlier periods of the unit."""
        found = (self._earlier[p] for p in self.before if p in self._earlier)
        each = (_per(told.get(value, Sum()).value, sum(told.get(c, Sum()).value for c in counts)) for told in found)
        return [one for one in each if one]

    @cached_property
    def _like(self) -> frozenset[int]:
        """Units of the same kind right under the same unit, on the period's last day."""
        rows = [owing for answer in list(self._others.values())[:1] for owing, _ in answer.scope.rows]
        return frozenset(o.unit_id for o in rows if o.kind == self.unit.kind and o.unit_id != self.unit.id)

    @cached_property
    def _by_unit(self) -> list[Callable[[IndicatorView], dict[int, Sum]]]:
        return [self._sums_of_others(period) for period in self._others]

    def like(self, view: IndicatorView) -> Like:
        """What like units count of an indicator."""
        told = [{unit: one for unit, one in sums(view).items() if unit in self._like} for sums in self._by_unit]
        return Like(*told) if told else Like({}, {})

    def own_move(self, view: IndicatorView) -> tuple[Sum | None, Sum | None]:
        """What the unit itself counts beside the like ones: in the period, and a year before."""
        own = [sums(view).get(self.unit.id) for sums in self._by_unit]
        return (own[0], own[1]) if own else (None, None)

    def ratios_of_others(self, value: str, counts: Iterable[str]) -> list[float]:
        """What one of the counts is worth at each like unit in the period."""
        values, numbers = self.like(self.catalogue[value]).now, [self.like(self.catalogue[c]).now for c in counts]
        each = (_per(told.value, sum(n.get(unit, Sum()).value for n in numbers)) for unit, told in values.items())
        return [one for one in each if one]


def _per(value: int, count: int) -> float:
    return value / count if value > 0 and count > 0 else 0.0


def compared_periods(period: Period, limits: Thresholds) -> tuple[list[Period], list[Period]]:
    """The periods of the same length before one, and the same months of the years before where these are not the same.

    The first n months of a year are compared with those of earlier years; days that are no whole months with nothing.
    """
    months = period.whole_months()
    if months is None:
        return [], []
    step = len(months) if 12 % len(months) == 0 else -(-len(months) // 12) * 12
    before = [
        Period.of_months(months[0] - step * back, months[-1] - step * back) for back in range(1, limits.periods + 1)
    ]
    years = range(1, limits.years + 1) if step < 12 else ()
    return before, [Period.of_months(months[0] - 12 * back, months[-1] - 12 * back) for back in years]


def _right_above(unit: UnitOn, day: date, known: Structure) -> UnitOn | None:
    above = [p.ancestor_id for p in known.above(unit.id) if p.depth == 1 and stands(p.valid_from, p.valid_to, day)]
    return known.unit_by_id(above[0], day) if above else None
