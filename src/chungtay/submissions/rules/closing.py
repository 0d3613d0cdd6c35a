"""Up to which day accepted reports close a unit's figures, and a unit below it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from chungtay.figures.rules.figures import without

from .states import CLOSING_CADENCES

Span = tuple[date, date]  # two days, both included
DAY = timedelta(1)


def closes(cadence: str, *, estimate: bool) -> bool:
    """Does an accepted report of this kind close its days? Estimates, Tết and sudden reports do not."""
    return not estimate and cadence in CLOSING_CADENCES


def closes_through(asked: Collection[Span], accepted: Collection[Span], closed: date | None) -> date | None:
    """The watermark that a unit's accepted final reports set; None where it stays as it is.

    `asked`: the days of the reports that the unit owes, `accepted`: of those that were taken, `closed`: the watermark now.
    It stands at the end of an accepted report and never goes down. Every day that was asked for up to it lies in an
    accepted report or was closed before: March's report, accepted before February's, closes nothing until February's
    comes, and then closes both; a report of the quarter speaks for its months.
    """
    held = [(first.toordinal(), last.toordinal()) for first, last in accepted]
    if closed:
        held.append((date.min.toordinal(), closed.toordinal()))
    missing = [start for a, z in asked for start, _ in without((a.toordinal(), z.toordinal()), held)]
    until = min(missing, default=date.max.toordinal() + 1) - 1
    ends = [min(last.toordinal(), until) for first, last in accepted if first.toordinal() <= until]
    through = date.fromordinal(max(ends)) if ends else None
    return through if through and (closed is None or through > closed) else None


def reaches(through: date, leaves: date | None) -> date:
    """How far a closing reaches at a unit below that stands there until `leaves` (half-open): to its last day there."""
    return through if leaves is None else min(through, leaves - DAY)


def raised(wanted: Mapping[int, date], now: Mapping[int, date]) -> dict[int, date]:
    """Of the watermarks wanted, by unit, those that are above the ones that stand."""
    return {unit: day for unit, day in wanted.items() if unit not in now or now[unit] < day}


def lowered(through: date | None, units: Collection[int], now: Mapping[int, date]) -> dict[int, date | None]:
    """What opening days again sets, by unit: only where more is closed now."""
    return {unit: through for unit in units if unit in now and (through is None or now[unit] > through)}
