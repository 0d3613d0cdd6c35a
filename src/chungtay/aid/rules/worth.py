"""What a line is worth in đồng, exactly; halves go up."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import half_up

from .drafts import Line, ValueKind

HOME_CURRENCY: Final = "VND"
RATE_SCALE: Final = 4

NO_RATE: Final = gettext_noop("Tiền %(currency)s cần có tỷ giá ra đồng đã dùng.")


@dataclass(frozen=True, slots=True)
class Money:
    """Cash as it was given: `amount` times 10**scale of a currency."""

    amount: int
    scale: int
    currency: str


def value_of(lines: Iterable[Line]) -> int:
    """What the lines are worth together, in đồng."""
    return sum(worth(line) for line in lines)


def worth(line: Line) -> int:
    """What one line is worth, in đồng. Raises Refusal for foreign money without a rate."""
    if line.kind == ValueKind.CASH:
        return half_up(Fraction(line.amount, 10**line.amount_scale) * _rate(line))
    return half_up(Fraction(line.quantity, 10**line.quantity_scale) * line.unit_price)


def _rate(line: Line) -> Fraction:
    if line.currency == HOME_CURRENCY:
        return Fraction(1)
    if line.rate is None:
        raise Refusal(NO_RATE, currency=line.currency)
    return Fraction(line.rate, 10**RATE_SCALE)
