"""How far a figure has come towards its target, beside how far the days have.

*Đạt 120%* is the share of the plan; *vượt 20%* is what is beyond it. Both are computed, each is printed in its own form.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from chungtay.kernel.numbers import Precision, half_up

_TENTHS: Final = 10  # a percentage is printed to one decimal place
_ALL: Final = 100


class Pace(StrEnum):
    """Where a figure stands beside the days that have passed."""

    REACHED = "reached"
    AHEAD = "ahead"
    BEHIND = "behind"
    MISSED = "missed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TargetProgress:
    """`share` of the target that is there (1 is all of it; None where nothing was reported), `passed` of its days."""

    share: Fraction | None
    passed: Fraction
    pace: Pace

    @property
    def percent(self) -> Fraction | None:
        """Đạt ... %: the share of the plan."""
        return None if self.share is None else self.share * _ALL

    @property
    def beyond(self) -> Fraction | None:
        """Vượt ... %: what is beyond the plan; None where it is not reached."""
        return None if self.share is None or self.share < 1 else (self.share - 1) * _ALL


def progress(value: int | None, target: int, first: date, last: date, on: date) -> TargetProgress:
    """How far `value` has come on day `on` (inclusive) towards `target` (> 0), due over the days first to last."""
    days = (last - first).days + 1
    passed = Fraction(min(max((on - first).days + 1, 0), days), days)
    if value is None:
        return TargetProgress(None, passed, Pace.UNKNOWN)
    share = Fraction(value, target)
    if share >= 1:
        pace = Pace.REACHED
    elif on >= last:
        pace = Pace.MISSED
    else:
        pace = Pace.AHEAD if share >= passed else Pace.BEHIND
    return TargetProgress(share, passed, pace)


def shown_percent(percent: Fraction) -> tuple[Precision, Fraction]:
    """A percentage as it is printed, to one decimal place, and the word before it.

    Rounding may never say that a plan is reached which is not, nor that nothing is there or beyond it where something is:
    99,96% is "gần 100%", 100,04% "trên 100%", 0,03% "trên 0%" (nearly, more than). Every other one stands alone.
    """
    shown = Fraction(half_up(percent * _TENTHS), _TENTHS)
    if shown == percent or shown not in (0, _ALL):
        return Precision.EXACT, shown
    return (Precision.NEARLY if percent < shown else Precision.MORE_THAN), shown
