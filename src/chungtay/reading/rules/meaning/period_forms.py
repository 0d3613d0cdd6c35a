"""The forms in which Vietnamese reports write periods, and the days that each means.

An expression without a year takes that of the document. Days are inclusive. "Năm học" runs from September to June.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from chungtay.kernel.months import month_last

NUMBERS: Final = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_STEMS: Final = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES: Final = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_N: Final = r"(?P<n>\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_OF_YEAR: Final = r"(?:(?: ?/ ?|,? (?:của )?năm |-| )" + _YEAR + ")"
_HOUR: Final = r"(?:\d{1,2} ?(?:giờ|h)\d{0,2}(?: phút)?,? ?)?"
_TO: Final = r",? ?(?:-|–|đến hết|đến|tới)(?: hết)? ?" + _HOUR
_DAY: Final = r"(?:ngày )?(?P<d{0}>\d{{1,2}})(?:[/.-]| tháng )(?P<m{0}>\d{{1,2}})(?!\d)(?:(?:[/.-]| năm )(?P<y{0}>(?:19|20)\d\d))?"
_NOW: Final = r"(?:đến|tới) (?:nay|thời điểm này|thời điểm hiện tại|hiện tại|hiện nay)"


@dataclass(frozen=True, slots=True)
class Clock:
    """The day a document bears (None: unknown) and the year its title or its date speaks of."""

    dated: date | None
    year: int | None

    def year_of(self, match: re.Match[str], month: int = 1) -> int | None:
        """The year that an expression states, else the document's; a month yet to come was last year's."""
        stated = match.groupdict().get("year")
        if stated:
            return int(stated)
        if self.dated and self.year == self.dated.year and month > self.dated.month + 1:
            return self.dated.year - 1
        return self.year


Days = tuple[date, date] | None
Reader = Callable[[re.Match[str], Clock], Days]


def _months(year: int | None, first: int, last: int) -> Days:
    if year is None or not (1 <= first <= last <= 12):
        return None
    return date(year, first, 1), month_last(year * 12 + last - 1)


def _day(match: re.Match[str], of: int, year: int | None) -> date | None:
    year = int(match[f"y{of}"]) if match[f"y{of}"] else year
    try:
        return date(year, int(match[f"m{of}"]), int(match[f"d{of}"])) if year else None
    except ValueError:
        return None


def _from_day_to_day(match: re.Match[str], clock: Clock) -> Days:
    last = _day(match, 2, clock.year)
    first = _day(match, 1, last.year if last else clock.year)
    if first and last and first > last and not match["y1"]:
        first = (
            first.replace(year=first.year - 1, day=min(first.day, 28))
            if first.month == 2
            else first.replace(year=first.year - 1)
        )
    return (first, last) if first and last and first <= last else None


def _since_day(match: re.Match[str], clock: Clock) -> Days:
    first = _day(match, 1, clock.year)
    return (first, clock.dated) if first and clock.dated and first <= clock.dated else None


def _two_days(match: re.Match[str], clock: Clock) -> Days:
    year = clock.year_of(match, int(match["m"]))
    try:
        days = [date(year, int(match["m"]), int(match[name])) for name in ("a", "b")] if year else []
    except ValueError:
        return None
    return (days[0], days[1]) if days and days[0] < days[1] else None


def _until_day(match: re.Match[str], clock: Clock) -> Days:
    last = _day(match, 1, clock.year)
    return (date(last.year, 1, 1), last) if last else None


def _one_day(match: re.Match[str], clock: Clock) -> Days:
    day = _day(match, 1, clock.year)
    if day and clock.dated and not match["y1"] and day > clock.dated + timedelta(days=120):
        day = _day(match, 1, day.year - 1)
    return (day, day) if day else None


def _from_month_to_month(match: re.Match[str], clock: Clock) -> Days:
    year = int(match["y2"] or clock.year or 0)
    begins = int(match["y1"] or year)
    first, last = int(match["m1"]), int(match["m2"])
    if not match["y1"] and first > last:
        begins -= 1
    if not (year and 1 <= first <= 12 and 1 <= last <= 12) or (begins, first) > (year, last):
        return None
    return date(begins, first, 1), month_last(year * 12 + last - 1)


def _since_year(match: re.Match[str], clock: Clock) -> Days:
    stated = match.groupdict().get("year")
    year = int(stated) if stated else clock.year
    if year is None or clock.dated is None or year > clock.dated.year:
        return None
    return date(year, 1, 1), clock.dated


def _years(match: re.Match[str], _clock: Clock) -> Days:
    first, last = int(match["y1"]), int(match["y2"])
    return (date(first, 1, 1), date(last, 12, 31)) if first <= last <= first + 25 else None


def _school_year(match: re.Match[str], _clock: Clock) -> Days:
    first, last = int(match["y1"]), int(match["y2"])
    if last != first + 1:
        return None
    half = _ROMAN.get(match["half"] or "")
    if half == 1:
        return date(first, 9, 1), date(last, 1, 31)
    return (date(last, 2, 1) if half == 2 else date(first, 9, 1)), date(last, 6, 30)


def _some_months(match: re.Match[str], clock: Clock) -> Days:
    number, year = _number(match["n"]), clock.year_of(match)
    if not 1 < number <= 12:
        return None
    return _months(year, 13 - number, 12) if match["which"] == "cuối" else _months(year, 1, number)


def _past_years(match: re.Match[str], clock: Clock) -> Days:
    number = _number(match["n"])
    if clock.dated is None or not 1 < number <= 30:
        return None
    return date(clock.dated.year - number + 1, 1, 1), clock.dated


def _quarter(match: re.Match[str], clock: Clock) -> Days:
    number = _ROMAN[match["q"]]
    return _months(clock.year_of(match, number * 3), number * 3 - 2, number * 3)


def _month(match: re.Match[str], clock: Clock) -> Days:
    number = int(match["m"])
    return _months(clock.year_of(match, number), number, number)


def _relative(match: re.Match[str], clock: Clock) -> Days:
    if clock.dated is None:
        return _months(clock.year, 1, 12) if match["what"] == "cả năm" else None
    year, month = clock.dated.year, clock.dated.month
    said = match["what"]
    if said.startswith("tháng"):
        back = said not in ("tháng này", "trong tháng")
        index = year * 12 + month - 1 - back
        return date(index // 12, index % 12 + 1, 1), month_last(index)
    if said in ("năm ngoái", "năm trước"):
        return _months(year - 1, 1, 12)
    if said in ("năm qua", "năm vừa qua") and month <= 2:
        return _months(year - 1, 1, 12)
    return _months(clock.year, 1, 12)


def _number(text: str) -> int:
    return NUMBERS.get(text) or (int(text) if text.isdecimal() else 0)


def lunar_year(text: str, about: int | None) -> int | None:
    """The year that two words of the sixty-year count name ("giáp thìn" is 2024), nearest to a year."""
    stem, _, branch = text.partition(" ")
    if about is None or stem not in _STEMS or branch not in _BRANCHES:
        return None
    years = (
        y
        for y in range(about - 25, about + 3)
        if (y - 4) % 10 == _STEMS.index(stem) and (y - 4) % 12 == _BRANCHES.index(branch)
    )
    return max(years, default=None)


LUNAR: Final = re.compile(rf"\b(?P<stem>{'|'.join(_STEMS)}) (?P<branch>{'|'.join(_BRANCHES)})\b")
# What every expression of a form holds: a line without it is not searched for the form.
_HAS_DAY, _HAS_MONTH, _HAS_YEAR = (
    re.compile(r"\d(?:[/.-]| tháng )\d{1,2}(?!\d)"),
    re.compile("tháng"),
    re.compile("năm"),
)
_HAS_YEARS, _HAS_NOW = re.compile(r"20\d\d ?(?:-|–|đến)"), re.compile("(?:đến|tới) (?:nay|thời|hiện)")
_HAS_TERM, _HAS_QUARTER, _HAS_SOON = re.compile("nhiệm kỳ"), re.compile("quý"), re.compile("năm|tháng")
SIGNS: Final = (_HAS_DAY, _HAS_MONTH, _HAS_YEAR, _HAS_YEARS, _HAS_NOW, _HAS_TERM, _HAS_QUARTER, _HAS_SOON)
# In the order of trying: what an earlier form has read, a later one leaves alone.
FORMS: Final[tuple[tuple[re.Pattern[str], Reader, bool, re.Pattern[str]], ...]] = (
    (re.compile(rf"\b(?:từ )?{_DAY.format(1)}{_TO}{_DAY.format(2)}"), _from_day_to_day, False, _HAS_DAY),
    (re.compile(rf"\b(?:kể từ|từ) {_DAY.format(1)},? {_NOW}"), _since_day, False, _HAS_DAY),
    (re.compile(r"\b(?P<a>\d{1,2})(?: ?[-–] ?| và | đến )(?P<b>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<year>20\d\d))?(?![\d/])"), _two_days, True, _HAS_DAY),
    (re.compile(r"\bnhiệm kỳ (?:vừa )?qua\b"), lambda _, c: (date(c.dated.year - 5, 1, 1), c.dated) if c.dated else None, False, _HAS_TERM),
    (re.compile(r"(?:học kỳ (?P<half>i{1,2}|[12]),? ?(?:của )?)?năm học (?P<y1>20\d\d) ?[-–] ?(?P<y2>20\d\d)"), _school_year, False, _HAS_YEAR),
    (re.compile(
        r"\btừ tháng (?P<m1>\d{1,2})(?:(?: ?/ ?| năm )(?P<y1>20\d\d))?" + _TO + r"tháng (?P<m2>\d{1,2})(?:(?: ?/ ?| năm )(?P<y2>20\d\d))?"
    ), _from_month_to_month, False, _HAS_MONTH),
    (re.compile(rf"\btừ (?:đầu )?(?:năm )?{_YEAR},? {_NOW}"), _since_year, False, _HAS_NOW),
    (re.compile(rf"\b(?:từ|kể từ) đầu năm(?:{_OF_YEAR})?(?: {_NOW})?"), _since_year, False, _HAS_YEAR),
    (re.compile(r"\b(?:từ năm |từ |giai đoạn |nhiệm kỳ |khóa [ivx]+,? (?:nhiệm kỳ )?|năm |\()(?P<y1>20\d\d) ?(?:-|–|đến) ?(?:năm )?(?P<y2>20\d\d)"), _years, False, _HAS_YEARS),
    (re.compile(rf"\b{_N} năm (?:qua|gần đây|vừa qua)"), _past_years, False, _HAS_YEAR),
    (re.compile(rf"\b{_N} tháng (?P<which>đầu|cuối) năm(?:{_OF_YEAR})?"), _some_months, False, _HAS_MONTH),
    (re.compile(rf"\b{_N} tháng(?P<which>){_OF_YEAR}"), _some_months, False, _HAS_MONTH),
    (re.compile(rf"\b(?:trong|qua|sơ kết|kết quả) {_N} tháng(?P<which>)(?: qua)?\b(?! năm)"), _some_months, False, _HAS_MONTH),
    (re.compile(rf"\bnửa (?P<which>đầu|cuối) năm(?:{_OF_YEAR})?"), lambda m, c: _months(c.year_of(m), *((1, 6) if m["which"] == "đầu" else (7, 12))), False, _HAS_YEAR),
    (re.compile(rf"\bquý (?P<q>i{{1,3}}|iv|[1-4])\b(?:{_OF_YEAR})?"), _quarter, False, _HAS_QUARTER),
    (re.compile(rf"\b(?:tính )?(?:đến|tới)(?: hết)? {_HOUR}{_DAY.format(1)}"), _until_day, False, _HAS_DAY),
    (re.compile(rf"\b(?:tính )?(?:đến|tới)(?: hết)? tháng (?P<m>\d{{1,2}})(?:{_OF_YEAR})?"), lambda m, c: _months(c.year_of(m, int(m["m"])), 1, int(m["m"])), False, _HAS_MONTH),
    (re.compile(rf"\b(?:ngày|sáng|chiều|tối|trưa|hôm)(?: ngày)? {_DAY.format(1)}"), _one_day, True, _HAS_DAY),
    (re.compile(r"\b(?P<d1>\d{1,2})/(?P<m1>\d{1,2})/(?P<y1>20\d\d)"), _one_day, True, _HAS_DAY),
    (re.compile(rf"(?<!\d )\btháng (?P<m>\d{{1,2}})(?!\d|/\d{{1,2}}\b)(?:{_OF_YEAR})?"), _month, False, _HAS_MONTH),
    (re.compile(rf"(?<!sinh )\bnăm {_YEAR}\b"), lambda m, _: _months(int(m["year"]), 1, 12), False, _HAS_YEAR),
    (re.compile(r"\b(?P<what>(?<!% )cả năm\b(?! (?:học|20\d\d))|(?:năm qua|năm vừa qua|năm nay|năm ngoái|năm trước|trong năm|tháng này|tháng qua|trong tháng|tháng vừa qua)\b"
                r"(?! (?:\d|học|nhân đạo)))"), _relative, False, _HAS_SOON),
    (re.compile(rf"\b{_NOW}\b"), _since_year, False, _HAS_NOW),
)  # fmt: skip


def years_in(small: str) -> Iterator[int]:
    """Every year that a text writes after "năm" or a stroke."""
    return (int(match["year"]) for match in re.finditer(rf"(?:năm |/){_YEAR}\b", small))
