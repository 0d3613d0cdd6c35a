"""Round figures for sentences, by one rule, so that "trên" and "gần" are never a writer's choice.

Counts from 10.000 are given to three digits, money from 1 tỷ to one decimal of a tỷ; everything else exactly, money
below 1 tỷ in triệu where that is whole. Rounding goes to the nearest (a half up): 22.214 is "trên 22.200", 22.287
is "gần 22.300". The word says which way it went: trên (or hơn) when the true number is larger than the written one,
gần when it is smaller, none when they are equal.
"""

from dataclasses import dataclass
from typing import Final

from chungtay.kernel.measures import Measure, MeasureKind, unit_word
from chungtay.kernel.money import full_money, money
from chungtay.kernel.numbers import Precision, scaled, to_nearest, to_three_digits
from chungtay.kernel.text import is_english

_COUNTS_FROM: Final = 10_000
_MONEY_FROM: Final = 10**9
_MONEY_STEP: Final = 10**8
_TRIEU: Final = 10**6
_GIVEN_IN_DONG: Final = (MeasureKind.MONEY, MeasureKind.PRICE)
_WORDS: Final = {
    Precision.EXACT: ("", ""),
    Precision.MORE_THAN: ("trên", "more than"),
    Precision.NEARLY: ("gần", "nearly"),
}


@dataclass(frozen=True, slots=True)
class Hedge:
    """A number as a sentence gives it: what is shown, and on which side of it the true number lies."""

    value: int
    shown: int
    precision: Precision  # EXACT, MORE_THAN or NEARLY


def hedge(value: int, measure: Measure, scale: int = 0) -> Hedge:
    """Round a number by the rule; negative numbers (decreases) and those with decimal places are given exactly.

    Everywhere here `value` is in units of 10^-scale of the measure: 105 tonnes with scale 1 are 10,5 tấn.
    """
    shown = value if scale else _shown(value, measure.kind)
    if shown == value:
        return Hedge(value, shown, Precision.EXACT)
    return Hedge(value, shown, Precision.MORE_THAN if shown < value else Precision.NEARLY)


def hedged(value: int, measure: Measure, lang: str = "vi", over: str = "trên", scale: int = 0) -> str:
    """The number for a sentence: "trên 22.200", "gần 10,9 tỷ đồng", "nearly VND 10.9 billion".

    Money carries its currency, a percentage its sign; other numbers stand without their unit word (see
    `hedged_with_unit`). `over` is the Vietnamese word for "more than": "trên" or "hơn".
    """
    rounded = hedge(value, measure, scale)
    vi, en = _WORDS[rounded.precision]
    word = en if is_english(lang) else over if rounded.precision is Precision.MORE_THAN else vi
    figure = exactly(rounded.shown, measure, lang, scale)
    return f"{word} {figure}" if word else figure


def hedged_with_unit(value: int, measure: Measure, lang: str = "vi", over: str = "trên", scale: int = 0) -> str:
    """The same with its unit word: "trên 22.200 lượt người", "more than 22,200 person-times"."""
    return _with_unit(hedged(value, measure, lang, over, scale), value, measure, lang)


def exactly(value: int, measure: Measure, lang: str = "vi", scale: int = 0) -> str:
    """The number unrounded: "6.727"; money from 1 tỷ in tỷ or triệu where short, below in triệu where whole."""
    if measure is Measure.PERCENT:
        return f"{scaled(value, scale, lang)}%"
    if measure.kind in _GIVEN_IN_DONG and not scale:
        short_form = abs(value) >= _MONEY_FROM or value % _TRIEU == 0
        return money(value, lang) if short_form else full_money(value, lang)
    return scaled(value, scale, lang)


def exactly_with_unit(value: int, measure: Measure, lang: str = "vi", scale: int = 0) -> str:
    """The same with its unit word: "6.727 đơn vị máu", "6,727 units of blood"."""
    return _with_unit(exactly(value, measure, lang, scale), value, measure, lang)


def _shown(value: int, kind: MeasureKind) -> int:
    if kind is MeasureKind.COUNT and value >= _COUNTS_FROM:
        return to_three_digits(value)
    if kind in _GIVEN_IN_DONG and value >= _MONEY_FROM:
        return to_nearest(value, _MONEY_STEP)
    return value


def _with_unit(figure: str, value: int, measure: Measure, lang: str) -> str:
    if measure.kind is MeasureKind.MONEY or measure is Measure.PERCENT:
        return figure
    unit = unit_word(measure, lang, value)
    if measure.kind is MeasureKind.PRICE:  # the figure has said đồng already
        _, _, per = unit.partition("per " if is_english(lang) else "/")
        return f"{figure} per {per}" if is_english(lang) else f"{figure}/{per}"
    return f"{figure} {unit}"
