"""How days and months are written, and the same day a year before."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from chungtay.kernel.text import is_english

VIET_NAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")
EARLIEST: Final = date(1946, 1, 1)  # the Association was founded on 23/11/1946: no work of it is older
LATEST: Final = date(2100, 12, 31)  # a later year is a slip of the hand
MONTHS_EN: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def a_year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def day_written(day: date, lang: str = "vi") -> str:
    """05/01/2024; in English 5 January 2024."""
    if is_english(lang):
        return f"{day.day} {MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day:%d/%m/}{day.year}"


def month_written(month: int) -> str:
    """A month's number in running text, with a zero before 1 and 2 only."""
    return f"{month:02}" if month < 3 else str(month)


def month_label(index: int, lang: str = "vi") -> str:
    """A month for tables and charts: T10/2024; in English Oct 2024."""
    year, month = index // 12, index % 12 + 1
    return f"{MONTHS_EN[month - 1][:3]} {year}" if is_english(lang) else f"T{month}/{year}"


def day_of(moment: datetime) -> date:
    """The day in Viet Nam that a moment (aware) lies in; until seven in the morning it is not the day of UTC."""
    return moment.astimezone(VIET_NAM).date()


def clock_of(moment: datetime) -> str:
    """The hour in Viet Nam of a moment (aware): "08:15"."""
    return f"{moment.astimezone(VIET_NAM):%H:%M}"
