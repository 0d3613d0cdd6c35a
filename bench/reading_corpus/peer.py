"""The naive peer: every number by one regular expression, the words behind it as its unit."""

import re
from decimal import Decimal
from typing import Final

from .marks import Marked
from .scoring import Found

_SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_NUMBER: Final = re.compile(
    r"(\d+(?:\.\d{3})*(?:,\d+)?)(?:\s+(nghìn|ngàn|triệu|tỷ|tỉ)\b)?\s*(%|[^\W\d_]+(?:\s[^\W\d_]+)?)?"
)


def peer(document: Marked) -> list[Found]:
    """Every number of the text. Its unit is taken with one word or two, whichever is the right one: a favour to the peer."""
    return [_found(document, number) for number in _NUMBER.finditer(document.text)]


def _found(document: Marked, number: re.Match[str]) -> Found:
    value = Decimal(number[1].replace(".", "").replace(",", ".")) * _SCALES.get(number[2] or "", 1)
    words = (number[3] or "").lower()
    asked = {unit for gold in document.figures if gold.start <= number.start() < gold.end for unit in gold.units}
    unit = next((one for one in (words, words.split(" ")[0]) if one in asked), words)
    return Found(number.start(), number.end(2) if number[2] else number.end(1), value, None, unit)
