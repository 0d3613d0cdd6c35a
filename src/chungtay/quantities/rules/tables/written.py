"""The number that a cell holds: a spreadsheet's own, or one written as people write them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers import Precision, read
from chungtay.kernel.tokens import plain_words
from chungtay.quantities.rules.figures import Value
from chungtay.unpacking.rules import Cell, Span

from ..grammar.lexicon import UNITS

LONGEST: Final = 60  # characters of a cell that may be one number with its unit
MOST_SPACES: Final = 7
_DIGITS: Final = re.compile(r"[-−–+]?[0-9]{1,15}")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}")
_ENGLISH: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?")
_SURELY_ENGLISH: Final = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,5}(?:\.[0-9]{1,2})?|[1-9][0-9]{0,2},[0-9]{3}\.[0-9]{1,2}"
)
_VIETNAMESE: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+,[0-9]{1,2}")
_DATE: Final = re.compile(
    r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}|(?:0?[1-9]|1[0-2])[/-](?:19|20)[0-9]{2}|T[0-9]{1,2}|0[0-9]{8,10}"
)
_SIGN: Final = re.compile(r"[-−–+]\s*(?=[0-9])")
_DIGIT: Final = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Written:
    """A cell's number; `unit` as the cell itself says it, `out_of` of a ratio, `kept` where a spreadsheet holds it."""

    span: Span
    value: Value
    unit: str | None = None
    precision: Precision = Precision.EXACT
    value_to: Value | None = None
    out_of: Value | None = None
    kept: bool = False

    @property
    def year(self) -> bool:
        """May it be a year, told in a heading?"""
        return self.unit is None and isinstance(self.value, int) and 1990 <= self.value <= 2100


def is_english(texts: Iterable[str]) -> bool:
    """Do the numbers of a table part thousands by commas (1,234,567)?"""
    commas = False
    for text in texts:
        if _SURELY_ENGLISH.fullmatch(text):
            return True
        if _VIETNAMESE.fullmatch(text):
            return False
        commas = commas or _ENGLISH.fullmatch(text) is not None
    return commas


def written(cell: Cell, text: str, *, english: bool) -> Written | None:
    """The number of a cell, None where it holds none (words, a dash, a date)."""
    if cell.number is not None:
        return Written(cell.span, cell.number, kept=True)
    if len(text) > LONGEST or not _DIGIT.search(text) or text.count(" ") > MOST_SPACES:
        return None
    if _DIGITS.fullmatch(text) and not (text[0] == "0" and len(text) > 4):
        return Written(cell.span, int(text.replace("−", "-").replace("–", "-")))
    if _GROUPED.fullmatch(text):
        return Written(cell.span, int(text.replace(".", "")))
    if english and _ENGLISH.fullmatch(text):
        exact = Decimal(text.replace(",", ""))
        return Written(cell.span, int(exact) if exact == int(exact) else exact)
    return None if _DATE.fullmatch(text) else _read(cell, text)


def _read(cell: Cell, text: str) -> Written | None:
    sign = _SIGN.match(text)
    start = sign.end() if sign else 0
    bare = text[start:].rstrip(" *")
    try:
        found = read(bare)
    except Refusal:
        return None
    if not _is_unit(found.unit) or (found.out_of is not None and 1990 <= found.out_of <= 2100):
        return None
    value = -found.value if sign and sign[0][0] != "+" else found.value
    end = start + len(bare)
    if found.unit:
        last = max(text.rfind(c, start, end) for c in "0123456789")
        behind = text.lower().find(
            found.unit.split()[0].split("/")[0][:1].lower() if found.unit != "đồng" else "đ", last
        )
        end = max(last + 1, behind) if behind > 0 else end
    written = text[:end].rstrip()
    return Written(
        Span(cell.span.start, cell.span.start + len(written)),
        value,
        found.unit,
        found.precision,
        found.value_to,
        found.out_of,
    )


def _is_unit(unit: str | None) -> bool:
    """Is it a word of the list of units, alone or as a price?"""
    if unit is None:
        return True
    words = plain_words(unit.partition("/")[0])
    found = UNITS.at(words, 0)
    return found is not None and found[0] == len(words)


def percent(value: Value, factor: int) -> Value:
    """A spreadsheet's share in percent, without the tail of digits that it computed."""
    return times(round(Decimal(value) * factor, 2), 1)


def times(value: Value, factor: int) -> Value:
    exact = value * factor
    return int(exact) if exact == int(exact) else exact
