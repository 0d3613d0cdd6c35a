"""A donor's group, as said and as a centre typed it: a typed group is replaced by another typing with a reason, never by
what somebody says."""

from dataclasses import dataclass, replace
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

from .compatibility import BloodGroup

UNKNOWN: Final = BloodGroup(None, None)
OTHERWISE = gettext_noop(
    "Nhóm máu đã được cơ sở máu xác nhận là %(kept)s; muốn ghi %(told)s theo kết quả xét nghiệm khác, cần ghi lý do."
)


@dataclass(frozen=True, slots=True)
class TypedGroup:
    """What counts, whether a centre confirmed it and which, and what the donor said besides where that differs."""

    group: BloodGroup
    confirmed: bool = False
    confirmed_by: str = ""
    claimed: BloodGroup = UNKNOWN

    @property
    def contradicts(self) -> bool:
        """Does the donor say another group than the one that was typed?"""
        pairs = ((self.claimed.abo, self.group.abo), (self.claimed.rhd, self.group.rhd))
        return self.confirmed and any(said and typed and said != typed for said, typed in pairs)


def settled(kept: TypedGroup, told: TypedGroup, reason: str = "") -> TypedGroup:
    """What is kept after something was told. Raises Refusal for another typing without a reason."""
    if told.group.abo is None and told.group.rhd is None:
        return kept
    if not told.confirmed:
        return replace(kept, claimed=told.group) if kept.confirmed else told
    if not kept.confirmed:
        return replace(told, claimed=kept.group)
    if told.group != kept.group and not reason.strip():
        raise Refusal(OTHERWISE, kept=written(kept.group), told=written(told.group))
    return replace(told, claimed=kept.claimed, confirmed_by=told.confirmed_by or kept.confirmed_by)


def written(group: BloodGroup) -> str:
    """O+, A-; a question mark where a part is not known."""
    return f"{group.abo or '?'}{group.rhd or '?'}"
