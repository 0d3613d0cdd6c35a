"""One rounding for the whole house: to the nearest, a half away from zero (as Vietnamese accounts do)."""

from decimal import Decimal
from fractions import Fraction

Number = int | Decimal | Fraction


def half_up(value: Number) -> int:
    """The nearest whole number; exactly half goes away from zero (2.5 to 3, -2.5 to -3)."""
    if isinstance(value, int):
        return value
    exact = Fraction(value)
    whole = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return whole if exact >= 0 else -whole


def to_nearest(value: int, step: int) -> int:
    """The multiple of `step` (positive) that is nearest to a whole number; exactly half goes away from zero."""
    whole = (2 * abs(value) + step) // (2 * step) * step
    return whole if value >= 0 else -whole


def to_three_digits(value: int) -> int:
    """A whole number with its first three digits, the rest zeros: 22.214 to 22.200."""
    return to_nearest(value, max(1, 10 ** (len(str(abs(value))) - 3)))
