"""What came late: facts on days that an earlier report told of, listed under the next one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from chungtay.ledger.queries import adjustments, catalogue
from chungtay.ledger.queries.head import Adjustment
from chungtay.ledger.rules import Catalogue, IndicatorKind, IndicatorView
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import stands
from chungtay.submissions.models import Submission
from chungtay.submissions.rules.adjusting import Told, listed, listed_from
from chungtay.submissions.rules.states import CLOSING_CADENCES, SubmissionState

MOST_LATE = 200  # so many are listed where the next report will list them all: nobody reads more


@dataclass(frozen=True, slots=True)
class AdjustedIndicator:
    """The late facts of an indicator, each with the entry that holds it, and their sum in its smallest unit; readings of
    stocks and rates have none."""

    indicator: IndicatorView
    total: int | None
    facts: tuple[Adjustment, ...]


@dataclass(frozen=True, slots=True)
class Adjustments:
    """Late facts by indicator in catalogue order, with the units they are of; `since`: the report they came after; `more`:
    these are the newest, there are more."""

    since: Submission | None
    indicators: tuple[AdjustedIndicator, ...]
    units: dict[int, UnitOn]
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.indicators)


def adjustments_of(row: Submission, known: Structure, views: Catalogue | None = None) -> Adjustments:
    """What a report lists besides its own period: facts of the unit and all below it on earlier days, which a report of the
    type told of or which were closed when they came, up to when its own figures were frozen, and which no report that was
    frozen before has (`rules.adjusting.listed`). Reversals count below zero, and so does a remainder that late detail filled.

    So each late fact stands under exactly one report of a type, whatever is closed or opened in between. `views`: the
    catalogue, where the caller has read it.
    """
    rows = _reports(row.unit_id).filter(round__type=row.round.type_id).exclude(round=row.round_id)
    if row.seq is not None:
        rows = rows.filter(Q(seq__lt=row.seq) | Q(seq=row.seq, pk__lt=row.pk))
    return _adjustments(row.unit_id, list(rows), row.round.first_on, row.seq, row.round.last_on, known, views)


def open_adjustments(unit_id: int, on: date, known: Structure) -> Adjustments:
    """What the next report of the type will list from now on, after the unit's latest accepted closing report; of very many
    the newest."""
    last = _reports(unit_id).filter(estimate=False, round__type__cadence__in=CLOSING_CADENCES).first()
    rows = list(_reports(unit_id).filter(round__type=last.round.type_id)) if last else []
    first = last.round.last_on + timedelta(1) if last else date.max
    return _adjustments(unit_id, rows, first, None, on, known, most=MOST_LATE)


def _reports(unit_id: int) -> QuerySet[Submission]:
    rows = Submission.objects.filter(unit=unit_id, state=SubmissionState.ACCEPTED, round__withdrawn_because="")
    return (
        rows.filter(seq__isnull=False).defer("words", "figures", "warnings").select_related("round", "round__type")
        .order_by("-round__last_on", "-revision", "-pk")
    )  # fmt: skip


def _adjustments(
    unit_id: int, rows: Sequence[Submission], first_on: date, until: int | None, on: date, known: Structure,
    views: Catalogue | None = None, most: int | None = None,
) -> Adjustments:  # fmt: skip
    earlier = [Told(one.round.first_on, one.round.last_on, one.seq or 0) for one in rows]
    before = next((one for one in rows if one.round.last_on < first_on), None)
    found = adjustments(
        known.descendant_ids([unit_id]), after=listed_from(first_on, earlier), until=until,
        reported=before.round.last_on if before else date.min, most=most + 1 if most else None,
    )  # fmt: skip
    late = [
        one for one in found
        if one.occurred_on < first_on and _is_below(one, unit_id, known)
        and listed(one.occurred_on, one.seq, earlier, closed=one.closed)
    ]  # fmt: skip
    if most and len(late) <= most < len(found):  # the newest are no late ones: what is lies behind them
        return _adjustments(unit_id, rows, first_on, until, on, known, views)
    more = most is not None and len(late) > most
    told = _told(before, late[-most:] if most else late, on, known, views or catalogue()) if late else None
    return replace(told, more=more) if told else Adjustments(before, (), {}, more)


def _is_below(one: Adjustment, unit_id: int, known: Structure) -> bool:
    """Did the fact's unit stand there on its day?"""
    paths = (path for path in known.above(one.unit_id) if path.ancestor_id == unit_id)
    return any(stands(path.valid_from, path.valid_to, one.occurred_on) for path in paths)


def _told(
    since: Submission | None, found: Iterable[Adjustment], on: date, known: Structure, views: Catalogue
) -> Adjustments:
    by_indicator: dict[int, list[Adjustment]] = {}
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
