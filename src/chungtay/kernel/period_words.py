"""The period that words name, as offices write it: "quý III năm 2024", "10 tháng 2024"."""

import re
from collections.abc import Callable
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period
from chungtay.kernel.text import folded

ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
NO_PERIOD = gettext_noop("Chưa hiểu kỳ này. Ví dụ: tháng 10 năm 2024, quý III năm 2024, 10 tháng năm 2024, năm 2024.")
_OF_YEAR: Final = r"(?:/| nam | )([0-9]{4})"


def period_of(words: str) -> Period:
    """The period that words name: "quý III năm 2024", "10 tháng 2024". Raises Refusal where they name none."""
    text = " ".join(folded(words).split())
    for pattern, make in _PATTERNS:
        if found := pattern.fullmatch(text):
            return make(*found.groups())
    raise Refusal(NO_PERIOD)


def _quarter(number: str, year: str) -> Period:
    return Period.quarter(int(year), ROMAN.get(number) or int(number))


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Callable[..., Period]], ...]] = (
    (re.compile(r"(?:nam )?([0-9]{4})"), lambda year: Period.year(int(year))),
    (re.compile(rf"thang ([0-9]{{1,2}}){_OF_YEAR}"), lambda month, year: Period.month(int(year), int(month))),
    (re.compile(rf"quy (i|ii|iii|iv|[1-4]){_OF_YEAR}"), _quarter),
    (re.compile(rf"(?:6|sau) thang (dau|cuoi){_OF_YEAR}"),
     lambda half, year: Period.half(int(year), 1 if half == "dau" else 2)),
    (re.compile(rf"([0-9]{{1,2}}) thang(?: dau)?{_OF_YEAR}"),
     lambda months, year: Period.months(int(year), int(months))),
)  # fmt: skip
