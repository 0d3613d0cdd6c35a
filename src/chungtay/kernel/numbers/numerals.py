"""One numeral in figures: 22.200 and 10,9 as Vietnamese write, 1500000 and 1500.5 as machines do.

The rules, so that nothing is guessed:
- dots (or spaces) before groups of exactly three digits part thousands: 1.500 is one thousand five hundred;
- any other single dot is a decimal point: 1.2 and 0.500;
- a comma is a decimal comma: 10,9;
- a comma before exactly three digits (1,500) is a decimal to us and thousands to others: `ambiguous`, the caller
  decides by what follows it, else refuses;
- commas that can only part thousands (1,500,000 and 1,500.50) are refused with the right way to write.
"""

import re
from fractions import Fraction
from typing import Final, NamedTuple

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers.words import LIMIT

# What may be one numeral, before the rules are asked.
NUMERAL: Final = r"[0-9]{1,3}(?: [0-9]{3})+(?![0-9])(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)*"

_GROUPED: Final = re.compile(r"([1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?: [0-9]{3})+))(?:,([0-9]+))?")
_SIMPLE: Final = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?")
_TWO_WAYS: Final = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")
_FOREIGN: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_OTHER_STYLE: Final = str.maketrans(",.", ".,")
_MOST_DIGITS: Final = 27  # what a Decimal holds exactly

_NOT_A_NUMERAL: Final = gettext_noop("“%(text)s” không phải là một số; hãy viết như 22.200 hoặc 10,9")
FOREIGN_STYLE: Final = gettext_noop(
    "“%(text)s” viết theo kiểu nước ngoài; hãy viết %(right)s (dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ)"
)
_EITHER: Final = gettext_noop("“%(text)s” đọc được hai cách: hãy viết %(thousands)s hoặc %(fraction)s")
TOO_LARGE: Final = gettext_noop("“%(text)s” quá lớn: chỉ nhận đến một tỷ tỷ")


class Numeral(NamedTuple):
    """A numeral's exact value; `ambiguous` where its comma could part thousands."""

    value: Fraction
    ambiguous: bool = False


def numeral(text: str) -> Numeral:
    """Read one numeral, without sign, unit or words. Raises Refusal for what is none or is written two ways at once."""
    if found := _GROUPED.fullmatch(text):
        whole, places = found[1].replace(".", "").replace(" ", ""), found[2] or ""
    elif _FOREIGN.fullmatch(text) and not _TWO_WAYS.fullmatch(text):
        raise Refusal(FOREIGN_STYLE, text=text, right=text.translate(_OTHER_STYLE))
    elif found := _SIMPLE.fullmatch(text):
        whole, places = found[1], found[2] or ""
    else:
        raise Refusal(_NOT_A_NUMERAL, text=text)
    if len(whole) + len(places) > _MOST_DIGITS or int(whole) > LIMIT:
        raise Refusal(TOO_LARGE, text=text)
    value = Fraction(int(whole + places), 10 ** len(places)) if places else Fraction(int(whole))
    return Numeral(value, _TWO_WAYS.fullmatch(text) is not None)


def lenient(text: str) -> Numeral:
    """The same for running text, where 1,500,000 and 1,500.50 are read as foreigners write them."""
    if _FOREIGN.fullmatch(text) and not _TWO_WAYS.fullmatch(text):
        text = text.translate(_OTHER_STYLE)
    return numeral(text)


def refuse_either(text: str) -> Refusal:
    """The refusal of an ambiguous numeral such as 1,500, with both right ways to write."""
    whole, _, places = text.partition(",")
    fraction = f"{whole},{places.rstrip('0')}".rstrip(",")
    return Refusal(_EITHER, text=text, thousands=f"{whole}.{places}", fraction=fraction)
