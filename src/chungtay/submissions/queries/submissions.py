"""Reads of what was handed in: the lines of a round, who is missing, one submission with its steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.printed import Change, compared_now
from chungtay.figures.rules.printed import reference_of
from chungtay.kernel.days import day_of, day_written
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.submissions.models import ReportRound, Submission, SubmissionStep
from chungtay.submissions.rules.calendar import Shares, shares
from chungtay.submissions.rules.states import SubmissionState

STANDING = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A unit that owes a round: `latest` revision whatever its state, `standing` one that was handed in and not returned.

    `late`: what stands came after the due day; `overdue`: nothing stands, and the due day is over.
    """

    unit: UnitOn
    latest: Submission | None
    standing: Submission | None
    in_time: bool
    late: bool
    overdue: bool

    @property
    def state(self) -> str | None:
        """The state of the latest revision; None where nothing was begun."""
        return self.latest.state if self.latest else None


Revisions = dict[tuple[int, int], list[Submission]]  # round and unit to its submissions, the earliest first


def submissions_of(rows: QuerySet[Submission]) -> Revisions:
    """Submissions by round and unit, without what they say."""
    found: Revisions = {}
    for row in rows.defer("words", "figures", "warnings").order_by("round", "unit", "revision"):
        found.setdefault((row.round_id, row.unit_id), []).append(row)
    return found


def round_line(one: ReportRound, unit: UnitOn, rows: Sequence[Submission], on: date) -> RoundLine:
    """How far one unit's report is on a day.

    In time is a unit whose first revision that stands was handed in on the due day or before: a report that was sent back
    and handed in again counts by the day on which it came again, a later revision takes nothing away.
    """
    standing = [row for row in rows if row.state in STANDING]
    day = handed_in_on(standing[0]) if standing else None
    in_time = day is not None and day <= one.due_on
    return RoundLine(
        unit, rows[-1] if rows else None, standing[-1] if standing else None,
        in_time=in_time, late=day is not None and not in_time, overdue=day is None and on > one.due_on,
    )  # fmt: skip


def handed_in_on(row: Submission) -> date | None:
    """The day, in Viet Nam, on which a submission was handed in."""
    return day_of(row.submitted_at) if row.submitted_at else None


def shares_of(lines: Iterable[RoundLine]) -> Shares:
    """Completeness and timeliness of a round: two figures, over the same units that owe."""
    return shares([(line.standing is not None, line.in_time) for line in lines])


def reminder_text(one: ReportRound, missing: Sequence[UnitOn], on: date) -> str:
    """A message for a chat: which report, its due day, who has not handed it in; names of units alone."""
    period = Period(one.first_on, one.last_on, one.title)
    over = f", đã quá hạn {(on - one.due_on).days} ngày" if on > one.due_on else ""
    lines = [f"{one.type.name}, {period}: hạn gửi ngày {day_written(one.due_on)}{over}."]
    lines.append(f"Còn {len(missing)} đơn vị chưa gửi:")
    lines += [f"- {unit.name}" for unit in missing]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class SubmissionPage:
    """One submission with its round, its unit as it was called then, its figures, its steps, and all its revisions."""

    submission: Submission
    round: ReportRound
    unit: UnitOn
    figures: tuple[FigureReference, ...]
    steps: tuple[SubmissionStep, ...]
    revisions: tuple[Submission, ...]
    line: RoundLine

    @property
    def period(self) -> Period:
        """The days that it is about."""
        return Period(self.round.first_on, self.round.last_on, self.round.title)


def submission_page(pk: int, on: date, known: Structure) -> SubmissionPage | None:
    """Everything about one submission; None where there is none of that key."""
    row = Submission.objects.select_related("round", "round__type", "round__type__unit").filter(pk=pk).first()
    if row is None:
        return None
    one, unit = row.round, known.units_of([row.unit_id], row.round.last_on)[row.unit_id]
    revisions = submissions_of(Submission.objects.filter(round=one, unit=row.unit_id))[one.pk, unit.id]
    return SubmissionPage(
        row, one, unit, frozen(row), tuple(row.steps.select_related("by")), tuple(revisions),
        round_line(one, unit, revisions, on),
    )  # fmt: skip


def submission_of(round_id: int, unit_id: int) -> Submission | None:
    """The latest revision of a unit's report of a round."""
    return Submission.objects.filter(round=round_id, unit=unit_id).order_by("-revision").first()


def stamp(row: Submission) -> int:
    """What tells one state of a report from every other: the key of its last step, 0 where nothing was done yet."""
    steps = SubmissionStep.objects.filter(submission=row.pk) if row.pk else SubmissionStep.objects.none()
    return steps.order_by("-pk").values_list("pk", flat=True).first() or 0


def frozen(row: Submission) -> tuple[FigureReference, ...]:
    """The figures as they were submitted."""
    return tuple(reference_of(values) for values in row.figures)


def as_known_now(row: Submission, known: Structure | None = None) -> list[Change]:
    """Every figure as it was submitted beside what it is now, in the order of the report."""
    return compared_now({row.pk: frozen(row)}, known).changes[row.pk]
