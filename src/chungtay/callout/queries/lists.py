"""Whom a wave calls: the order, and how many of it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chungtay.bloodrules.rules.calling import CallPolicy, CallRequest
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.bloodrules.rules.ranking import Place, RankedDonor, Wanted
from chungtay.bloodrules.rules.waves import Wave, wave
from chungtay.callout.formats.snapshots import asked
from chungtay.callout.models import BloodRequest
from chungtay.callout.queries.duties import local_time
from chungtay.callout.queries.muster import Roll
from chungtay.callout.rules.states import Tier, Urgency
from chungtay.callout.rules.tiers import policy_of, roster_days
from chungtay.organizations.queries import structure


@dataclass(frozen=True, slots=True)
class CallReach:
    """Among whom a tier looks: policy with what was set aside, tonight's roster, whom it looks at (None: at everybody)."""

    policy: CallPolicy
    roster: frozenset[int]
    among: Wanted | None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Whom to call for a request now, in order; `chance` that one call gives a unit; `wave` says how many and how sure."""

    tier: Tier
    asked: CallRequest
    place: Place
    reach: CallReach
    chance: float
    wave: Wave
    order: tuple[RankedDonor, ...]


def shortlist(
    roll: Roll, request: CallRequest, place: Place, tier: Tier, reach: CallReach, chance: float
) -> Shortlist:  # fmt: skip
    """The wave of a tier: no database is asked."""
    order: list[RankedDonor] = []

    def chances() -> Iterator[float]:
        if tier is not Tier.NATIONAL:
            for one in roll.muster.under(reach.policy).in_order(request, place, reach.roster, reach.among):
                order.append(one)
                yield chance

    found = wave(request.units, chances(), reach.policy.confidence)
    return Shortlist(tier, request, place, reach, chance, found, tuple(order))


def shortlist_of(
    request: BloodRequest, roll: Roll, at: datetime, tier: Tier, overrides: Collection[ExclusionReason] = (),
    already: Collection[int] | None = None,
) -> Shortlist:  # fmt: skip
    """The wave of a tier for a request that stands; who was called for it (`already`) is not called again."""
    already = frozenset(request.calls.values_list("donor", flat=True)) if already is None else already
    missing = max(0, places_wanted(request) - request.taken)
    reach = reach_of(roll, request.unit_id, at, tier, overrides, already)
    place = (request.contact.latitude, request.contact.longitude)
    return shortlist(roll, asked_of(request, at, missing), place, tier, reach, roll.chances[tier])


def asked_of(request: BloodRequest, at: datetime, units: int) -> CallRequest:
    """What the request asks for, as the rules take it at a moment."""
    return asked(request.need, local_time(at), units, critical=request.urgency == Urgency.CRITICAL)


def reach_of(
    roll: Roll, unit_id: int, at: datetime, tier: Tier, overrides: Collection[ExclusionReason] = (),
    already: Collection[int] = (),
) -> CallReach:  # fmt: skip
    """Among whom a tier looks: the roster; the unit's own and those below it; from there on everybody of the province."""
    policy = policy_of(roll.muster.policy, tier, overrides)
    roster = on_roster(roll, unit_id, at) & roll.muster.cards.keys()
    if tier is Tier.ROSTER:
        return CallReach(policy, roster, lambda number: number in roster and number not in already)
    if tier is Tier.CLUB:
        own = (roll.tree or structure()).descendant_ids([unit_id])
        return CallReach(policy, roster, lambda number: roll.units[number] in own and number not in already)
    return CallReach(policy, roster, (lambda number: number not in already) if already else None)


def on_roster(roll: Roll, unit_id: int, at: datetime) -> frozenset[int]:
    """Donors on the roster of the unit and all below it; before the night is over yesterday's too."""
    here = local_time(at)
    days = {str(here.date() - timedelta(days=back)) for back in roster_days(here, roll.muster.policy)}
    rows = [(donor, unit) for donor, unit, day in roll.roster if day in days]
    below = (roll.tree or structure()).descendant_ids([unit_id]) if rows else set()
    return frozenset(donor for donor, unit in rows if unit in below)


def places_wanted(request: BloodRequest) -> int:
    """Places that may be claimed: the units asked for, and the reserve."""
    return request.units + int(request.need.get("reserve", 0))
