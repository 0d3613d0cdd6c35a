"""What the page of one report reads: its figures beside those of the year before or of now, what stands against sending."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from chungtay.documents.rules import FigureReference
from chungtay.figures.queries.printed import Change, compared_now
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.head import watermarks
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import stands
from chungtay.records.queries.unfinished import UnfinishedImport
from chungtay.records.queries.waiting import waiting
from chungtay.scrutiny.rules.checks import CheckWarning
from chungtay.submissions.models import Reopening, Submission, SubmissionStep
from chungtay.submissions.rules.states import CLOSING_CADENCES, SubmissionState

from .adjustments import Adjustments, adjustments_of, open_adjustments
from .closing import reopenings
from .ready import unfinished, warnings_for
from .submissions import SubmissionPage, as_known_now


@dataclass(frozen=True, slots=True)
class Checked:
    """What stands against sending a report: `unfinished` imports with rows of the unit refuse it, records that `wait` for a leader's word refuse
    a final one, `early`: its days are not over, only an estimate can be sent; `warnings` are explained."""

    unfinished: tuple[UnfinishedImport, ...]
    waiting: int
    early: bool
    warnings: tuple[CheckWarning, ...]


@dataclass(frozen=True, slots=True)
class BesideNow:
    """A report as it was sent beside what is known now, and the late facts that it lists."""

    changes: tuple[Change, ...]
    adjustments: Adjustments

    @property
    def changed(self) -> list[Change]:
        """The figures that are others now."""
        return [change for change in self.changes if change.changed]


def checked(row: Submission, seen: Sight, *, estimate: bool) -> Checked:
    """What stands against sending a draft now, as an estimate or as final."""
    one, known = row.round, seen.structure
    return Checked(
        unfinished=tuple(unfinished(one, row.unit_id, seen.on, known)),
        waiting=len(waiting(known.below_within(row.unit_id, one.first_on, one.last_on), one.first_on, one.last_on)),
        early=seen.on <= one.last_on,
        warnings=warnings_for(one, row.unit_id, known, estimate=estimate),
    )


def draft(pk: int) -> Submission | None:
    """A report under way, with its round and type."""
    rows = Submission.objects.select_related("round", "round__type")
    return rows.filter(pk=pk, state__in=(SubmissionState.DRAFT, SubmissionState.RETURNED)).first()


def beside_year_before(figures: Sequence[FigureReference], known: Structure) -> list[Change]:
    """Every figure with what the same days of the year before had, as known now."""
    earlier = []
    for figure in figures:
        days = Period(figure.first, figure.last).year_before()
        earlier.append(replace(figure, first=days.first, last=days.last))
    found = compared_now({0: earlier}, known).changes[0]
    return [Change(figure, before.state, before.value) for figure, before in zip(figures, found, strict=True)]


def beside_now(page: SubmissionPage, seen: Sight) -> BesideNow:
    """What was sent against what is known now, and what came late."""
    changes, views = as_known_now(page.submission, seen.structure)
    return BesideNow(tuple(changes), adjustments_of(page.submission, seen.structure, views))


def steps_told(page: SubmissionPage) -> list[SubmissionStep]:
    """The steps that a reader wants, the latest first: of several savings in a row the last one."""
    steps = page.steps
    told = [
        step for step, after in zip(steps, (*steps[1:], None), strict=True)
        if step.reason or step.state != SubmissionState.DRAFT or after is None or after.state != SubmissionState.DRAFT
    ]  # fmt: skip
    return told[::-1]


def stamp_of(page: SubmissionPage) -> int:
    """The key of the last step that the page shows: what a writer has seen."""
    return page.steps[-1].pk if page.steps else 0


@dataclass(frozen=True, slots=True)
class ClosedPage:
    """Through which day a unit is closed and by which report, how far each unit right below is, the wishes to open days
    again, and the late facts that the next report will list."""

    closed: date | None
    through: Submission | None
    below: tuple[tuple[UnitOn, date | None], ...]
    reopenings: tuple[Reopening, ...]
    late: Adjustments

    @property
    def under_way(self) -> bool:
        """Does a wish of the unit itself wait?"""
        return any(
            one.agreed is None and one.unit_id not in {unit.id for unit, _ in self.below} for one in self.reopenings
        )


def closed_page(unit: UnitOn, seen: Sight) -> ClosedPage:
    """What is closed of a unit today, and of those right below it."""
    known = seen.structure
    ids = {child for child, since, end in known.directly_below(unit.id) if stands(since, end, seen.on)}
    days = watermarks({unit.id, *ids})
    below = sorted(known.units_of(ids, seen.on).values(), key=lambda one: one.code)
    return ClosedPage(
        closed=days.get(unit.id),
        through=_closing_report(unit.id, days[unit.id]) if unit.id in days else None,
        below=tuple((one, days.get(one.id)) for one in below),
        reopenings=tuple(reopenings({unit.id, *ids})),
        late=open_adjustments(unit.id, seen.on, known),
    )


def _closing_report(unit_id: int, day: date) -> Submission | None:
    """The accepted final report that ends on the last closed day; None where the days were closed otherwise."""
    rows = Submission.objects.filter(
        unit=unit_id, state=SubmissionState.ACCEPTED, estimate=False, round__last_on=day, round__withdrawn_because="",
        round__type__cadence__in=CLOSING_CADENCES,
    )  # fmt: skip
    return rows.select_related("round__type").order_by("-revision").first()


def reopening(pk: int) -> Reopening | None:
    """A wish to open closed days again."""
    return Reopening.objects.select_related("asked_by").filter(pk=pk).first()
