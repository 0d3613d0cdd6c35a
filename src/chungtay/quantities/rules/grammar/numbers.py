"""Number expressions: digits of every style with their scale words, numbers in words, ranges, n of m."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers.lexicon import SCALES
from chungtay.kernel.numbers.numerals import lenient
from chungtay.kernel.numbers.words import DIGITS, LIMIT, NUMBER_WORDS, from_words
from chungtay.kernel.tokens import Shape, Token

from .lexicon import UNITS

_SCALES: Final = {
    **SCALES, "trđ": 10**6, "tỷđ": 10**9, "tỉđ": 10**9, "chục": 10, "triêu": 10**6, "million": 10**6, "billion": 10**9, "thousand": 10**3,
}  # fmt: skip
_WITH_DONG: Final = frozenset({"trđ", "tỷđ", "tỉđ"})
_WORDS: Final = NUMBER_WORDS | {"chục"}
_OPENERS: Final = frozenset({*DIGITS[1:], "mười", "bẩy"})
_SHORT: Final = re.compile(r"(tr|triệu|tỷ|tỉ|k)([0-9]{1,3})")
_JOINTS: Final = frozenset({"đến", "tới", "-", "–", "—", "to"})
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}")  # most numbers, read at once
_DIGITS: Final = frozenset({Shape.NUMERAL, Shape.RATIO})

Exact = int | Fraction


class Number(NamedTuple):
    """A number among tokens (`first` to `last`, exclusive), scale words included."""

    first: int
    last: int
    value: Exact
    scale: int = 1
    thousands: Exact | None = None  # what it is where its comma parts thousands (1,500)
    value_to: Exact | None = None
    out_of: Exact | None = None
    worded: bool = False
    dong: bool = False  # "trđ" says đồng itself


def numbers(tokens: Sequence[Token], words: Sequence[str]) -> list[Number]:
    """All number expressions in a row of tokens, ranges and "5 trong số 6" as one."""
    found: list[Number] = []
    begins = [place for place, token in enumerate(tokens) if token.shape in _DIGITS or token.text in _OPENERS]
    for place in begins:
        number = None if found and place < found[-1].last else _number(tokens, words, place)
        if number is not None:
            found.append(number)
    return _joined(found, words) if len(found) > 1 else found


def _number(tokens: Sequence[Token], words: Sequence[str], place: int) -> Number | None:
    shape = tokens[place].shape
    if shape is Shape.NUMERAL:
        return _in_figures(tokens, words, place)
    if shape is Shape.RATIO:
        return _ratio(words, place)
    return _in_words(words, place) if shape is Shape.WORD else None


def _ratio(words: Sequence[str], place: int) -> Number | None:
    part, _, whole = words[place].partition("/")
    scale, last = _scale(words, place + 1)
    try:
        return Number(place, last, _whole(_read(part)[0] * scale), scale, out_of=_whole(_read(whole)[0] * scale))
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
        number = number._replace(last=part.last, value=number.value + part.value, scale=part.scale)
    if number.scale > 1 and words[number.last : number.last + 1] == ["rưỡi"]:
        number = number._replace(last=number.last + 1, value=number.value + number.scale // 2)
    return number if number.value <= LIMIT else None


def _part(words: Sequence[str], place: int) -> Number | None:
    """One numeral and the scale words behind it, which may only grow: nghìn tỷ, trăm triệu."""
    text = words[place]
    if text[0] == "0" and len(text) > 3 and text[1] not in ",.":
        return None  # a code, a telephone
    try:
        value, ambiguous = _read(text)
    except Refusal:
        return None
    if place + 1 < len(words) and (short := _SHORT.fullmatch(words[place + 1])):
        return _short(place, value, short)
    scale, used = _scale(words, place + 1)
    thousands = value * 1000 if ambiguous and scale == 1 else None
    return Number(place, used, _whole(value * scale), scale, thousands, dong=words[used - 1] in _WITH_DONG)


def _scale(words: Sequence[str], used: int) -> tuple[int, int]:
    """What scale words behind a numeral come to, and the token after them."""
    scale, last = 1, 1
    while used < len(words) and (step := _SCALES.get(words[used])) and step >= last:
        scale, last, used = scale * step, step, used + 1
    return scale, used


def _read(text: str) -> tuple[Exact, bool]:
    """One numeral, whole where it is, and whether its comma may part thousands. Raises Refusal."""
    if text.isdecimal() and len(text) < 13:
        return int(text), False
    if _GROUPED.fullmatch(text):
        return int(text.replace(".", "")), False
    value, ambiguous = lenient(text)
    return _whole(value), ambiguous


def _whole(value: Exact) -> Exact:
    """Whole numbers as such: they are compared many times, and quickly."""
    return value.numerator if value.denominator == 1 else value


def _short(place: int, value: Exact, found: re.Match[str]) -> Number:
    """ "1tr5" is 1,5 triệu."""
    scale = _SCALES[found[1]]
    return Number(place, place + 2, _whole((value + Fraction(int(found[2]), 10 ** len(found[2]))) * scale), scale)


def _in_words(words: Sequence[str], place: int) -> Number | None:
    end = place
    while end < len(words) and words[end] in _WORDS:
        end += 1
    while end > place:
        said = ["mươi" if word == "chục" else word for word in words[place:end]]
        value = from_words(said)
        if value is not None:
            return Number(place, end, value, SCALES.get(words[end - 1], 1), worded=True)
        if words[end - 1] != "năm":
            return Number(place, end, -1, worded=True)  # two numbers in words: not to be guessed
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
    return high._replace(first=low.first, value=value, value_to=high.value, thousands=None)


def _out_of(part: Number, whole: Number, words: Sequence[str]) -> Number | None:
    """ "5 trong số 6", "5 trên tổng số 6"."""
    between = " ".join(words[part.last : whole.first])
    if between in ("trong số", "trong tổng số", "trên tổng số", "/ tổng số", "trên tổng") and part.value <= whole.value:
        return whole._replace(first=part.first, value=part.value, out_of=whole.value)
    return None
