"""A number with its scale words and unit, in figures ("1 tỷ 250 triệu đồng") or in words ("hai hộ")."""

import re
from fractions import Fraction
from typing import Final, NamedTuple

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import measure_of
from chungtay.kernel.numbers.lexicon import CONTINUOUS, COUNTED_TOO, DONG, SCALES
from chungtay.kernel.numbers.numerals import NUMERAL, TOO_LARGE, numeral, refuse_either
from chungtay.kernel.numbers.words import LIMIT, NUMBER_WORDS, from_words

_NO_NUMBER: Final = gettext_noop("“%(text)s” không phải là một con số; hãy viết như 22.200, 10,9 tỷ hoặc trên 500")
_TWO_NUMBERS: Final = gettext_noop("“%(text)s” đọc được hai cách; hãy viết bằng chữ số, như 105 hoặc 2,2 triệu")
_UNCLEAR_REST: Final = gettext_noop("“%(text)s” không rõ: phần cuối thiếu nghìn, triệu hay tỷ; hãy viết đủ")
_NOT_DESCENDING: Final = gettext_noop("“%(text)s” không rõ: các phần phải nhỏ dần, như 1 tỷ 250 triệu")
_NOT_A_UNIT: Final = gettext_noop("“%(text)s” không phải là một con số: không hiểu “%(rest)s” đứng sau số")

_TOKEN: Final = re.compile(rf"(?P<numeral>{NUMERAL})|m[23]\b|[^\W\d_]+|\S", re.IGNORECASE)
_UNIT: Final = re.compile(r"[%₫]?|[%₫]?[^\W\d_][^\d;:!?]*|%[^\d;:!?]*|m[23](?:/[^\d;:!?]*)?")
_MOST_WORDS: Final = 6  # a longer rest is a sentence, not a unit


class Magnitude(NamedTuple):
    """An exact value in whole units, the size of its scale words (1 without any), the unit word behind."""

    value: Fraction
    scale: int
    unit: str | None


class _Token(NamedTuple):
    text: str
    end: int
    numeral: bool


class _Part(NamedTuple):
    value: Fraction
    scale: int


def magnitude(text: str, whole: str) -> Magnitude:
    """Read `text`, a cleaned figure without hedge; refusals quote `whole`, the figure as it was written."""
    tokens = [_Token(found[0].lower(), found.end(), found["numeral"] is not None) for found in _TOKEN.finditer(text)]
    in_figures = bool(tokens) and tokens[0].numeral
    (value, scale), used = _in_figures(tokens, whole) if in_figures else _in_words(tokens, whole)
    if value > LIMIT:
        raise Refusal(TOO_LARGE, text=whole)
    unit = unit_of(text[tokens[used - 1].end :], whole)
    if not in_figures and not _is_counted(unit):
        raise Refusal(_NO_NUMBER, text=whole)
    return Magnitude(value, scale, unit)


def opens_with_number(text: str) -> bool:
    """Whether a number begins here, in figures or in words."""
    first = _TOKEN.match(text)
    return first is not None and (first["numeral"] is not None or first[0].lower() in NUMBER_WORDS)


def unit_of(rest: str, whole: str) -> str | None:
    """The unit word in what follows a number, đồng in one spelling; None for nothing. Raises Refusal for no unit."""
    unit = re.sub(r" *([/,])", r"\1", rest).replace("/ ", "/").strip()
    words = unit.split()
    starts_a_number = bool(words) and words[0].lower() in NUMBER_WORDS - {"năm"}
    if not _UNIT.fullmatch(unit) or len(words) > _MOST_WORDS or starts_a_number:
        raise Refusal(_NOT_A_UNIT, text=whole, rest=unit)
    name, slash, per = unit.partition("/")
    first, space, more = name.partition(" ")
    if first.lower() in DONG:
        return f"đồng{space}{more}{slash}{per}"
    return "%" if unit.lower() == "phần trăm" else unit or None


def _in_figures(tokens: list[_Token], whole: str) -> tuple[_Part, int]:
    parts: list[_Part] = []
    used = 0
    while used < len(tokens) and tokens[used].numeral and (not parts or parts[-1].scale > 1):
        part, used = _part(tokens, used, whole)
        if parts:
            _check_descending(parts[-1], part, whole)
        parts.append(part)
    value, scale = sum((part.value for part in parts), start=Fraction(0)), parts[-1].scale
    if scale > 1 and used < len(tokens) and tokens[used].text == "rưỡi":
        value, used = value + Fraction(scale, 2), used + 1
    return _Part(value, scale), used


def _part(tokens: list[_Token], position: int, whole: str) -> tuple[_Part, int]:
    """One numeral and the scale words behind it, which may only grow: nghìn tỷ, trăm triệu."""
    read = numeral(tokens[position].text)
    scale, last, used = 1, 1, position + 1
    while used < len(tokens) and (step := SCALES.get(tokens[used].text)):
        if step < last:
            raise Refusal(_NOT_DESCENDING, text=whole)
        scale, last, used = scale * step, step, used + 1
    followed = tokens[used].text if used < len(tokens) else ""
    if read.ambiguous and scale == 1 and followed not in CONTINUOUS:
        raise refuse_either(tokens[position].text)
    return _Part(read.value * scale, scale), used


def _check_descending(before: _Part, part: _Part, whole: str) -> None:
    if part.scale == 1 and part.value * 1000 < before.scale:
        raise Refusal(_UNCLEAR_REST, text=whole)
    if part.value >= before.scale or before.value % before.scale:
        raise Refusal(_NOT_DESCENDING, text=whole)


def _in_words(tokens: list[_Token], whole: str) -> tuple[_Part, int]:
    used = next((place for place, token in enumerate(tokens) if token.text not in NUMBER_WORDS), len(tokens))
    words = [token.text for token in tokens[:used]]
    value = from_words(words) if words else None
    if value is None and words[-1:] == ["năm"]:  # "mười năm" is ten years
        words, used = words[:-1], used - 1
        value = from_words(words) if words else None
    if value is None:
        raise Refusal(_TWO_NUMBERS if len(words) > 1 else _NO_NUMBER, text=whole)
    return _Part(Fraction(value), SCALES.get(words[-1], 1)), used


def _is_counted(unit: str | None) -> bool:
    """Whether a unit begins with a word that is counted: "hai hộ nghèo" is, "một số hộ" is not."""
    words = unit.lower().split() if unit else []
    starts = (" ".join(words[:length]) for length in (3, 2, 1))
    return unit is None or any(measure_of(start) or start in COUNTED_TOO for start in starts)
