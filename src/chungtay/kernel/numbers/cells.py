"""One cell of a workbook as a whole number: strict, and fast for the plain digits that most cells hold."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers.lexicon import Precision
from chungtay.kernel.numbers.numerals import FOREIGN_STYLE, TOO_LARGE, numeral, refuse_either
from chungtay.kernel.numbers.reading import read
from chungtay.kernel.numbers.words import LIMIT
from chungtay.kernel.numbers.writing import decimal
from chungtay.kernel.text import visible

_EMPTY: Final = gettext_noop("Ô trống; hãy ghi 0 nếu không phát sinh")
_NOT_A_NUMBER: Final = gettext_noop("“%(text)s” không phải là một số; hãy ghi như 22200, 22.200 hoặc 10,9")
_ONLY_A_NUMBER: Final = gettext_noop("Ô chỉ ghi số, không kèm chữ: thay “%(text)s” bằng %(right)s")
_NOT_EXACT: Final = gettext_noop(
    "“%(text)s” không phải là số chính xác; hãy ghi đúng con số, không dùng trên, gần, khoảng"
)
_NEGATIVE: Final = gettext_noop("“%(text)s” là số âm; muốn giảm thì ghi lại đúng số của dòng cũ (cùng khóa)")
_NOT_WHOLE: Final = gettext_noop("“%(text)s” có phần lẻ nhỏ hơn đơn vị đếm; hãy ghi số nguyên của đơn vị ấy")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}")  # 22.200, the quick way
_DOUBLE: Final = 10**15  # beyond, a workbook's number has lost digits


def read_cell(value: object, scale: int = 1) -> int:
    """The number in a cell, times `scale` (10^6 under "ĐVT: triệu đồng"), which must then be a whole number.

    Text may be in Vietnamese style (22.200; 10,9) or plain (22200; 10.9), by the rules of `numerals`. Raises Refusal,
    saying what would be right, for an empty cell, words, hedges, negative or too large numbers and fractions.
    """
    if isinstance(value, str):
        if len(value) < 19 and value.isascii() and value.isdecimal():
            number = int(value) * scale
        elif _GROUPED.fullmatch(value):
            number = int(value.replace(".", "")) * scale
        else:
            number = _whole(_from_text(value, scale), scale, value)
    elif isinstance(value, float):
        number = (
            int(value) * scale if value.is_integer() and value < _DOUBLE else _whole(_from_float(value), scale, value)
        )
    elif isinstance(value, int) and not isinstance(value, bool):
        number = value * scale
    else:
        number = _whole(_from_other(value), scale, value)
    if 0 <= number <= LIMIT:
        return number
    raise Refusal(_NEGATIVE if number < 0 else TOO_LARGE, text=value)


def _whole(value: Fraction, scale: int, written: object) -> int:
    number = value * scale
    if number.denominator != 1:
        raise Refusal(_NOT_WHOLE, text=written)
    return number.numerator


def _from_text(text: str, scale: int) -> Fraction:
    plain = " ".join(visible(text).split())
    if not plain:
        raise Refusal(_EMPTY)
    if plain[0] in "-−(" and plain.strip("-−() ")[:1].isdecimal():
        raise Refusal(_NEGATIVE, text=text)
    try:
        figure = numeral(plain)
    except Refusal as refusal:
        raise _better(plain, scale, refusal) from None
    if figure.ambiguous:
        raise refuse_either(plain)
    return figure.value


def _better(text: str, scale: int, refusal: Refusal) -> Refusal:
    """What to say about a cell that is not one numeral: the number it seems to mean, where there is one."""
    if refusal.message in (FOREIGN_STYLE, TOO_LARGE):
        return refusal
    try:
        meant = read(text)
    except Refusal:
        return Refusal(_NOT_A_NUMBER, text=text)
    if meant.precision is not Precision.EXACT or meant.out_of is not None:
        return Refusal(_NOT_EXACT, text=text)
    return Refusal(_ONLY_A_NUMBER, text=text, right=decimal(Fraction(meant.value) / scale, places=9))


def _from_float(value: float) -> Fraction:
    """A workbook's number to the 15 digits that spreadsheets show, so that 0.1 + 0.2 is 0.3."""
    if value != value or abs(value) >= _DOUBLE:
        raise Refusal(TOO_LARGE if value > 0 else _NOT_A_NUMBER, text=value)
    return Fraction(Decimal(f"{value:.15g}"))


def _from_other(value: object) -> Fraction:
    if value is None:
        raise Refusal(_EMPTY)
    if isinstance(value, Decimal) and value.is_finite():
        return Fraction(value)
    raise Refusal(_NOT_A_NUMBER, text=value)
