"""Reading the figures of Vietnamese reports: "trên 22.200", "gần 10,9 tỷ đồng", "từ 300 đến 500 nghìn", "hai hộ"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers.lexicon import AFTER, BEFORE, Precision, restored
from chungtay.kernel.numbers.magnitude import magnitude, opens_with_number, unit_of
from chungtay.kernel.numbers.numerals import NUMERAL, numeral, refuse_either
from chungtay.kernel.text import spelled, visible

_TWO_HEDGES: Final = gettext_noop("“%(text)s” có hai từ chỉ mức độ trái nhau; hãy giữ một từ (trên, gần, khoảng ...)")
_NOT_A_RANGE: Final = gettext_noop(
    "“%(text)s” không rõ là khoảng nào: số đầu phải nhỏ hơn số cuối, mỗi số viết đủ nghìn, triệu, tỷ và cùng đơn vị"
)
_JOINED_DONG: Final = re.compile(r"(?<![^\W\d_])(tr|triệu|tỷ|tỉ|nghìn|ngàn|k)\.?(?=đ(?![^\W\d_]))", re.IGNORECASE)
_WORDY: Final = "|".join(sorted((word for word in BEFORE if word[0].isalpha()), key=len, reverse=True))
_HEDGE: Final = re.compile(rf"(?:({_WORDY})(?!\w)|([<>]=?|[≥≤≈~])) *", re.IGNORECASE)
_RANGE: Final = re.compile(r"(?:từ )?(?P<low>\S.*?) *(?:\b(?:đến|tới)\b|[-–—]) *(?P<high>\S.*)", re.IGNORECASE)
_RATIO: Final = re.compile(rf"(?P<part>{NUMERAL}) ?/ ?(?P<whole>{NUMERAL})(?![\d/])(?P<unit>.*)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as a document gives it.

    `value` is in whole units (đồng, not triệu): an int, or a Decimal where it has a fraction (10,5 tấn). `value_to` is
    the upper end of a range, `out_of` the second number of a written n/m. `unit` is the word behind the number
    ("đồng", "lượt người", "đồng/suất", "%"), None where there is none.
    """

    value: int | Decimal
    unit: str | None
    precision: Precision
    as_written: str
    value_to: int | Decimal | None = None
    out_of: int | Decimal | None = None


def read(text: str) -> Quantity:
    """Read one figure, a number with its hedge, scale and unit, in Vietnamese style (plain digits are understood).

    Raises Refusal for what is no number ("hàng nghìn"), is two ("2 tỷ 5", "1,500"), or contradicts itself ("trên gần
    14 ngàn"), saying what would be right. Negative numbers, dates and whole sentences are not figures.
    """
    plain = restored(_cleaned(text))
    found = _RANGE.fullmatch(plain)
    if found and opens_with_number(found["low"]) and opens_with_number(found["high"]):
        return _range(found["low"], found["high"], text)
    precision, rest = _without_hedge(plain, text)
    if found := _RATIO.fullmatch(rest):
        unit = unit_of(found["unit"], text)
        return Quantity(_lone(found["part"]), unit, precision, text, out_of=_lone(found["whole"]))
    figure = magnitude(rest, text)
    return Quantity(_plain(figure.value), figure.unit, precision, text)


def _cleaned(text: str) -> str:
    spaced = " ".join(visible(spelled(text)).split())
    return _JOINED_DONG.sub(r"\1 ", spaced.rstrip(" .,;:!"))


def _without_hedge(text: str, whole: str) -> tuple[Precision, str]:
    """The precision that the words around a number state, and the text without them."""
    said: set[Precision] = set()
    while found := _HEDGE.match(text):
        said.add(BEFORE[(found[1] or found[2]).lower()])
        text = text[found.end() :]
    for word, precision in AFTER.items():
        if text.lower().endswith(f" {word}"):
            said.add(precision)
            text = text[: -len(word)].rstrip()
    if len(said) > 1:
        raise Refusal(_TWO_HEDGES, text=whole)
    return (said.pop() if said else Precision.EXACT), text


def _range(low: str, high: str, whole: str) -> Quantity:
    """A range whose lower end may leave its scale and unit to the upper one ("300-500 nghìn")."""
    lower, upper = magnitude(low, whole), magnitude(high, whole)
    value = lower.value
    if lower.scale == 1 < upper.scale:
        if value * upper.scale < upper.value:
            value *= upper.scale
        elif value < max(1000, upper.scale // 1000):  # "từ 900 đến 1 triệu" leaves open 900 what
            raise Refusal(_NOT_A_RANGE, text=whole)
    if value >= upper.value or lower.unit not in (None, upper.unit):
        raise Refusal(_NOT_A_RANGE, text=whole)
    return Quantity(_plain(value), upper.unit, Precision.RANGE, whole, value_to=_plain(upper.value))


def _lone(text: str) -> int | Decimal:
    figure = numeral(text)
    if figure.ambiguous:
        raise refuse_either(text)
    return _plain(figure.value)


def _plain(value: Fraction) -> int | Decimal:
    if value.denominator == 1:
        return value.numerator
    return Decimal(value.numerator) / Decimal(value.denominator)  # exact: numerals are bounded to 27 digits
