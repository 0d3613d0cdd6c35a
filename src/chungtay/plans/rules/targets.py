"""What a target says: how much of what, of whom, when, and on whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop


class TargetBasis(StrEnum):
    """On whose word a target stands."""

    ASSIGNED = "assigned"
    REGISTERED = "registered"
    AGREED = "agreed"


BASIS_WORDS: Final[dict[TargetBasis, str]] = {
    TargetBasis.ASSIGNED: gettext_noop("Cấp trên giao"),
    TargetBasis.REGISTERED: gettext_noop("Đơn vị đăng ký"),
    TargetBasis.AGREED: gettext_noop("Giao ước thi đua"),
}

_OTHER_SUM: Final = gettext_noop("Các phần cộng lại là %(sum)s, chỉ tiêu là %(total)s: còn lệch %(difference)s.")
_NEGATIVE: Final = gettext_noop("Phần của đơn vị %(code)s nhỏ hơn 0.")


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target about to be assigned: both days inclusive, `value` in the indicator's smallest unit.

    `paper`: number and symbol of the paper that sets it; `set_by_id`: the unit whose word it is.
    """

    unit_id: int
    indicator: str
    first: date
    last: date
    value: int
    basis: TargetBasis
    tags: frozenset[str] = frozenset()
    set_by_id: int | None = None
    reason: str = ""
    paper: str = ""


def check_shares(total: int, shares: Mapping[str, int]) -> None:
    """Raise Refusal unless the shares, by unit code, are none below 0 and sum to the total exactly."""
    for code, value in shares.items():
        if value < 0:
            raise Refusal(_NEGATIVE, code=code)
    if (found := sum(shares.values())) != total:
        raise Refusal(_OTHER_SUM, sum=found, total=total, difference=total - found)
