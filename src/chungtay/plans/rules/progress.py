"""How far a figure has come towards its target, beside how far the days have.

*Đạt 120%* is the share of the plan; *vượt 20%* is what is beyond it. Both are computed, each is printed in its own form.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


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
        return None if self.share is None else self.share * 100

    @property
    def beyond(self) -> Fraction | None:
        """Vượt ... %: what is beyond the plan; None where it is not reached."""
        return None if self.share is None or self.share < 1 else (self.share - 1) * 100


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
