"""Exact fractions as the numbers figures carry."""

from decimal import Decimal
from fractions import Fraction


def plain(value: Fraction | int) -> int | Decimal:
    """A whole number, or a decimal where there is a rest."""
    if value.denominator == 1:
        return value.numerator
    return Decimal(value.numerator) / Decimal(value.denominator)
