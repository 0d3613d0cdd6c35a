"""The room that a hedge leaves: between which values the true number of "trên 22.200" lies."""

from decimal import Decimal
from fractions import Fraction
from typing import Final

from chungtay.kernel.numbers import Precision
from chungtay.reading.rules.figures import Figure

_ROOM: Final = Fraction(1, 10)  # a hedge never covers more than a tenth, however round the number


def room(figure: Figure) -> tuple[Fraction, Fraction | None]:
    """The least and the most that a number with its hedge may stand for; None: no upper end."""
    quantity = figure.quantity
    value = Fraction(quantity.value)
    step = min(last_digit(value), abs(value) * _ROOM)
    match quantity.precision:
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
            return value, Fraction(quantity.value_to if quantity.value_to is not None else quantity.value)
    return value, value


def last_digit(value: Fraction) -> Fraction:
    """The weight of the last digit of a number that is not 0: 22.200 has 100, 1.700.000.000 has 100.000.000."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    exponent = number.normalize().as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
