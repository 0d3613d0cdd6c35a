"""The room that a hedge leaves: between which values the true number of "trên 22.200" lies."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from chungtay.kernel.numbers.lexicon import Precision

_ROOM: Final = Fraction(1, 10)  # a hedge never covers more than a tenth, however round the number


def room(
    said: int | Decimal, precision: Precision, said_to: int | Decimal | None = None
) -> tuple[Fraction, Fraction | None]:
    """The least and the most that a number with its hedge may stand for; None: no upper end."""
    value = Fraction(said)
    step = min(last_digit(value), abs(value) * _ROOM)
    match precision:
        case Precision.MORE_THAN:
            return value, value + step
        case Precision.NEARLY:
            return value - step, value
        case Precision.ABOUT:
            return value - step, value + step
        case Precision.AT_LEAST:
            return value, None
        case Precision.AT_MOST:
            return Fraction(0), value
        case Precision.RANGE:
            return value, Fraction(said if said_to is None else said_to)
    return value, value


def last_digit(value: Fraction) -> Fraction:
    """The weight of the last digit of a number that is not 0: 22.200 has 100, 1.700.000.000 has 100.000.000."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    exponent = number.normalize().as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
