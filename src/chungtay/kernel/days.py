"""How days and months are written, and the same day a year before."""

from datetime import date
from typing import Final

from chungtay.kernel.text import is_english

WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
WEEKDAYS_EN: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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


def weekday_written(day: date, lang: str = "vi") -> str:
    """Thứ Hai, 11/11/2024; in English Monday, 11 November 2024."""
    names = WEEKDAYS_EN if is_english(lang) else WEEKDAYS
    return f"{names[day.weekday()]}, {day_written(day, lang)}"


def document_day(day: date) -> str:
    """A document's day in words, "ngày 05 tháng 01 năm 2020" (Decree 30/2020: zeros before days to 9, months 1, 2)."""
    return f"ngày {day.day:02} tháng {month_written(day.month)} năm {day.year}"


def month_written(month: int) -> str:
    """A month's number in running text, with a zero before 1 and 2 only."""
    return f"{month:02}" if month < 3 else str(month)


def month_label(index: int, lang: str = "vi") -> str:
    """A month for tables and charts: T10/2024; in English Oct 2024."""
    year, month = index // 12, index % 12 + 1
    return f"{MONTHS_EN[month - 1][:3]} {year}" if is_english(lang) else f"T{month}/{year}"
