"""The day that a document bears: a page's date line, a letter's "ngày ... tháng ... năm ...", a machine's stamp."""

import re
from datetime import date
from typing import Final

from chungtay.kernel.text import folded

FIRST_YEAR: Final = 1990  # no page of the Web and no kept file is older
LAST_YEAR: Final = 2100
LONGEST: Final = 120  # characters of a date line

_NUMBERS: Final = re.compile(r"(?<![\d./-])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})(?!\d)")
_WORDS: Final = re.compile(r"ngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam|\s*[,/])?\s+(\d{4})(?!\d)")
_STAMP: Final = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_BESIDE: Final = re.compile(
    r"\b(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat|t[2-7]|cn|gmt|utc|ict|am|pm|sa|ch|ngay dang|dang luc|ngay|dang|"
    r"cap nhat|cap nhat luc|luc|gio|phut|xuat ban|thoi gian|viet boi|luot xem|luot doc|xem|a|h)\b"
)
_FROM: Final = re.compile(r"(?:[^\d,]{2,40},\s*)?")  # where a letter was written
_LETTER: Final = re.compile(r"[a-z]")


def stamp(text: str) -> date | None:
    """The day of a machine's stamp (2024-11-11T16:31:00+07:00), else one written for people."""
    found = _STAMP.search(text[:40])
    return _day(found[3], found[2], found[1]) if found else _found(folded(text[:400]))[0]


def date_line(text: str) -> date | None:
    """The day, where the line tells a date and next to nothing else ("Thứ 2, 11/11/2024 | 16:31:00 [GMT +7]")."""
    if len(text) > LONGEST:
        return None
    plain = folded(text)
    day, rest = _found(plain)
    if day is None:
        return None
    letters = len(_LETTER.findall(_BESIDE.sub("", rest)))
    return day if letters <= 4 else None


def letter_date(text: str) -> date | None:
    """The day at a letter's head: "Quảng Yên, ngày 31 tháng 10 năm 2024"."""
    if len(text) > LONGEST:
        return None
    plain = folded(text)
    found = _WORDS.search(plain)
    if found is None or plain[found.end() :].strip(" .()"):
        return None
    return _day(found[1], found[2], found[3]) if _FROM.fullmatch(plain[: found.start()]) else None


def _found(plain: str) -> tuple[date | None, str]:
    for pattern in (_NUMBERS, _WORDS):
        if (found := pattern.search(plain)) and (day := _day(found[1], found[2], found[3])):
            return day, f"{plain[: found.start()]} {plain[found.end() :]}"
    if (found := _STAMP.search(plain)) and (day := _day(found[3], found[2], found[1])):
        return day, f"{plain[: found.start()]} {plain[found.end() :]}"
    return None, plain


def _day(day: str, month: str, year: str) -> date | None:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
