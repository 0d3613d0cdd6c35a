"""Quantities in the measure of an indicator: 25 kg of rice are 0,025 tonnes."""

from fractions import Fraction
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import Measure, measure_of, unit_word

# Words that are so many of a measure's own unit.
SMALLER: Final[dict[tuple[Measure, str], Fraction]] = {
    (Measure.TONNES, "kg"): Fraction(1, 1000),
    (Measure.TONNES, "yến"): Fraction(1, 100),
    (Measure.TONNES, "tạ"): Fraction(1, 10),
    (Measure.ML, "lít"): Fraction(1000),
    (Measure.KM, "m"): Fraction(1, 1000),
}

ANOTHER: Final = gettext_noop("“%(item)s” tính bằng %(unit)s, chỉ tiêu tính bằng %(right)s.")
TOO_FINE: Final = gettext_noop("Số lượng “%(item)s” lẻ hơn chỉ tiêu cho phép.")


def in_measure(quantity: Fraction, word: str, measure: str, scale: int, item: str) -> int:
    """A quantity of `word` in the smallest unit of an indicator (its measure times 10**-scale).

    Raises Refusal when the word names another measure, or the quantity is no whole number of that unit.
    """
    own = Measure(measure)
    factor = SMALLER.get((own, word))
    if factor is None:
        named = measure_of(word) if word else own
        if named is not None and named != own:
            raise Refusal(ANOTHER, item=item, unit=word, right=unit_word(own))
        factor = Fraction(1)
    exact: Fraction = quantity * factor * 10**scale
    if exact.denominator != 1:
        raise Refusal(TOO_FINE, item=item)
    return exact.numerator
