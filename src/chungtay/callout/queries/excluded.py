"""Who is not called, and why: looked at only when somebody asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from chungtay.bloodrules.rules.calling import CallRequest, rests_until
from chungtay.bloodrules.rules.eligibility import free_on
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.bloodrules.rules.ranking import DonorCard, Muster
from chungtay.callout.models import BloodRequest
from chungtay.callout.queries.lists import asked_of, reach_of
from chungtay.callout.queries.muster import Roll
from chungtay.callout.rules.states import Tier

_OF_HEALTH: Final = frozenset(
    {ExclusionReason.INTERVAL, ExclusionReason.DEFERRED, ExclusionReason.HB_LOW_LAST, ExclusionReason.AGE_LOW}
)
_PASSING: Final = _OF_HEALTH | {ExclusionReason.COOLDOWN, ExclusionReason.INACTIVE, ExclusionReason.NIGHT}


@dataclass(frozen=True, slots=True)
class ExcludedDonor:
    """A donor's number, everything that stands against calling, and the day from which nothing of it does (None: no such
    day is known)."""

    number: int
    reasons: tuple[ExclusionReason, ...]
    back_on: date | None


def against(
    request: BloodRequest, roll: Roll, at: datetime, tier: Tier, numbers: Iterable[int]
) -> list[tuple[int, tuple[ExclusionReason, ...]]]:
    """Everything that stands against calling these donors in a tier; those against whom nothing does are left out."""
    reach, asked = reach_of(roll, request.unit_id, at, tier), asked_of(request, at, request.units)
    muster, place = roll.muster.under(reach.policy), (request.contact.latitude, request.contact.longitude)
    known = (number for number in numbers if number in muster.cards)
    found = ((number, muster.reasons(number, asked, place, reach.roster)) for number in known)
    return [(number, reasons) for number, reasons in found if reasons]


def back_again(
    request: BloodRequest, roll: Roll, at: datetime, found: Iterable[tuple[int, tuple[ExclusionReason, ...]]],
    pauses: Mapping[int, date | None],
) -> list[ExcludedDonor]:  # fmt: skip
    """The same with the day on which each comes back. `pauses`: until when a donor who takes part wants to rest."""
    asked, muster = asked_of(request, at, request.units), roll.muster
    return [
        ExcludedDonor(number, reasons, _back_on(muster, muster.cards[number], reasons, asked, pauses.get(number)))
        for number, reasons in found
    ]


def _back_on(
    muster: Muster, card: DonorCard, reasons: tuple[ExclusionReason, ...], asked: CallRequest, pause: date | None
) -> date | None:
    if not _PASSING.issuperset(reasons):
        return None
    days: list[date | None] = [asked.at.date()]
    if _OF_HEALTH.intersection(reasons):
        days.append(free_on(card.donor.health, muster.rules, asked.need.product, muster.policy.hb_days))
    if ExclusionReason.INACTIVE in reasons:
        days.append(pause)
    if ExclusionReason.COOLDOWN in reasons and card.donor.last_called_on:
        days.append(rests_until(card.donor.last_called_on, muster.policy))
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None
