"""What the pages of the calendar show at once: a unit's year, the rounds that it has opened, whom a person sees in each."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import Permission
from chungtay.submissions.models import ReportRound, ReportType, Submission
from chungtay.submissions.rules.calendar import Shares
from chungtay.submissions.rules.states import SubmissionState

from .calendar import live_rounds
from .home import submitted_to
from .owing import owes, owing
from .submissions import RoundLine, final_shares_of, round_line, shares_of, submissions_of


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """A round with how many of the units that the reader sees have handed in, and their final figures where such are asked
    for; how many reports wait to be accepted."""

    round: ReportRound
    shares: Shares
    finals: Shares | None
    waiting: int


def owed_in(unit: UnitOn, year: int, seen: Sight) -> list[RoundLine]:
    """What a unit owes of a year, by due day; in the present year also what it still owes of earlier ones, final figures too."""
    days = Q(last_on__year=year)
    if year == seen.on.year:
        days |= Q(last_on__year__lt=year)
    rounds = _asked_of([unit.id], seen.structure, days)
    rows = submissions_of(Submission.objects.filter(unit=unit.id, round__in=[one.pk for one in rounds]))
    found = []
    for one in rounds:
        if owes(one, unit.id, seen.structure):
            line = round_line(one, unit, rows.get((one.pk, unit.id), []), seen.on)
            if one.last_on.year == year or line.due_on or line.state != SubmissionState.ACCEPTED:
                found.append(line)
    return found


def opened_by(unit_id: int, year: int, seen: Sight) -> list[RoundOverview]:
    """The rounds of a year that a unit has opened, by due day."""
    rounds = list(live_rounds().filter(type__unit=unit_id, last_on__year=year).order_by("due_on", "pk"))
    return _overviews(rounds, lambda one: lines_seen(owing(one, seen.structure), seen), seen)


def asked_of_members(code: str, year: int, seen: Sight) -> list[RoundOverview]:
    """The rounds of a year that members of a cluster owe, counted over the members of each round's last day."""
    known = seen.structure
    rounds = _asked_of({row.unit_id for row in known.memberships(code)}, known, Q(last_on__year=year))

    def members(one: ReportRound) -> list[UnitOn]:
        ids = {member.unit_id for member in known.members_within(code, one.last_on, one.last_on)}
        return [unit for unit in owing(one, known) if unit.id in ids]

    return [found for found in _overviews(rounds, members, seen) if found.shares.owing]


def lines_seen(units: Iterable[UnitOn], seen: Sight) -> list[UnitOn]:
    """Those of the units whose figures the person may see."""
    listed = list(units)
    visible = seen.units(Permission.SEE_FIGURES, [unit.id for unit in listed])
    return [unit for unit in listed if unit.id in visible]


def round_lines_seen(one: ReportRound, seen: Sight) -> list[RoundLine]:
    """How far each unit's report of a round is, of the units that the person may see; who is missing first."""
    units = lines_seen(owing(one, seen.structure), seen)
    rows = submissions_of(Submission.objects.filter(round=one, unit__in=[unit.id for unit in units]))
    lines = [round_line(one, unit, rows.get((one.pk, unit.id), []), seen.on) for unit in units]
    order = (None, *SubmissionState)
    return sorted(lines, key=lambda line: (line.standing is not None, order.index(line.state), line.unit.code))


def lines_to_accept(receiving: Collection[int], seen: Sight) -> list[RoundLine]:
    """The reports that wait at these units, of units that owe them, by when they came."""
    known = seen.structure
    waiting = [row for row in submitted_to(receiving) if owes(row.round, row.unit_id, known)]
    theirs = Q(round__in={row.round_id for row in waiting}, unit__in={row.unit_id for row in waiting})
    rows = submissions_of(Submission.objects.filter(theirs))
    found = []
    for row in waiting:
        unit = known.units_of([row.unit_id], row.round.last_on)[row.unit_id]
        found.append(round_line(row.round, unit, rows[row.round_id, row.unit_id], seen.on))
    return found


def _asked_of(unit_ids: Iterable[int], known: Structure, days: Q) -> list[ReportRound]:
    above = {path.ancestor_id for unit in unit_ids for path in known.above(unit) if path.depth}
    return list(live_rounds().filter(days, type__unit__in=above).order_by("due_on", "pk"))


def _overviews(
    rounds: list[ReportRound], who: Callable[[ReportRound], list[UnitOn]], seen: Sight
) -> list[RoundOverview]:
    rows = submissions_of(Submission.objects.filter(round__in=[one.pk for one in rounds]))
    found = []
    for one in rounds:
        lines = [round_line(one, unit, rows.get((one.pk, unit.id), []), seen.on) for unit in who(one)]
        waiting = sum(line.state == SubmissionState.SUBMITTED for line in lines)
        found.append(RoundOverview(one, shares_of(lines), final_shares_of(one, lines), waiting))
    return found


def report_type(pk: int) -> ReportType | None:
    """A type of report by its key, with the unit that asks for it."""
    return ReportType.objects.select_related("unit").filter(pk=pk).first()
