"""Is this donor called for this request: every reason against it, in one order, each with its day of return.

Policy (radius, rest between calls, cap, night) is the chapter's own and stands in data; none of it is law.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from .compatibility import BloodGroup, Need, Table, match_rank, rhd_suits
from .eligibility import DonorHealth, eligibility
from .kinds import ORDER, ExclusionReason
from .rulesets import DonorRules

NIGHT_FROM, NIGHT_UNTIL = time(22), time(6)  # where the policy says nothing else


@dataclass(frozen=True, slots=True)
class CallPolicy:
    """The chapter's own settings of the call-out: km, days, calls; `accept` by tier the chance that a call gives a unit."""

    radius_km: float
    cooldown_days: int
    cap_365: int
    protect_rare: bool
    hb_days: int
    unknown_antigen_excludes: bool
    accept: Mapping[str, float]
    confidence: float
    wave_gap_s: int
    reserve: int
    bands_km: tuple[float, ...]
    night_from: time = NIGHT_FROM
    night_until: time = NIGHT_UNTIL


def call_policy(values: Mapping[str, Any]) -> CallPolicy:
    """The settings read for use. Raises KeyError, TypeError or ValueError where one is missing or no number."""
    return CallPolicy(
        radius_km=float(values["radius_km"]),
        cooldown_days=int(values["cooldown_days"]),
        cap_365=int(values["cap_365"]),
        protect_rare=bool(values["protect_rare_rhd_neg"]),
        hb_days=int(values["hb_last_valid_days"]),
        unknown_antigen_excludes=values["antigen_unknown"] == "exclude",
        accept={str(tier): float(p) for tier, p in values["accept_p"].items()},
        confidence=float(values["wave_confidence"]),
        wave_gap_s=int(values["wave_gap_s"]),
        reserve=int(values["reserve_urgent"]),
        bands_km=tuple(map(float, values["distance_bands_km"])),
    )


@dataclass(frozen=True, slots=True)
class CallDonor:
    """A donor as the call-out sees one: health and group, consent, how far, how often called. Never a name or number."""

    health: DonorHealth
    group: BloodGroup
    active: bool = True
    consents: bool = False
    phenotype: Mapping[str, str] = field(default_factory=dict)
    km: float | None = None
    on_roster: bool = False
    last_called_on: date | None = None
    calls_365: int = 0
    busy: bool = False
    called_at_night: bool = False


@dataclass(frozen=True, slots=True)
class CallRequest:
    """What a hospital asks for, and when it is looked at; `critical`: the night does not stop a call."""

    need: Need
    at: datetime
    units: int = 1
    antigens_negative: tuple[str, ...] = ()
    critical: bool = False


def call_reasons(
    donor: CallDonor, request: CallRequest, rules: DonorRules, policy: CallPolicy, table: Table
) -> tuple[ExclusionReason, ...]:
    """Everything that stands against calling the donor, in the order of telling; empty: is called."""
    health = eligibility(donor.health, rules, request.at.date(), request.need.product, policy.hb_days)
    found = {*health.reasons, *_of_the_match(donor, request, policy, table), *_of_the_policy(donor, request, policy)}
    if not donor.active:
        found.add(ExclusionReason.INACTIVE)
    if not donor.consents:
        found.add(ExclusionReason.NO_CONSENT)
    return tuple(sorted(found, key=ORDER.__getitem__))


def _of_the_match(
    donor: CallDonor, request: CallRequest, policy: CallPolicy, table: Table
) -> Iterator[ExclusionReason]:
    need = request.need
    if match_rank(donor.group, need, table) is None:
        yield ExclusionReason.ABO
    if not rhd_suits(donor.group, need):
        yield ExclusionReason.RHD
    if is_reserved(donor.group, need, policy):
        yield ExclusionReason.RARE_RESERVED
    typed = [donor.phenotype.get(antigen) for antigen in request.antigens_negative]
    if "+" in typed:
        yield ExclusionReason.ANTIGEN_POS
    if policy.unknown_antigen_excludes and any(value not in ("+", "-") for value in typed):
        yield ExclusionReason.ANTIGEN_UNKNOWN


def _of_the_policy(donor: CallDonor, request: CallRequest, policy: CallPolicy) -> Iterator[ExclusionReason]:
    if not donor.on_roster and (donor.km is None or donor.km > policy.radius_km):
        yield ExclusionReason.RANGE
    since = (request.at.date() - donor.last_called_on).days if donor.last_called_on else None
    if since is not None and since < policy.cooldown_days:
        yield ExclusionReason.COOLDOWN
    if donor.calls_365 >= policy.cap_365:
        yield ExclusionReason.CAP
    if donor.busy:
        yield ExclusionReason.BUSY
    if not (donor.called_at_night or request.critical) and is_night(request.at.time(), policy):
        yield ExclusionReason.NIGHT


def is_reserved(donor: BloodGroup, need: Need, policy: CallPolicy) -> bool:
    """Is a rare RhD-negative donor kept for those who need one?"""
    return policy.protect_rare and donor.rhd == "-" and need.group.rhd != "-" and not need.needs_negative


def is_night(at: time, policy: CallPolicy) -> bool:
    """Is nobody called at this time without having allowed it?"""
    return at >= policy.night_from or at < policy.night_until


def rests_until(last_called_on: date, policy: CallPolicy) -> date:
    """The day from which a donor may be called again."""
    return last_called_on + timedelta(policy.cooldown_days)
