"""Whether a number as a report gives it agrees with the ledger's, its hedge and its rounding respected."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from chungtay.kernel.numbers import Precision

from .figures import Figure, Value

_LOOSE: Final = Fraction(1, 10)  # a hedge never covers more than a tenth, however round the number


class Agreement(StrEnum):
    """What the ledger says of a number in a report."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A figure of a report beside the ledger's value in the same unit (None where it has none), and by how much they differ."""

    figure: Figure
    agreement: Agreement
    ledger: Value | None = None
    difference: Value | None = None
    why: str = ""


def agrees(figure: Figure, written: str, ledger: Value) -> bool:
    """Whether the ledger's value is what a number as it is `written` may stand for.

    "Trên" and "gần" cover what is rounded off of the written digits (trên 22.200: up to 22.300), "khoảng" as much to
    both sides; a number with a comma and a scale (10,9 tỷ) what rounds to it; every other number is exact.
    """
    quantity = figure.quantity
    said, true = Fraction(quantity.value), Fraction(ledger)
    step = min(_step(said), abs(said) * _LOOSE)
    match quantity.precision:
        case Precision.MORE_THAN:
            return said < true < said + step
        case Precision.NEARLY:
            return said - step < true < said
        case Precision.ABOUT:
            return abs(true - said) <= step
        case Precision.AT_LEAST:
            return true >= said
        case Precision.AT_MOST:
            return true <= said
        case Precision.RANGE:
            return said <= true <= Fraction(quantity.value_to if quantity.value_to is not None else said)
    return true == said or (_is_rounded(written) and abs(true - said) * 2 <= step)


def _step(value: Fraction) -> Fraction:
    """The weight of the last digit of a number that is not 0: 22.200 has 100, 1.700.000.000 has 100.000.000."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    exponent = number.normalize().as_tuple().exponent
    return Fraction(10) ** (exponent if isinstance(exponent, int) else 0)


def _is_rounded(written: str) -> bool:
    return "," in written and any(c.isalpha() for c in written)


def difference(figure: Figure, ledger: Value) -> Value:
    """The ledger's value less the report's."""
    return (
        ledger - figure.quantity.value
        if isinstance(ledger, int) and isinstance(figure.quantity.value, int)
        else Decimal(ledger) - Decimal(figure.quantity.value)
    )
