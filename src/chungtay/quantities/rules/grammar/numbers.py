"""Number expressions: digits of every style with their scale words, numbers in words, ranges, n of m."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers.lexicon import SCALES
from chungtay.kernel.numbers.numerals import Numeral, lenient
from chungtay.kernel.numbers.words import DIGITS, LIMIT, NUMBER_WORDS, from_words
from chungtay.kernel.tokens import Shape, Token

from .lexicon import UNITS

_SCALES: Final = {
    **SCALES,
    "trđ": 10**6,
    "tỷđ": 10**9,
    "tỉđ": 10**9,
    "chục": 10,
    "million": 10**6,
    "billion": 10**9,
    "thousand": 10**3,
}
_WITH_DONG: Final = frozenset({"trđ", "tỷđ", "tỉđ"})
_WORDS: Final = NUMBER_WORDS | {"chục"}
_OPENERS: Final = frozenset({*DIGITS[1:], "mười", "bẩy"})
_SHORT: Final = re.compile(r"(tr|triệu|tỷ|tỉ|k)([0-9]{1,3})")
_JOINTS: Final = frozenset({"đến", "tới", "-", "–", "—", "to"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number among tokens (`first` to `last`, exclusive), scale words included."""

    first: int
    last: int
    value: Fraction
    scale: int = 1
    thousands: Fraction | None = None  # what it is where its comma parts thousands (1,500)
    value_to: Fraction | None = None
    out_of: Fraction | None = None
    worded: bool = False
    dong: bool = False  # "trđ" says đồng itself


def numbers(tokens: Sequence[Token], words: Sequence[str]) -> list[Number]:
    """All number expressions in a row of tokens, ranges and "5 trong số 6" as one."""
    found: list[Number] = []
    place = 0
    while place < len(tokens):
        if tokens[place].shape is Shape.WORD and words[place] not in _OPENERS:
            place += 1
            continue
        number = _number(tokens, words, place)
        if number is None:
            place += 1
        else:
            found.append(number)
            place = number.last
    return _joined(found, words)


def _number(tokens: Sequence[Token], words: Sequence[str], place: int) -> Number | None:
    shape = tokens[place].shape
    if shape is Shape.NUMERAL:
        return _in_figures(tokens, words, place)
    if shape is Shape.RATIO:
        return _ratio(words[place], place)
    return _in_words(words, place) if shape is Shape.WORD else None


def _ratio(text: str, place: int) -> Number | None:
    part, _, whole = text.partition("/")
    try:
        return Number(place, place + 1, lenient(part).value, out_of=lenient(whole).value)
    except Refusal:
        return None


def _in_figures(tokens: Sequence[Token], words: Sequence[str], place: int) -> Number | None:
    number = _part(words, place)
    if number is None:
        return None
    while number.scale > 1 and number.last < len(tokens) and tokens[number.last].shape is Shape.NUMERAL:
        part = _part(words, number.last)
        if part is None or not 1 < part.scale < number.scale or part.value >= number.scale:
            break
        number = replace(number, last=part.last, value=number.value + part.value, scale=part.scale)
    if number.scale > 1 and words[number.last : number.last + 1] == ["rưỡi"]:
        number = replace(number, last=number.last + 1, value=number.value + Fraction(number.scale, 2))
    return number if number.value <= LIMIT else None


def _part(words: Sequence[str], place: int) -> Number | None:
    """One numeral and the scale words behind it, which may only grow: nghìn tỷ, trăm triệu."""
    text = words[place]
    if text[0] == "0" and len(text) > 3 and text[1] not in ",.":
        return None  # a code, a telephone
    try:
        read = Numeral(Fraction(int(text))) if text.isdecimal() and len(text) < 13 else lenient(text)
    except Refusal:
        return None
    if place + 1 < len(words) and (short := _SHORT.fullmatch(words[place + 1])):
        return _short(place, read.value, short)
    scale, last, used = 1, 1, place + 1
    while used < len(words) and (step := _SCALES.get(words[used])) and step >= last:
        scale, last, used = scale * step, step, used + 1
    thousands = read.value * 1000 if read.ambiguous and scale == 1 else None
    scaled = read.value * scale if scale > 1 else read.value
    return Number(place, used, scaled, scale, thousands, dong=words[used - 1] in _WITH_DONG)


def _short(place: int, value: Fraction, found: re.Match[str]) -> Number:
    """ "1tr5" is 1,5 triệu."""
    scale = _SCALES[found[1]]
    return Number(place, place + 2, (value + Fraction(int(found[2]), 10 ** len(found[2]))) * scale, scale)


def _in_words(words: Sequence[str], place: int) -> Number | None:
    end = place
    while end < len(words) and words[end] in _WORDS:
        end += 1
    while end > place:
        said = ["mươi" if word == "chục" else word for word in words[place:end]]
        value = from_words(said)
        if value is not None:
            return Number(place, end, Fraction(value), SCALES.get(words[end - 1], 1), worded=True)
        if words[end - 1] != "năm":
            return Number(place, end, Fraction(-1), worded=True)  # two numbers in words: not to be guessed
        end -= 1
    return None


def _joined(found: Sequence[Number], words: Sequence[str]) -> list[Number]:
    joined: list[Number] = []
    for number in found:
        before = joined[-1] if joined else None
        one = (_range(before, number, words) or _out_of(before, number, words)) if before else None
        if one:
            joined[-1] = one
        else:
            joined.append(number)
    return joined


def _range(low: Number, high: Number, words: Sequence[str]) -> Number | None:
    between = list(words[low.last : high.first])
    noun = UNITS.at(words, low.last) if words[low.first - 1 : low.first] == ["từ"] else None
    if noun is not None and UNITS.at(words, high.last):  # từ 150 suất đến 200 suất quà
        between = list(words[noun[0] : high.first])
    elif between[:1] in (["đồng"], ["đ"], ["triệu"], ["%"]):
        between = between[1:]
    if len(between) != 1 or between[0] not in _JOINTS or low.out_of or high.out_of or low.value_to is not None:
        return None
    value, scale = low.value, max(high.scale, 1)
    if low.scale == 1 and low.last + 1 == high.first and value * scale < high.value and scale > 1:
        value *= scale
    elif (
        scale == 1 and value < 1000 <= value * 1000 < high.value and high.value % 1000 == 0 and value * 100 < high.value
    ):
        value *= 1000  # 300 - 500.000 đồng
    if not 0 <= value < high.value:
        return None
    return replace(high, first=low.first, value=value, value_to=high.value, thousands=None)


def _out_of(part: Number, whole: Number, words: Sequence[str]) -> Number | None:
    """ "5 trong số 6", "5 trên tổng số 6"."""
    between = " ".join(words[part.last : whole.first])
    if between in ("trong số", "trong tổng số", "trên tổng số", "/ tổng số", "trên tổng") and part.value <= whole.value:
        return replace(whole, first=part.first, value=part.value, out_of=whole.value)
    return None
