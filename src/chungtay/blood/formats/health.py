"""A donor's health as the bytes that are sealed, and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.eligibility import Deferral, Haemoglobin
from chungtay.bloodrules.rules.groups import UNKNOWN, TypedGroup

UNTYPED: Final = BloodGroup(None, None)


@dataclass(frozen=True, slots=True)
class HealthFacts:
    """What is kept of a donor's health; `confirmed`: a centre typed the group, it is not only what the donor says.

    `claimed`: another group that the donor says, beside the one that was typed.
    """

    group: BloodGroup = UNTYPED
    confirmed: bool = False
    kg: float | None = None
    phenotype: Mapping[str, str] = field(default_factory=dict)
    haemoglobin: Haemoglobin | None = None
    deferrals: tuple[Deferral, ...] = ()
    never: bool = False
    pregnant: bool = False
    confirmed_by: str = ""
    claimed: BloodGroup = UNKNOWN

    @property
    def typed(self) -> TypedGroup:
        """The group, and how it is known."""
        return TypedGroup(self.group, self.confirmed, self.confirmed_by, self.claimed)

    def with_group(self, typed: TypedGroup) -> "HealthFacts":
        """The same with another group."""
        return replace(
            self, group=typed.group, confirmed=typed.confirmed, confirmed_by=typed.confirmed_by, claimed=typed.claimed
        )


def health_bytes(facts: HealthFacts) -> bytes:
    """The facts as JSON, without what is not known."""
    measured = facts.haemoglobin
    told = {
        "abo": facts.group.abo,
        "rhd": facts.group.rhd,
        "confirmed": facts.confirmed,
        "kg": facts.kg,
        "phenotype": dict(facts.phenotype),
        "hb": [measured.value, measured.on.isoformat()] if measured else None,
        "deferrals": [[deferral.cause, deferral.on.isoformat()] for deferral in facts.deferrals],
        "never": facts.never,
        "pregnant": facts.pregnant,
        "by": facts.confirmed_by,
        "claimed": [facts.claimed.abo, facts.claimed.rhd] if facts.claimed != UNKNOWN else None,
    }
    return json.dumps({key: value for key, value in told.items() if value}, separators=(",", ":")).encode()


def health_facts(data: bytes) -> HealthFacts:
    """The facts again."""
    told = json.loads(data)
    measured = told.get("hb")
    return HealthFacts(
        BloodGroup(told.get("abo"), told.get("rhd")),
        told.get("confirmed", False),
        told.get("kg"),
        told.get("phenotype", {}),
        Haemoglobin(measured[0], date.fromisoformat(measured[1])) if measured else None,
        tuple(Deferral(cause, date.fromisoformat(on)) for cause, on in told.get("deferrals", ())),
        told.get("never", False),
        told.get("pregnant", False),
        told.get("by", ""),
        BloodGroup(*told.get("claimed", (None, None))),
    )
