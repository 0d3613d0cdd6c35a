"""How wide a call goes, and what a named person may set aside; nothing here looks at a donor."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time
from typing import Final

from chungtay.bloodrules.rules.calling import CallPolicy
from chungtay.bloodrules.rules.compatibility import Need
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.callout.rules.states import Tier
from chungtay.kernel.errors import Refusal, gettext_noop

NEIGHBOURS_TIMES: Final = 2  # the radius, where clubs round about are asked
ANYWHERE_KM: Final = 20_000.0
NO_CAP: Final = 1_000_000
LEARNED_FROM: Final = 30  # calls, before past ones say anything of the next
PRIOR_CALLS: Final = 10  # how many calls the policy's own chance weighs as
ORDER: Final = tuple(Tier)
OVERRIDABLE: Final = frozenset(
    {
        ExclusionReason.RANGE,
        ExclusionReason.COOLDOWN,
        ExclusionReason.CAP,
        ExclusionReason.NIGHT,
        ExclusionReason.RARE_RESERVED,
    }
)
NEVER = gettext_noop("Lý do “%(reason)s” không bỏ qua được: chỉ bác sĩ tại chỗ hoặc chính người hiến quyết định.")
HOSPITAL_FIRST = gettext_noop("Máu hiếm chỉ dùng cho người khác khi bệnh viện đã đồng ý; hãy ghi bệnh viện đã đồng ý.")
WHO_AND_WHY = gettext_noop("Bỏ qua một lý do cần có người điều phối đang trực và lý do.")
_NO_NIGHT: Final = (time.max, time.min)


def starts_at(need: Need, antigens_negative: Collection[str]) -> Tier:
    """The first tier of a request: who is rare leaves the club at once."""
    return Tier.PROVINCE if is_rare(need, antigens_negative) else Tier.ROSTER


def is_rare(need: Need, antigens_negative: Collection[str]) -> bool:
    """Does it need RhD-negative or antigen-negative blood? Then the province and the institute are asked side by side."""
    return need.needs_negative or bool(antigens_negative)


def next_tier(tier: Tier) -> Tier | None:
    """One wider; None after the widest."""
    place = ORDER.index(tier) + 1
    return ORDER[place] if place < len(ORDER) else None


def called_in(tier: Tier) -> Tier:
    """Among whom donors are looked for: when only the institute is left, the province again, for who became free."""
    return Tier.PROVINCE if tier is Tier.NATIONAL else tier


def is_wider(tier: Tier, than: Tier) -> bool:
    """Does it go further?"""
    return ORDER.index(tier) > ORDER.index(than)


def chance_kind(tier: Tier) -> str:
    """Under which name the policy keeps the chance that a call of this tier gives a unit."""
    return tier.value if tier in (Tier.ROSTER, Tier.CLUB) else "other"


def learned_rate(prior: float, called: int, yes: int, came: int, gave: int) -> float:
    """The chance that a call gives a unit: the policy's own until 30 calls are known, then
    (yes x gave / came + 10 prior) / (called + 10).

    `yes`: who said yes, those among them for whom there was no place any more; `came`: of those with a place, who gave,
    was deferred on site or did not come; `gave`: who gave. So a small need does not look like unwilling donors. It is the
    mean of a beta distribution in which the policy weighs as much as ten calls: never 0, never 1.
    """
    if called < LEARNED_FROM:
        return prior
    units = yes * gave / came if came else float(yes)
    return (units + PRIOR_CALLS * prior) / (called + PRIOR_CALLS)


def checked_overrides(
    reasons: Collection[ExclusionReason], *, on_duty: bool, why: str, hospital_agreed: bool
) -> tuple[ExclusionReason, ...]:
    """The reasons that may be set aside, in order. Raises Refusal naming the first that may not, or what is missing."""
    for reason in sorted(reasons, key=list(ExclusionReason).index):
        if reason not in OVERRIDABLE:
            raise Refusal(NEVER, reason=reason.value.upper())
    if reasons and not (on_duty and why.strip()):
        raise Refusal(WHO_AND_WHY)
    if ExclusionReason.RARE_RESERVED in reasons and not hospital_agreed:
        raise Refusal(HOSPITAL_FIRST)
    return tuple(sorted(reasons, key=list(ExclusionReason).index))


def policy_of(policy: CallPolicy, tier: Tier, overrides: Collection[ExclusionReason]) -> CallPolicy:
    """The chapter's policy as it holds for a tier with these reasons set aside."""
    radius = policy.radius_km * (NEIGHBOURS_TIMES if tier is Tier.NEIGHBOURS else 1)
    anywhere = tier is Tier.PROVINCE or ExclusionReason.RANGE in overrides
    night = _NO_NIGHT if ExclusionReason.NIGHT in overrides else (policy.night_from, policy.night_until)
    return replace(
        policy,
        radius_km=ANYWHERE_KM if anywhere else radius,
        cooldown_days=0 if ExclusionReason.COOLDOWN in overrides else policy.cooldown_days,
        cap_365=NO_CAP if ExclusionReason.CAP in overrides else policy.cap_365,
        protect_rare=policy.protect_rare and ExclusionReason.RARE_RESERVED not in overrides,
        night_from=night[0],
        night_until=night[1],
    )


def roster_days(at: datetime, policy: CallPolicy) -> tuple[int, ...]:
    """Whose roster it is, as days back: today's; before the night ends yesterday's too."""
    return (0, 1) if at.time() < policy.night_until else (0,)
