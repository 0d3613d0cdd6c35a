"""Numbers as Vietnamese texts write them (22.200; 10,9; 120%), and as English ones do (22,200; 10.9; 120%)."""

from fractions import Fraction
from typing import Final

from chungtay.kernel.numbers.rounding import Number, half_up
from chungtay.kernel.text import is_english

_SCALES: Final = ((10**9, "tỷ", "billion"), (10**6, "triệu", "million"))


def written(value: int, lang: str = "vi") -> str:
    """A whole number with its thousands grouped: 22.200."""
    grouped = f"{value:,}"
    return grouped if is_english(lang) else grouped.replace(",", ".")


def decimal(value: Number, places: int = 1, lang: str = "vi") -> str:
    """A number rounded (half up) to at most so many decimal places, without zeros at the end: 10,9; 3."""
    shifted = half_up(Fraction(value) * 10**places)
    return scaled(shifted, places, lang)


def scaled(value: int, scale: int, lang: str = "vi") -> str:
    """A whole number of units of 10^-scale, exactly: 105 with scale 1 is 10,5."""
    whole, rest = divmod(abs(value), 10**scale)
    places = f"{rest:0{scale}}".rstrip("0") if rest else ""
    sign = "-" if value < 0 else ""
    mark = "." if is_english(lang) else ","
    return f"{sign}{written(whole, lang)}{mark}{places}" if places else f"{sign}{written(whole, lang)}"


def percent(value: Number, places: int = 1, lang: str = "vi") -> str:
    """A percentage (120 is 120%) rounded half up to at most so many places: 57,7%."""
    return f"{decimal(value, places, lang)}%"


def short(value: int, lang: str = "vi", places: int = 3) -> str:
    """The same number exactly, in tỷ or triệu where that takes at most so many decimal places: 1,25 triệu; 22.214."""
    for scale, vi, en in _SCALES:
        if abs(value) >= scale and value % (scale // 10**places) == 0:
            return f"{decimal(Fraction(value, scale), places, lang)} {en if is_english(lang) else vi}"
    return written(value, lang)
