"""Whether a number as a report gives it agrees with the ledger's, its hedge and its rounding respected."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from chungtay.kernel.numbers import Precision
from chungtay.kernel.numbers.room import last_digit
from chungtay.quantities.rules.figures import Value
from chungtay.reading.rules.figures import Figure


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

    A hedge has its room (trên 22.200: up to 22.300); a number with a comma and a scale (10,9 tỷ) stands for what rounds
    to it; every other number is exact.
    """
    said, true = Fraction(figure.quantity.value), Fraction(ledger)
    low, high = figure.quantity.room
    if figure.quantity.precision is Precision.EXACT:
        rounded = "," in written and any(c.isalpha() for c in written)
        return true == said or (rounded and abs(true - said) * 2 <= last_digit(said))
    if figure.quantity.precision in (Precision.MORE_THAN, Precision.NEARLY) and true == said:
        return False  # who says "more than" does not mean the number itself
    return low <= true and (high is None or true <= high)


def difference(figure: Figure, ledger: Value) -> Value:
    """The ledger's value less the report's."""
    return (
        ledger - figure.quantity.value
        if isinstance(ledger, int) and isinstance(figure.quantity.value, int)
        else Decimal(ledger) - Decimal(figure.quantity.value)
    )
