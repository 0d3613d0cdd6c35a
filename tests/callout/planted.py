"""A chapter with donors, a coordinator and a verified hospital, planted through the product's own actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from chungtay.accounts.models import User
from chungtay.blood.actions import add_donor
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donor
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.callout import actions
from chungtay.callout.models import BloodRequest, Call, CallWave, HospitalContact
from chungtay.callout.rules.states import CallState, Urgency
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.people.actions import add_person, record_consent
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import PersonSex, Profile
from chungtay.places.models import Area
from tests.factories.organizations import Chapter

NOW = datetime(2024, 11, 12, 3, 0, tzinfo=UTC)  # ten in the morning in Viet Nam
ON = date(2024, 11, 12)
HOSPITAL = (20.94, 106.81)
O_POSITIVE = {"product": "rbc", "abo": "O", "rhd": "+"}
NEAR_KM, FAR_KM = 3, 60


@dataclass
class Planted:
    """What stands: the coordinator on duty, the contact, donors by name."""

    user: User
    contact: HospitalContact
    donors: dict[str, Donor]
    areas: dict[int, Area]
    unit_id: int
    other_id: int

    def open(self, units: int = 1, need: Mapping[str, Any] = O_POSITIVE, **more: Any) -> BloodRequest:
        """A request as the hospital asks."""
        told = {"urgency": Urgency.CRITICAL, "needed_at": NOW + timedelta(hours=6), "at": NOW, "by": self.user, **more}
        return actions.open_request(contact_id=self.contact.pk, need=need, units=units, **told)

    def wave(self, request: BloodRequest, minutes: int = 0, **more: Any) -> CallWave | None:
        """A wave, so many minutes after the request."""
        told = {"by": self.user, "at": NOW + timedelta(minutes=minutes), **more}
        return actions.call_wave(request_id=request.pk, **told)

    def answer(self, call: Call, state: CallState, minutes: float = 1, **more: Any) -> Call:
        """An answer by the link."""
        told = {"by": None, "at": NOW + timedelta(minutes=minutes), **more}
        return actions.record_answer(call_id=call.pk, state=state, **told)


def planted(where: Chapter) -> Planted:
    """A coordinator on duty in Quảng Yên and a verified contact; no donors yet."""
    unit_id = where.id("22.206")
    user = User.objects.create_user("0912000077", "mật khẩu dài", name="điều phối", is_illustrative=True)
    assign_role(by=None, at=NOW, user=user, role=Role.BLOOD_COORDINATOR, valid_from=date(2024, 1, 1), unit_id=unit_id)
    actions.take_duty(by=user, at=NOW - timedelta(hours=1), unit_id=unit_id, until_at=NOW + timedelta(hours=12))
    contact = actions.record_contact(
        by=user, at=NOW, on=ON, unit_id=unit_id, hospital="Bệnh viện Minh Họa", name="Bác sĩ Minh Họa",
        phone="0912345678", latitude=HOSPITAL[0], longitude=HOSPITAL[1], remote=True,
    )  # fmt: skip
    actions.verify_contact(by=user, at=NOW, contact_id=contact.pk)
    areas = {km: _area(km) for km in (NEAR_KM, 30, FAR_KM)}
    return Planted(user, contact, {}, areas, unit_id, where.id("22.195"))


def donor(
    here: Planted, name: str, group: str = "O+", km: int = NEAR_KM, unit_id: int | None = None, consents: bool = True,
    **facts: Any,
) -> Donor:  # fmt: skip
    """A man of thirty and 60 kg against whom nothing stands, so far from the hospital."""
    profile = Profile(name, f"09{len(here.donors) + 20000000}", date(1994, 5, 1), PersonSex.MALE)
    person = add_person(by=None, at=NOW, on=ON, profile=profile, area_id=here.areas[km].pk)
    if consents:
        record_consent(
            by=None, at=NOW, person_id=person.pk, purpose=ConsentPurpose.EMERGENCY, proof=ConsentProof.PAPER, text="gọi"
        )
    typed = BloodGroup(group[:-1], group[-1])
    health = HealthFacts(**{"group": typed, "confirmed": True, "kg": 60, **facts})
    row = add_donor(by=None, at=NOW, person_id=person.pk, unit_id=unit_id or here.unit_id, health=health)
    here.donors[name] = row
    return row


def _area(km: int) -> Area:
    return Area.objects.create(
        name=f"Cách {km} km", kind="commune", tier="commune", valid_from=date(2000, 1, 1),
        latitude=HOSPITAL[0] + km / 111.2, longitude=HOSPITAL[1],
    )  # fmt: skip
