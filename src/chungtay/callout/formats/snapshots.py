"""Everything that a wave looked at, as bytes from which its list is made again: rules, policy, table and donors by number.

Health stands in it, so that it is sealed where it is kept; no name or phone number does.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from chungtay.bloodrules.formats.cases import need_of
from chungtay.bloodrules.rules.calling import CallDonor, CallPolicy, CallRequest
from chungtay.bloodrules.rules.compatibility import BloodGroup, Table
from chungtay.bloodrules.rules.eligibility import Deferral, Donation, DonorHealth, Haemoglobin
from chungtay.bloodrules.rules.kinds import Product, Sex
from chungtay.bloodrules.rules.ranking import DonorCard, Muster, RankedDonor
from chungtay.bloodrules.rules.rulesets import BloodRule, RuleSet, donor_rules


def asked(need: Mapping[str, Any], at: datetime, units: int, *, critical: bool) -> CallRequest:
    """A kept need as the rules take it; `at` in the chapter's own time."""
    return CallRequest(need_of(need), at, units, tuple(need["antigen_neg"]), critical)


def snapshot_bytes(rules: RuleSet, policy: CallPolicy, table: Table, cards: Iterable[DonorCard]) -> bytes:
    """The snapshot, compressed; the same values give the same bytes."""
    told = {
        "version": rules.version,
        "rules": {name: rule.value for name, rule in rules.rules.items()},
        "policy": {**asdict(policy), "accept": dict(policy.accept)},
        "table": {
            product.value: {abo: list(donors) for abo, donors in rows.items()} for product, rows in table.items()
        },
        "cards": [_row(card) for card in cards],
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), default=_iso)
    return zlib.compress(text.encode(), level=1)


def snapshot_muster(data: bytes) -> Muster:
    """The muster again, under the rules, policy and table of that moment."""
    told = json.loads(zlib.decompress(data))
    rules = RuleSet(told["version"], told["version"], {name: BloodRule(value) for name, value in told["rules"].items()})
    table = {Product(name): {abo: tuple(d) for abo, d in rows.items()} for name, rows in told["table"].items()}
    policy = told["policy"]
    policy |= {
        "bands_km": tuple(policy["bands_km"]),
        "night_from": time.fromisoformat(policy["night_from"]),
        "night_until": time.fromisoformat(policy["night_until"]),
    }
    return Muster(map(_card, told["cards"]), donor_rules(rules), CallPolicy(**policy), table)


def digest(data: bytes) -> str:
    """What the chain of steps keeps of a snapshot."""
    return hashlib.sha256(data).hexdigest()


def as_text(data: bytes) -> str:
    """Bytes as text for a column of JSON."""
    return base64.b85encode(data).decode()


def as_bytes(text: str) -> bytes:
    """The bytes again."""
    return base64.b85decode(text)


def order_row(one: RankedDonor) -> list[Any]:
    """A place in the order, as it is kept: number, rank of the group, roster, band, calls, day of the last call, km."""
    last = one.last_called_on.isoformat() if one.last_called_on else None
    km = None if one.km is None else round(one.km, 3)
    return [one.number, one.match_rank, one.on_roster, one.band, one.calls_365, last, km]


def ranked_donor(row: list[Any]) -> RankedDonor:
    """The place again."""
    number, rank, on_roster, band, calls, last, km = row
    return RankedDonor(number, rank, on_roster, band, calls, date.fromisoformat(last) if last else None, km)


def _row(card: DonorCard) -> list[Any]:
    donor, health = card.donor, card.donor.health
    measured = health.haemoglobin
    return [
        card.number, card.place, donor.group.abo, donor.group.rhd, donor.active, donor.consents, dict(donor.phenotype),
        donor.last_called_on, donor.calls_365, donor.busy, donor.called_at_night,
        health.sex, health.born_on, health.kg, health.pregnant, health.never,
        [[one.on, one.component, one.ml] for one in health.history],
        [[one.cause, one.on] for one in health.deferrals], [measured.value, measured.on] if measured else None,
    ]  # fmt: skip


def _card(row: list[Any]) -> DonorCard:
    number, place, abo, rhd, active, consents, phenotype, last, calls, busy, at_night, *of_health = row
    sex, born_on, kg, pregnant, never, history, deferrals, measured = of_health
    health = DonorHealth(
        Sex(sex) if sex else None, _day(born_on), kg, pregnant, never,
        tuple(Donation(date.fromisoformat(on), component, ml) for on, component, ml in history),
        tuple(Deferral(cause, date.fromisoformat(on)) for cause, on in deferrals),
        Haemoglobin(measured[0], date.fromisoformat(measured[1])) if measured else None,
    )  # fmt: skip
    donor = CallDonor(
        health, BloodGroup(abo, rhd), active, consents, phenotype, last_called_on=_day(last), calls_365=calls, busy=busy,
        called_at_night=at_night,
    )  # fmt: skip
    return DonorCard(number, donor, (place[0], place[1]) if place else None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _iso(value: object) -> str:
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
