"""The reports of a unit or cluster in a year: which are written, published, and no longer what is known now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Value

from chungtay.figures.queries.printed import Change, compared_now
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Structure
from chungtay.reports.models import ReviewMeeting, ReviewWords
from chungtay.reports.rules.progress import FORM_NAMES, OTHER_PERIODS, Progress, Written, progress_of, usual_periods
from chungtay.reports.rules.slots import wanted

from .publications import Published, newest_within

MEETING = "@"  # stands for the meeting among the slots' keys


@dataclass(frozen=True, slots=True)
class ReviewState:
    """One report: its period, how far it is, the gaps of so many wanted slots, the newest publication.

    `changed` of its printed figures are others now.
    """

    period: Period
    progress: Progress
    gaps: int
    wanted: int
    published: Published | None
    changed: int

    @property
    def heading(self) -> str:
        """Under which heading of the list it stands (Vietnamese)."""
        return FORM_NAMES.get(self.period.form, OTHER_PERIODS)


def reviews_of(of: str, year: int, on: date, known: Structure) -> list[ReviewState]:
    """Every usual report of the year that has begun, and others that somebody wrote or published."""
    written, newest = written_within(of, date(year, 1, 1), date(year, 12, 31)), _newest(of, year)
    usual = usual_periods(year, on)
    others = sorted({*written, *newest} - set(usual), key=lambda period: (period.last, period.first))
    slots = wanted(is_cluster="/" in of)
    now = compared_now({one.id: one.figures for one in newest.values()}, known).changes
    return [
        _state(period, written.get(period, Written()), newest.get(period), slots, now) for period in (*usual, *others)
    ]


def _state(
    period: Period, own: Written, newest: Published | None, slots: frozenset[str], now: Mapping[int, list[Change]]
) -> ReviewState:
    changed = sum(change.changed for change in now[newest.id]) if newest else 0
    progress = progress_of(own, slots, published=newest is not None)
    return ReviewState(period, progress, len(own.gaps(slots)), len(slots), newest, changed)


def written_within(of: str, first: date, last: date) -> dict[Period, Written]:
    """What stands in the slots of each report whose last day lies in these days, and whether its meeting is known."""
    given = {"of": of, "last_on__range": (first, last)}
    days = ("pk", "first_on", "last_on")
    words = ReviewWords.objects.filter(**given).values_list(*days, "slot", "text")
    meetings = ReviewMeeting.objects.filter(**given).values_list(*days, Value(MEETING), "place")
    latest: dict[Period, dict[str, str]] = {}
    for _pk, begins, ends, slot, text in sorted(words.union(meetings, all=True)):
        latest.setdefault(Period(begins, ends), {})[slot] = text
    return {
        period: Written(frozenset(slot for slot, text in told.items() if text and slot != MEETING), MEETING in told)
        for period, told in latest.items()
    }


def _newest(of: str, year: int) -> dict[Period, Published]:
    rows = newest_within(of, date(year, 1, 1), date(year, 12, 31))
    return {Period(row.first, row.last): row for row in rows}
