"""The unit that a heading gives its numbers in: "Trị giá (triệu đồng)", "ĐVT: nghìn đồng"."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from chungtay.aid.rules.quantities import SMALLER
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import Measure, measure_of, unit_word
from chungtay.kernel.text import spelled

LED: Final = re.compile(r"(?:đvt|đơn vị tính|đơn vị)\s*[:.]?\s*", re.IGNORECASE)
LINE: Final = re.compile(r"(?:đvt|đơn vị tính)\s*[:.]?\s*(?P<unit>\S.*)", re.IGNORECASE)
WORDS: Final[dict[str, int]] = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "ng.": 10**3,
    "triệu": 10**6,
    "tr.": 10**6,
    "tr": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
GROUPED: Final = re.compile(r"1[.,]?000(?:[.,]?000)*(?=\D|$)\s*")
WORD: Final = re.compile(rf"(?:{'|'.join(re.escape(w) for w in sorted(WORDS, key=len, reverse=True))})(?=[\sđ]|$)\s*")
NOT_UNDERSTOOD: Final = gettext_noop("Không hiểu đơn vị tính “%(unit)s”: cột này tính bằng %(right)s.")
ANOTHER: Final = gettext_noop("Cột này tính bằng %(right)s, không phải %(unit)s.")


@dataclass(frozen=True, slots=True)
class Scale:
    """`factor` of the measure's own units for one written; `shown` as the heading says it ("triệu đồng")."""

    factor: Fraction
    shown: str


PLAIN: Final = Scale(Fraction(1), "")


def scale_of(text: str, measure: str) -> Scale:
    """The scale that a unit text gives to numbers of a measure. Raises Refusal for another measure or none."""
    unit = " ".join(spelled(LED.sub("", text, count=1)).casefold().split())
    factor, rest = _magnitude(unit)
    right = unit_word(Measure(measure))
    small = SMALLER.get((Measure(measure), rest))
    if small is not None:
        return Scale(factor * small, unit)
    named = measure_of(rest) if rest else Measure(measure)
    if named is None and rest != right:
        raise Refusal(NOT_UNDERSTOOD, unit=text.strip()[:60], right=right)
    if named is not None and named != measure:
        raise Refusal(ANOTHER, unit=text.strip()[:60], right=right)
    return Scale(factor, unit if factor != 1 else "")


def line_scale(text: str) -> str | None:
    """The unit text of a line such as "ĐVT: triệu đồng", or None."""
    found = LINE.fullmatch(" ".join(text.strip(" ()").split()))
    return found["unit"].strip(" ()") if found else None


def fits(text: str, measure: str) -> bool:
    """Does a line's unit speak of this measure?"""
    try:
        scale_of(text, measure)
    except Refusal:
        return False
    return bool(_magnitude(" ".join(spelled(text).casefold().split()))[1])


def _magnitude(unit: str) -> tuple[Fraction, str]:
    factor = Fraction(1)
    if found := GROUPED.match(unit):
        factor *= int(re.sub(r"\D", "", found[0]))
        unit = unit[found.end() :]
    while found := WORD.match(unit):
        factor *= WORDS[found[0].strip()]
        unit = unit[found.end() :]
    return factor, unit.strip()
