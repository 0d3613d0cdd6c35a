"""Which days are closed, how far a unit's accepted reports close them, and for whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from chungtay.ledger.queries import adjustments, watermarks
from chungtay.organizations.models import Role
from chungtay.organizations.queries import Structure
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import Permission, overlaps, roles_with, stands
from chungtay.submissions.models import Reopening, Submission
from chungtay.submissions.rules.closing import Span, closes_through, reaches
from chungtay.submissions.rules.states import CLOSING_CADENCES, SubmissionState

from .calendar import live_rounds
from .owing import owes


def closed_through(unit_id: int) -> date | None:
    """The last of the unit's closed days; None where nothing is closed."""
    return watermarks([unit_id]).get(unit_id)


def would_close(row: Submission, known: Structure) -> tuple[date, date] | None:
    """What its acceptance closes: the first day that a report accounts for, and the watermark; None where it stays.

    Days that were opened again close again with the next report that is accepted: those of the reports accepted since then,
    and those of earlier ones that still tell what the book does, because nothing came in their days since they were frozen.
    """
    closed = closed_through(row.unit_id)
    rounds = live_rounds().filter(type__cadence__in=CLOSING_CADENCES)
    accepted = [*_accepted(row.unit_id, closed, known), (row.round.first_on, row.round.last_on)]
    above = {path.ancestor_id for path in known.above(row.unit_id) if path.depth}
    asked = [(r.first_on, r.last_on) for r in rounds.filter(type__unit__in=above) if owes(r, row.unit_id, known)]
    through = closes_through(asked, accepted, closed)
    return (min(first for first, _ in accepted), through) if through else None


def _accepted(unit_id: int, closed: date | None, known: Structure) -> Iterable[Span]:
    """The days of its final reports that were accepted since its days were last opened again, are closed, or in which nothing
    has changed since the report."""
    line = {path.ancestor_id for path in known.above(unit_id)}
    rows = Submission.objects.filter(
        unit=unit_id, state=SubmissionState.ACCEPTED, estimate=False, round__withdrawn_because="",
        round__type__cadence__in=CLOSING_CADENCES,
    )  # fmt: skip
    told = rows.order_by().values_list("round__first_on", "round__last_on", "seq")
    opened = Reopening.objects.filter(unit__in=line, agreed=True).order_by("-decided_at").first()
    if opened is None or opened.decided_at is None:
        return [(first, last) for first, last, _seq in told]
    since = Q(steps__state=SubmissionState.ACCEPTED, steps__taken_at__gt=opened.decided_at)
    good = set(told.filter(since | Q(round__last_on__lte=closed) if closed else since))
    older = set(told) - good
    if older:
        after, through = min(seq or 0 for *_, seq in older), max(last for _, last, _seq in older)
        came = adjustments(known.descendant_ids([unit_id]), after=after, reported=through)
        good |= {
            (first, last, seq) for first, last, seq in older
            if not any(first <= fact.occurred_on <= last and fact.seq > (seq or 0) for fact in came)
        }  # fmt: skip
    return [(first, last) for first, last, _seq in good]


def closed_with(unit_id: int, first: date, through: date, known: Structure) -> dict[int, date]:
    """The unit and every unit that stood below it on a day from `first` to `through`: how far a closing reaches there."""
    found: dict[int, date] = {}
    for below in known.descendant_ids([unit_id]):
        for path in known.above(below):
            within = overlaps((path.valid_from, path.valid_to), (first, None)) and path.valid_from <= through
            if path.ancestor_id == unit_id and within:
                found[below] = max(found.get(below, date.min), reaches(through, path.valid_to))
    return found


def reopening_under_way(unit_id: int) -> Reopening | None:
    """The wish to open the unit's days again that nobody has decided yet."""
    return Reopening.objects.filter(unit=unit_id, agreed=None).select_related("unit", "asked_by").first()


def reopenings(unit_ids: Iterable[int]) -> QuerySet[Reopening]:
    """Every wish of these units to open days again, the latest first."""
    rows = Reopening.objects.filter(unit__in=list(unit_ids))
    return rows.select_related("unit", "asked_by", "decided_by").order_by("-pk")


def deciders(unit_id: int, on: date, known: Structure) -> set[int]:
    """People with an open account who may decide for the unit: approvers of the unit and of the one right above it."""
    near = [p.ancestor_id for p in known.above(unit_id) if p.depth <= 1 and stands(p.valid_from, p.valid_to, on)]
    return people_of(near, roles_with(Permission.APPROVE), on)


def people_of(unit_ids: Iterable[int], roles: Iterable[str], on: date) -> set[int]:
    """People with an open account who hold one of the roles in these units themselves on a day."""
    rows = Role.objects.filter(on_day(on), unit__in=list(unit_ids), role__in=roles, user__is_active=True)
    return set(rows.values_list("user", flat=True))
