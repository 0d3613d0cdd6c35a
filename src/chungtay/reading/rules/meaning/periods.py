"""Periods found in a text: each with its days, and whether it is an event's, a plan's or one that is compared with."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from chungtay.kernel.days import EARLIEST, LATEST

from .period_forms import FORMS, SIGNS, Clock, Reader

# What stands before an expression that is not the period of what is counted.
_COMPARED: Final = re.compile(
    r"(?:cùng kỳ|so với|so cùng kỳ|hơn năm|sinh năm|sinh|thành lập(?: từ)?|cùng thời điểm|gấp|sang|khai giảng"
    r"|đợt \w+|lần thứ \w+|số \d[\w/.\-–]*|quyết định|chỉ thị|công văn|kế hoạch \d+|ngày hội|tháng nhân đạo|tháng nđ|tháng nd)"
    r"[^.;,]{0,14}$"
)
_BEFORE, _BEHIND = 48, 96  # characters that an expression may begin before its sign, and go on behind it
_PLANNED: Final = re.compile(
    r"(?:kế hoạch|chỉ tiêu|phương hướng|nhiệm vụ|mục tiêu|trọng tâm|dự kiến|phấn đấu|giao ước)(?: [\w,]+){0,4} ?$"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """A period in the text: its days, whether it is a single day's event, and whether it speaks of a plan or of before."""

    start: int
    end: int
    first: date
    last: date
    event: bool = False
    planned: bool = False
    compared: bool = False
    window: bool = False  # the days of a campaign in its year
    aside: bool = False  # "riêng năm 2015": for what stands right behind it only

    @property
    def long(self) -> bool:
        """More than a year: a term, a stretch of years."""
        return (self.last - self.first).days > 366


def _unaccented(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same form as it is typed without accents."""
    letters = unicodedata.normalize("NFD", pattern.pattern).replace("đ", "d")
    return re.compile("".join(c for c in letters if not "\u0300" <= c < "\u0370"))


_PLAIN_FORMS: Final = tuple((_unaccented(pattern), days_of, event) for pattern, days_of, event, _ in FORMS)


def expressions(small: str, clock: Clock, plain: Sequence[tuple[int, int]] = ()) -> list[Expression]:
    """Every period in a text in lower case, in its order; `plain` are the stretches that were typed without accents."""
    taken = bytearray(len(small))
    found: list[Expression] = []
    near = {sign: list(_near(sign, small)) for sign in SIGNS}
    for pattern, days_of, event, sign in FORMS:
        matches = (match for start, end in near[sign] for match in pattern.finditer(small, start, end))
        found += _found(matches, days_of, clock, small, taken, event)
    for start, end in plain:
        for pattern, days_of, event in _PLAIN_FORMS:
            found += _found(pattern.finditer(small, start, end), days_of, clock, small, taken, event)
    return sorted(found, key=lambda e: e.start)


def _near(sign: re.Pattern[str], small: str) -> Iterator[tuple[int, int]]:
    """First and last place of the stretches around a sign, none beyond its line, those that meet as one."""
    first, last = 0, -1
    for found in sign.finditer(small):
        start = max(0, found.start() - _BEFORE)
        start = small.rfind("\n", start, found.start()) + 1 or start
        end = small.find("\n", found.end(), found.end() + _BEHIND)
        if start > last >= 0:
            yield first, last
        first = first if last >= start else start
        last = end if end >= 0 else min(len(small), found.end() + _BEHIND)
    if last >= 0:
        yield first, last


def _found(
    matches: Iterator[re.Match[str]], days_of: Reader, clock: Clock, small: str, taken: bytearray, event: bool
) -> Iterator[Expression]:
    for match in matches:
        start, end = match.span()
        if 1 in taken[start:end]:
            continue
        taken[start:end] = b"\x01" * (end - start)
        days = days_of(match, clock)
        if days is None or not (days[0] >= EARLIEST and days[1] <= LATEST):
            continue
        before = small[max(0, start - 40) : start].rpartition("\n")[2]
        planned = bool(_PLANNED.search(before)) or _is_yet_to_come(*days, clock.dated)
        yield Expression(
            start, end, *days, event, planned, bool(_COMPARED.search(before)), aside=before.endswith("riêng ")
        )  # fmt: skip


def _is_yet_to_come(first: date, last: date, dated: date | None) -> bool:
    """A year or a term that had hardly begun on the document's day is what is planned."""
    return dated is not None and (first > dated or (last > dated and (last - first).days > 300 and (dated - first).days < 60)
                                  or (last.year > dated.year + 1 and first.year >= dated.year))  # fmt: skip
