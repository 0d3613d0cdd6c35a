"""What came late: facts on days that an earlier report told of, listed under the next one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from chungtay.ledger.queries import adjustments, catalogue
from chungtay.ledger.queries.head import Adjustment
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import stands
from chungtay.submissions.models import Submission
from chungtay.submissions.rules.states import CLOSING_CADENCES, SubmissionState


@dataclass(frozen=True, slots=True)
class AdjustedIndicator:
    """The late facts of an indicator, each with the entry that holds it, and their sum in its smallest unit; readings of
    stocks and rates have none."""

    indicator: IndicatorView
    total: int | None
    facts: tuple[Adjustment, ...]


@dataclass(frozen=True, slots=True)
class Adjustments:
    """Late facts by indicator in catalogue order, with the units they are of; `since`: the report they came after."""

    since: Submission | None
    indicators: tuple[AdjustedIndicator, ...]
    units: dict[int, UnitOn]

    def __bool__(self) -> bool:
        return bool(self.indicators)


def adjustments_of(row: Submission, known: Structure) -> Adjustments:
    """What a report lists besides its own period: facts of the unit and all below it that were entered after the figures
    of the report before it (of the same type, accepted) were frozen, up to when its own were, on days which that report
    told of or which were closed when they came. Reversals count below zero, and so does a remainder that late detail
    filled; facts in the report's own period stand in its figures.

    So each late fact stands under exactly one report of a type, whatever is closed or opened in between.
    """
    before = _reports(row.unit_id).filter(round__type=row.round.type_id, round__last_on__lt=row.round.first_on).first()
    found = _late(row.unit_id, before, row.seq, known)
    return _told(before, (one for one in found if one.occurred_on < row.round.first_on), row.round.last_on, known)


def open_adjustments(unit_id: int, on: date, known: Structure) -> Adjustments:
    """The same since the unit's latest accepted closing report: what the next one will list."""
    before = _reports(unit_id).filter(estimate=False, round__type__cadence__in=CLOSING_CADENCES).first()
    return _told(before, _late(unit_id, before, None, known), on, known)


def _reports(unit_id: int) -> QuerySet[Submission]:
    rows = Submission.objects.filter(unit=unit_id, state=SubmissionState.ACCEPTED, round__withdrawn_because="")
    return rows.select_related("round", "round__type").order_by("-round__last_on", "-revision", "-pk")


def _late(unit_id: int, before: Submission | None, until: int | None, known: Structure) -> list[Adjustment]:
    reported = before.round.last_on if before else date.min
    after = before.seq or 0 if before else 0
    found = adjustments(known.descendant_ids([unit_id]), after=after, until=until, reported=reported)
    return [one for one in found if _is_below(one, unit_id, known)]


def _is_below(one: Adjustment, unit_id: int, known: Structure) -> bool:
    """Did the fact's unit stand there on its day?"""
    paths = (path for path in known.above(one.unit_id) if path.ancestor_id == unit_id)
    return any(stands(path.valid_from, path.valid_to, one.occurred_on) for path in paths)


def _told(since: Submission | None, found: Iterable[Adjustment], on: date, known: Structure) -> Adjustments:
    views, by_indicator = catalogue(), dict[int, list[Adjustment]]()
    for one in found:
        by_indicator.setdefault(one.indicator_id, []).append(one)
    told = [
        AdjustedIndicator(view, _sum(view, by_indicator[view.id]), tuple(by_indicator[view.id]))
        for view in views.indicators.values()
        if view.id in by_indicator
    ]
    units = known.units_of({fact.unit_id for one in told for fact in one.facts}, on)
    return Adjustments(since, tuple(told), units)


def _sum(view: IndicatorView, facts: Iterable[Adjustment]) -> int | None:
    return sum(fact.value for fact in facts) if view.kind == IndicatorKind.FLOW else None
