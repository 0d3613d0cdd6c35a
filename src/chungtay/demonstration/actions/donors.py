"""Donors of two clubs: the college's, ready for emergencies as the seed says, and a commune's."""

from datetime import date, datetime

from chungtay.accounts.models import User
from chungtay.blood.actions import Registration, record_donation, record_health, record_registration
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.queries.places import communes
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.demonstration.rules.chance import Chance
from chungtay.demonstration.rules.donors import DemonstrationDonor, donors
from chungtay.people.rules.consents import PURPOSE_NAMES, ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import PersonSex, Profile

from .chapter import unit_id
from .people import REFORM

_CENTRE = "Trung tâm máu (minh họa)"


def enrol_donors(*, by: User | None, at: datetime, seed: int, through: date) -> int:
    """Enrol the donors with what they agreed to and what they gave; how many."""
    school = unit_id("22.cdyt", through)
    commune = unit_id("22.07132" if through >= REFORM else "22.206", through)
    areas, made = [int(pk) for pk, _name in communes(through)], 0
    for planned in donors(seed, through):
        area = Chance(seed, "donor's area", planned.phone).one_of(areas) if areas else None
        told = _registration(planned, school if planned.at_school else commune, area)
        donor, _new = record_registration(by=by, at=at, on=through, told=told)
        if donor is None:
            continue
        made += 1
        if planned.heard:
            said = HealthFacts(BloodGroup(planned.heard, "+"), kg=planned.kg)
            record_health(by=by, at=at, donor_id=donor.pk, health=said)
        for day, ml in planned.given:
            record_donation(
                by=by, at=at, on=through, donor_id=donor.pk, unit_id=donor.unit_id, given_on=day, component="WB", ml=ml
            )
    return made


def _registration(planned: DemonstrationDonor, unit: int, area: int | None) -> Registration:
    agreed = {
        ConsentPurpose.KEEP: True, ConsentPurpose.EMERGENCY: planned.emergency, ConsentPurpose.DRIVES: planned.drives,
        ConsentPurpose.HONOURS: planned.honours,
    }  # fmt: skip
    sex = PersonSex.FEMALE if planned.is_woman else PersonSex.MALE
    confirmed = planned.confirmed or bool(planned.heard)
    health = HealthFacts(
        BloodGroup(planned.abo, planned.rhd), confirmed, planned.kg, confirmed_by=_CENTRE if confirmed else ""
    )
    return Registration(
        Profile(planned.name, planned.phone, planned.born_on, sex), unit,
        {purpose: PURPOSE_NAMES[purpose] for purpose, yes in agreed.items() if yes}, ConsentProof.PAPER, health, area,
        note="Dữ liệu minh họa",
    )  # fmt: skip
