"""The funnel of a drive: how far those who signed up came, the bags they gave, and what no result can be."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import half_up

from .counting import BagCount, UnitConvention, bag_count

STEPS: Final[dict[str, str]] = {
    "registered": gettext_noop("Đăng ký"),
    "came": gettext_noop("Tham gia"),
    "eligible": gettext_noop("Đủ điều kiện"),
    "donated": gettext_noop("Hiến"),
}
WIDER = gettext_noop("%(later)s (%(more)s) nhiều hơn %(earlier)s (%(less)s): xem lại hai số này.")
BELOW_KEPT = gettext_noop("%(step)s: ghi %(told)s, ít hơn %(kept)s người đã ghi từng người trong danh sách.")
BAGS_BELOW_KEPT = gettext_noop("Túi %(ml)s ml: ghi %(told)s, ít hơn %(kept)s túi đã ghi từng người trong danh sách.")
TOO_MANY_BAGS = gettext_noop("Số túi máu (%(bags)s) nhiều hơn số người hiến (%(donated)s).")
NO_SIZE = gettext_noop("Không có cỡ túi %(ml)s ml trong quy tắc đang áp dụng.")
NEGATIVE = gettext_noop("Số người và số túi không được âm.")


@dataclass(frozen=True, slots=True)
class Funnel:
    """So many registered, of them came, were found eligible, gave; bags by volume in ml."""

    registered: int = 0
    came: int = 0
    eligible: int = 0
    donated: int = 0
    bags: Mapping[int, int] = field(default_factory=dict)

    @property
    def no_shows(self) -> int:
        """Who registered and did not come."""
        return self.registered - self.came

    @property
    def counted(self) -> BagCount:
        """The bags counted both ways."""
        return bag_count(self.bags)

    def steps(self) -> tuple[tuple[str, int], ...]:
        """The four numbers by name, the widest first."""
        return tuple((name, getattr(self, name)) for name in STEPS)


def check_result(told: Funnel, kept: Funnel, sizes: Collection[int]) -> None:
    """Raises Refusal where a result is none: it widens, has more bags than donors, a bag of no size, or is below what
    was kept one by one; the message names both numbers."""
    steps = told.steps()
    if min([number for _name, number in steps] + list(told.bags.values())) < 0:
        raise Refusal(NEGATIVE)
    for (name, number), (_same, least) in zip(steps, kept.steps(), strict=True):
        if number < least:
            raise Refusal(BELOW_KEPT, step=Refusal(STEPS[name]), told=number, kept=least)
    for (wide, less), (narrow, more) in pairwise(steps):
        if more > less:
            raise Refusal(WIDER, earlier=Refusal(STEPS[wide]), less=less, later=Refusal(STEPS[narrow]), more=more)
    _check_bags(told, kept, sizes)


def _check_bags(told: Funnel, kept: Funnel, sizes: Collection[int]) -> None:
    for ml in sorted(told.bags.keys() | kept.bags.keys()):
        number, least = told.bags.get(ml, 0), kept.bags.get(ml, 0)
        if number and not least and ml not in sizes:
            raise Refusal(NO_SIZE, ml=ml)
        if number < least:
            raise Refusal(BAGS_BELOW_KEPT, ml=ml, told=number, kept=least)
    if told.counted.bags > told.donated:
        raise Refusal(TOO_MANY_BAGS, bags=told.counted.bags, donated=told.donated)


def units_counted(count: BagCount, convention: UnitConvention) -> int:
    """Units of blood as the chapter counts them; equivalents to the nearest whole, a half upwards."""
    return count.bags if convention is UnitConvention.BAG else half_up(count.equivalents)
