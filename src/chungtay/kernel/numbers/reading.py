"""Reading the figures of Vietnamese reports: "trên 22.200", "gần 10,9 tỷ đồng", "từ 300 đến 500 nghìn", "hai hộ"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import measure_of
from chungtay.kernel.numbers.lexicon import AFTER, BEFORE, CONTINUOUS, COUNTED_TOO, DONG, SCALES, Precision, restored
from chungtay.kernel.numbers.numerals import NUMERAL, TOO_LARGE, Numeral, numeral, refuse_either
from chungtay.kernel.numbers.words import LIMIT, NUMBER_WORDS, from_words
from chungtay.kernel.text import spelled

_NO_NUMBER: Final = gettext_noop("“%(text)s” không phải là một con số; hãy viết như 22.200, 10,9 tỷ hoặc trên 500")
_TWO_HEDGES: Final = gettext_noop("“%(text)s” có hai từ chỉ mức độ trái nhau; hãy giữ một từ (trên, gần, khoảng ...)")
_UNCLEAR_REST: Final = gettext_noop("“%(text)s” không rõ: phần “%(rest)s” thiếu nghìn, triệu hay tỷ; hãy viết đủ")
_NOT_DESCENDING: Final = gettext_noop("“%(text)s” không rõ: các phần phải nhỏ dần, như 1 tỷ 250 triệu")
_RANGE_UPSIDE_DOWN: Final = gettext_noop("“%(text)s” không phải là một khoảng: số đầu phải nhỏ hơn số cuối, cùng đơn vị")
_MOST_WORDS: Final = 6  # a longer rest is a sentence, not a unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as a document gives it.

    `value` is in whole units (đồng, not triệu); an int, a Decimal where it has a fraction (10,5 tấn). `value_to` is the
    upper end of a range, `out_of` the second number of a written n/m. `unit` is the word behind it ("đồng", "lượt
    người", "đồng/suất", "%"), None where there is none.
    """

    value: int | Decimal
    value_to: int | Decimal | None
    out_of: int | Decimal | None
    unit: str | None
    precision: Precision
    as_written: str


class _Token(NamedTuple):
    text: str
    end: int
    numeral: bool


class _Magnitude(NamedTuple):
    value: Fraction
    scale: int  # of the last scale word, 1 without
    unit: str | None


_TOKEN: Final = re.compile(rf"(?P<numeral>{NUMERAL})|m[23]\b|[^\W\d_]+|\S", re.IGNORECASE)
_JOINED_DONG: Final = re.compile(r"(?<![^\W\d_])(tr|triệu|tỷ|tỉ|nghìn|ngàn|k)\.?(?=đ(?![^\W\d_]))", re.IGNORECASE)
_HEDGE: Final = re.compile(
    rf"(?:({'|'.join(sorted((w for w in BEFORE if w[0].isalpha()), key=len, reverse=True))})\b|([<>]=?|[≥≤≈~])) *",
    re.IGNORECASE,
)
_RANGE: Final = re.compile(r"(?:từ )?(?P<low>\S.*?) *(?:\b(?:đến|tới)\b|[-–—]) *(?P<high>\S.*)", re.IGNORECASE)
_RATIO: Final = re.compile(rf"(?P<part>{NUMERAL}) ?/ ?(?P<whole>{NUMERAL})(?![\d/])(?P<unit>.*)")


def read(text: str) -> Quantity:
    """Read one figure, a number with its hedge, scale and unit, in Vietnamese style (plain digits are understood).

    Raises Refusal for what is no number ("hàng nghìn"), is two ("2 tỷ 5", "1,500"), or contradicts itself ("trên gần
    14 ngàn"), saying what would be right. Signs, dates and whole sentences are not figures.
    """
    plain = restored(_cleaned(text))
    precision, rest = _without_hedge(plain)
    if found := _RATIO.fullmatch(rest):
        part, whole = (_plain(_lone(found[group])) for group in ("part", "whole"))
        return Quantity(part, None, whole, _unit(found["unit"], text), precision, text)
    if (found := _RANGE.fullmatch(plain)) and found["low"][-1].isalnum() and precision in _OF_RANGES:
        return _range(found["low"], found["high"], text)
    read_as = _magnitude(rest, text)
    return Quantity(_plain(read_as.value), None, None, read_as.unit, precision, text)


# "từ 30 đến 60 triệu" opens like "từ 30 triệu"; any other hedge contradicts a range.
_OF_RANGES: Final = (Precision.EXACT, Precision.AT_LEAST)


def _cleaned(text: str) -> str:
    spaced = " ".join(spelled(text).replace("\u200b", "").replace("\ufeff", "").split())
    return _JOINED_DONG.sub(r"\1 ", spaced.rstrip(" .,;:!"))


def _without_hedge(text: str) -> tuple[Precision, str]:
    """The precision that the words around a number state, and the text without them."""
    said: list[Precision] = []
    rest = text
    while found := _HEDGE.match(rest):
        said.append(BEFORE[(found[1] or found[2]).lower()])
        rest = rest[found.end() :]
    for word, precision in AFTER.items():
        if rest.lower().endswith(f" {word}"):
            said.append(precision)
            rest = rest[: -len(word)].rstrip()
    if len(set(said)) > 1:
        raise Refusal(_TWO_HEDGES, text=text)
    return said[0] if said else Precision.EXACT, rest


def _range(low: str, high: str, text: str) -> Quantity:
    """A range whose lower end may leave its scale and unit to the upper one ("300-500 nghìn")."""
    upper, lower = _magnitude(high, text), _magnitude(low, text)
    value = lower.value
    if lower.scale == 1 and value * upper.scale < upper.value:
        value *= upper.scale
    # As written only where no one would leave a scale word out: "từ 900 đến 1 triệu" may mean 900 nghìn.
    written_out = lower.scale > 1 or lower.value != value or lower.value * 1000 >= upper.scale
    if not written_out or value >= upper.value or lower.unit not in (None, upper.unit):
        raise Refusal(_RANGE_UPSIDE_DOWN, text=text)
    return Quantity(_plain(value), _plain(upper.value), None, upper.unit, Precision.RANGE, text)


def _magnitude(text: str, whole_text: str) -> _Magnitude:
    tokens = [_Token(found[0].lower(), found.end(), found["numeral"] is not None) for found in _TOKEN.finditer(text)]
    if tokens and tokens[0].numeral:
        value, scale, used = _in_figures(tokens, whole_text)
    else:
        value, scale, used = *_in_words(tokens, whole_text), _number_words(tokens)
    if value > LIMIT:
        raise Refusal(TOO_LARGE, text=whole_text)
    unit = _unit(text[tokens[used - 1].end :], whole_text)
    if not tokens[0].numeral and not _is_counted(unit):
        raise Refusal(_NO_NUMBER, text=whole_text)
    return _Magnitude(value, scale, unit)
