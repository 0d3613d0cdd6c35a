"""A question with the way in which a person wants the answer shown, as plain data."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from chungtay.figures.rules import By, Question
from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Comparison, Form, Period, compared

MOST_INDICATORS: Final = 5  # more cannot be told apart in a chart, nor read on a phone


class View(StrEnum):
    """How an answer is shown."""

    TABLE = "table"
    COLUMNS = "columns"
    BARS = "bars"
    LINES = "lines"
    MAP = "map"


class Against(StrEnum):
    """With which earlier period an answer is compared."""

    YEAR = "year"
    PREVIOUS = "previous"
    DAYS = "days"
    NONE = "none"


# How rows of a breakdown can be shown: what runs in time upright, what stands side by side lying, places on a map.
VIEWS: Final[dict[By, tuple[View, ...]]] = {
    By.UNIT: (View.TABLE, View.BARS, View.MAP),
    By.MONTH: (View.TABLE, View.COLUMNS, View.LINES),
    By.PROGRAMME: (View.TABLE, View.BARS),
    By.DISASTER: (View.TABLE, View.BARS),
    By.FIELD: (View.TABLE, View.BARS),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its breakdown, the earlier period beside it (`days` where it was given by its days), and a view."""

    question: Question
    by: By
    view: View
    against: Against
    days: Period | None = None

    @property
    def period(self) -> Period:
        """The days that are asked about."""
        return Period(self.question.first, self.question.last)

    def comparison(self) -> Comparison | None:
        """The period beside the earlier one, with a note where they may not be compared; None where none is wanted."""
        against = against_of(self.period, self.against, self.days)
        return compared(self.period, against, annotate=True) if against else None


def view_for(by: By, view: View) -> View:
    """The view, or the nearest one that can show this breakdown."""
    return view if view in VIEWS[by] else View.TABLE if view == View.TABLE else VIEWS[by][1]


def against_of(period: Period, against: Against, days: Period | None = None) -> Period | None:
    """The earlier period that is meant; None for none."""
    if against == Against.YEAR:
        return period.year_before()
    if against == Against.PREVIOUS:
        return neighbours(period)[0]
    return days if against == Against.DAYS else None


def neighbours(period: Period) -> tuple[Period, Period]:
    """The equally long periods that end before it begins and begin after it ends: in months where it is of whole months."""
    if months := period.whole_months():
        count = len(months)
        return (
            Period.of_months(months[0] - count, months[0] - 1),
            Period.of_months(months[-1] + 1, months[-1] + count),
        )
    length = timedelta(days=period.days)
    return Period(period.first - length, period.last - length), Period(period.first + length, period.last + length)


def turns(period: Period) -> tuple[Period, Period]:
    """What an office looks at before and after a period: the next month, quarter, half or year, else the same of a year."""
    if period.form in (Form.MONTH, Form.QUARTER, Form.HALF, Form.YEAR):
        return neighbours(period)
    if months := period.whole_months():
        return period.year_before(), Period.of_months(months[0] + 12, months[-1] + 12)
    return period.year_before(), neighbours(period)[1]


def presets(last: date) -> tuple[Period, ...]:
    """The periods that offices ask for, of the year and month of a day: month, quarter, half, up to October, year."""
    year, month = divmod(month_index(last), 12)
    return (
        Period.month(year, month + 1),
        Period.quarter(year, month // 3 + 1),
        Period.half(year, month // 6 + 1),
        Period.months(year, 10),
        Period.year(year),
    )
