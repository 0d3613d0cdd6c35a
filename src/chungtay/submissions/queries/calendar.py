"""Reads of the report calendar: types, rounds, and what is due of whom."""

from collections.abc import Callable, Collection
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Structure
from chungtay.organizations.rules import stands
from chungtay.submissions.models import ReportRound, ReportType, Submission
from chungtay.submissions.rules.states import SubmissionState

from .owing import owing
from .submissions import RoundLine, round_line, submissions_of

_NOTHING = gettext_noop("Không có đơn vị hoặc cụm mang mã “%(code)s”.")


def report_types(unit_id: int) -> QuerySet[ReportType]:
    """What a unit asks for, or ever did, by name."""
    return ReportType.objects.filter(unit=unit_id).order_by("name", "pk")


def live_rounds() -> QuerySet[ReportRound]:
    """Rounds that were not withdrawn, with their types."""
    return ReportRound.objects.filter(withdrawn_because="").select_related("type")


def report_round(pk: int) -> ReportRound | None:
    """A round by its key, also a withdrawn one."""
    return ReportRound.objects.select_related("type", "type__unit").filter(pk=pk).first()


def withdrawn_rounds(unit_id: int, year: int) -> QuerySet[ReportRound]:
    """The rounds of a year that a unit has withdrawn and of which it may open each again: those of types that still apply, and
    that were not opened anew."""
    anew = live_rounds().filter(**{name: OuterRef(name) for name in ("type", "first_on", "last_on", "tags")})
    applies = Q(type__ended_on=None) | Q(type__ended_on__gt=F("first_on"))
    rows = ReportRound.objects.filter(applies, ~Exists(anew), type__unit=unit_id, last_on__year=year)
    return rows.exclude(withdrawn_because="").select_related("type")


def round_period(one: ReportRound) -> Period:
    """The days of a round, under its title where it was opened by hand."""
    return Period(one.first_on, one.last_on, one.title)


def due_below(code: str, on: date, known: Structure) -> list[RoundLine]:
    """What a unit with all below it, or a cluster's members, owe on a day, by due day: as they stood on each round's last
    day, rounds that have begun, until they are accepted, with the final figures that are asked for, and their due day is
    over. Raises Refusal for a code that names nothing."""
    roots = known.bearers(code)
    if not roots and known.cluster(code) is None:
        raise Refusal(_NOTHING, code=code)
    scope = known.descendant_ids(roots) | {row.unit_id for row in known.memberships(code)}
    above = {path.ancestor_id for unit in scope for path in known.above(unit) if path.depth}

    def here(one: ReportRound) -> list[int]:
        owing_here = {unit.id for unit in owing(one, known)} & scope
        if not roots:
            return [
                member.unit_id
                for member in known.members_within(code, one.last_on, one.last_on)
                if member.unit_id in owing_here
            ]
        return [unit for unit in owing_here if _is_below(unit, roots, one.last_on, known)]

    return _due(above, here, on, Submission.objects.filter(unit__in=scope), known)


def due_of_all(on: date, known: Structure) -> list[RoundLine]:
    """The same of every unit."""
    askers = set(ReportType.objects.values_list("unit", flat=True))
    return _due(askers, lambda one: [unit.id for unit in owing(one, known)], on, Submission.objects.all(), known)


def _is_below(unit_id: int, roots: Collection[int], day: date, known: Structure) -> bool:
    return any(
        path.ancestor_id in roots and stands(path.valid_from, path.valid_to, day) for path in known.above(unit_id)
    )


def _due(
    askers: Collection[int], who: Callable[[ReportRound], Collection[int]], on: date, theirs: QuerySet[Submission],
    known: Structure,
) -> list[RoundLine]:  # fmt: skip
    rounds = list(live_rounds().filter(type__unit__in=askers, first_on__lte=on).order_by("due_on", "pk"))
    handed_in = submissions_of(theirs.filter(round__in=rounds))
    found = []
    for one in rounds:
        for unit in known.units_of(who(one), one.last_on).values():
            line = round_line(one, unit, handed_in.get((one.pk, unit.id), []), on)
            if line.due_on or line.state != SubmissionState.ACCEPTED or one.due_on >= on:
                found.append(line)
    return sorted(found, key=lambda line: (line.due_on or line.round.due_on, line.round.pk, line.unit.code))
