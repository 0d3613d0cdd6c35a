"""What a target says: how much of what, of whom, when, and on whose word."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period


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


@dataclass(frozen=True, slots=True)
class StandingTarget:
    """What is to be reached: what a unit's target says, or what those of a cluster's members say together.

    Those of `among` units that have one are `units`; `value` is what they add up to, `papers` what sets them.
    """

    indicator: str
    period: Period
    tags: frozenset[str]
    basis: TargetBasis
    value: int
    units: tuple[int, ...]
    among: int = 1
    papers: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Does everybody have one? Only then may a figure be held against the sum."""
        return len(self.units) == self.among


def summed(targets: Iterable[StandingTarget], among: int) -> list[StandingTarget]:
    """A cluster's: the targets of its `among` members, those of one indicator, days, tags and basis added up.

    A cluster is no legal level: nobody assigns it a target, what it agrees on is what each member signs. So it has none of
    its own to keep in step with theirs; and where a member has none, the sum is a part, and no share of it is computed.
    """
    found: dict[tuple[object, ...], StandingTarget] = {}
    for one in targets:
        key = (one.indicator, one.period, one.tags, one.basis)
        so_far = found.get(key, replace(one, value=0, units=(), among=among, papers=()))
        papers, units = tuple(dict.fromkeys((*so_far.papers, *one.papers))), (*so_far.units, *one.units)
        found[key] = replace(so_far, value=so_far.value + one.value, units=units, papers=papers)
    return list(found.values())


def check_shares(total: int, shares: Mapping[str, int], written: Callable[[int], object] = int) -> None:
    """Raise Refusal unless the shares, by unit code, are none below 0 and sum to the total exactly; `written` puts its
    numbers as people read them."""
    for code, value in shares.items():
        if value < 0:
            raise Refusal(_NEGATIVE, code=code)
    if (found := sum(shares.values())) != total:
        raise Refusal(_OTHER_SUM, sum=written(found), total=written(total), difference=written(total - found))
