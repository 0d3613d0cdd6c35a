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
from chungtay.ledger.rules import Catalogue
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.submissions.models import ReportRound, Submission, SubmissionStep
from chungtay.submissions.rules.calendar import Shares, shares
from chungtay.submissions.rules.states import FINAL_DUE, FINAL_LATE, SubmissionState

STANDING = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A unit that owes a round, and how far its report is on a day: `latest` revision whatever its state, `standing` one that was
    handed in and not returned, the day on which the first one that stands was handed in.

    In time is a unit whose first revision that stands came on the due day or before: a report that was sent back and handed
    in again counts by the day on which it came again, a later revision takes nothing away. `final`: a revision that is no
    estimate stands; `awaits_final`: an estimate does, and the final figures are asked for; `due_on`: by when something is
    still to come, the report or those.
    """

    round: ReportRound
    unit: UnitOn
    on: date
    latest: Submission | None
    standing: Submission | None
    given_on: date | None
    final: bool
    final_in_time: bool
    awaits_final: bool
    due_on: date | None

    @property
    def in_time(self) -> bool:
        """Was it there on the due day?"""
        return self.given_on is not None and self.given_on <= self.round.due_on

    @property
    def overdue(self) -> bool:
        """Is the day over by which something is still to come of the unit? While its estimate waits, it is not its turn."""
        waits = self.awaits_final and self.state == SubmissionState.SUBMITTED
        return self.due_on is not None and self.on > self.due_on and not waits

    @property
    def state(self) -> str | None:
        """The state of the latest revision; None where nothing was begun."""
        return self.latest.state if self.latest else None

    @property
    def due_state(self) -> str:
        """In one code of `DUE_NAMES`: what is still to come and whether its day is over, else the state of the report."""
        if self.awaits_final:
            return FINAL_LATE if self.overdue else FINAL_DUE
        return "late" if self.overdue else self.state or "due"

    @property
    def final_open(self) -> bool:
        """Can the unit begin its final figures: are the days over, is the estimate accepted?"""
        return self.awaits_final and self.on > self.round.last_on and self.state == SubmissionState.ACCEPTED


Revisions = dict[tuple[int, int], list[Submission]]  # round and unit to its submissions, the earliest first


def submissions_of(rows: QuerySet[Submission]) -> Revisions:
    """Submissions by round and unit, without what they say."""
    found: Revisions = {}
    for row in rows.defer("words", "figures", "warnings").order_by("round", "unit", "revision"):
        found.setdefault((row.round_id, row.unit_id), []).append(row)
    return found


def round_line(one: ReportRound, unit: UnitOn, rows: Sequence[Submission], on: date) -> RoundLine:
    """How far one unit's report is on a day."""
    standing = [row for row in rows if row.state in STANDING]
    given, final = (
        next((handed_in_on(row) for row in standing if whole or not row.estimate), None) for whole in (True, False)
    )
    awaits = given is not None and final is None and one.final_due_on is not None
    return RoundLine(
        one, unit, on, rows[-1] if rows else None, standing[-1] if standing else None, given, final is not None,
        final_in_time=final is not None and one.final_due_on is not None and final <= one.final_due_on,
        awaits_final=awaits, due_on=one.final_due_on if awaits else None if given else one.due_on,
    )  # fmt: skip


def handed_in_on(row: Submission) -> date | None:
    """The day, in Viet Nam, on which a submission was handed in."""
    return day_of(row.submitted_at) if row.submitted_at else None


def shares_of(lines: Iterable[RoundLine]) -> Shares:
    """Completeness and timeliness of a round: two figures, over the same units that owe."""
    return shares([(line.standing is not None, line.in_time) for line in lines])


def final_shares_of(one: ReportRound, lines: Iterable[RoundLine]) -> Shares | None:
    """The same of final figures, whether an estimate came before them or not; None where none are asked for."""
    return shares([(line.final, line.final_in_time) for line in lines]) if one.final_due_on else None


def reminder_text(one: ReportRound, lines: Iterable[RoundLine], on: date) -> str:
    """A message for a chat: which report, its due day, who has not handed it in; then, once the days are over, of whom the
    final figures are missing. Names of units alone; nothing where nobody is missing."""
    missing, estimated = list[str](), list[str]()
    for line in lines:
        if line.due_on and (line.standing is None or (on > one.last_on and line.state != SubmissionState.SUBMITTED)):
            (estimated if line.standing else missing).append(line.unit.name)
    told: list[str] = []
    for day, what, how, names in (
        (one.due_on, "hạn gửi", "chưa gửi", missing),
        (one.final_due_on, "hạn gửi số chính thức", "mới có số ước", estimated),
    ):
        if day and names:
            told.append(f"{one.type.name}, {Period(one.first_on, one.last_on, one.title)}: {what} {_by_when(day, on)}.")
            told += [f"Còn {len(names)} đơn vị {how}:", *(f"- {name}" for name in names)]
    return "\n".join(told)


def _by_when(day: date, on: date) -> str:
    return f"ngày {day_written(day)}" + (f", đã quá hạn {(on - day).days} ngày" if on > day else "")


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
    def seq(self) -> int | None:
        """The entry at which its figures were read; None while it is being written."""
        return self.submission.seq if self.submission.state in STANDING else None

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


def as_known_now(row: Submission, known: Structure | None = None) -> tuple[list[Change], Catalogue | None]:
    """Every figure as it was submitted beside what it is now, in the order of the report; the catalogue that was read."""
    now = compared_now({row.pk: frozen(row)}, known)
    return now.changes[row.pk], now.catalogue
