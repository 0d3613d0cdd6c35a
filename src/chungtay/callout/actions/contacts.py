"""Who may ask for blood in a hospital's name: recorded, verified by calling back, ended."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.accounts.rules import normalised_phone
from chungtay.audit import actions as audit
from chungtay.callout.models import HospitalContact
from chungtay.callout.queries.duties import sealing_keys
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed
from chungtay.kernel.text import nfc, one_line
from chungtay.people.formats import profile_bytes
from chungtay.people.rules.profiles import Profile, checked_profile

NO_CONTACT = gettext_noop("Không có đầu mối bệnh viện số %(id)s.")
NO_HOSPITAL = gettext_noop("Cần ghi tên bệnh viện (nhiều nhất 200 chữ cái).")
NO_POINT = gettext_noop("Vĩ độ phải từ -90 đến 90, kinh độ từ -180 đến 180.")
NO_PHONE = gettext_noop("Số điện thoại của đầu mối không đúng.")
NOBODY_CALLED = gettext_noop("Xác minh phải do người đã gọi lại cho bệnh viện ghi.")


@transaction.atomic
def record_contact(
    *, by: User | None, at: datetime, on: date, unit_id: int, hospital: str, name: str, phone: str, latitude: float,
    longitude: float, area_id: int | None = None, remote: bool = False,
) -> HospitalContact:  # fmt: skip
    """Keep a hospital's contact, not verified yet; name and phone are sealed. Raises Refusal for what is no contact.

    `remote`: the hospital lies where article 15 may hold. Another person or number is another contact.
    """
    hospital = nfc(one_line(hospital))
    if not 0 < len(hospital) <= 200:
        raise Refusal(NO_HOSPITAL)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refusal(NO_POINT)
    number = normalised_phone(phone)
    if number is None:
        raise Refusal(NO_PHONE)
    kept = checked_profile(Profile(name, number), on)
    row = HospitalContact.objects.create(
        unit_id=unit_id, hospital=hospital, area_id=area_id, latitude=latitude, longitude=longitude, remote=remote
    )
    row.contact = sealed(profile_bytes(kept), keys=sealing_keys(), bound_to=f"contact:{row.pk}")
    row.save(update_fields=["contact"])
    _note(by, at, "record_contact", row)
    return row


@transaction.atomic
def verify_contact(*, by: User | None, at: datetime, contact_id: int) -> HospitalContact:
    """Say that the hospital was called back on the number on file. Raises Refusal without a person, and for one ended."""
    if by is None:
        raise Refusal(NOBODY_CALLED)
    row = _contact(contact_id)
    row.verified_at, row.verified_by = at, by
    row.save(update_fields=["verified_at", "verified_by"])
    _note(by, at, "verify_contact", row)
    return row


@transaction.atomic
def end_contact(*, by: User | None, at: datetime, contact_id: int, on: date) -> HospitalContact:
    """From a day on the contact opens no more requests. Raises Refusal for one that ended before."""
    row = _contact(contact_id)
    row.ended_on = on
    row.save(update_fields=["ended_on"])
    _note(by, at, "end_contact", row)
    return row


def _contact(contact_id: int) -> HospitalContact:
    row = HospitalContact.objects.select_for_update().filter(pk=contact_id, ended_on=None).first()
    if row is None:
        raise Refusal(NO_CONTACT, id=contact_id)
    return row


def _note(by: User | None, at: datetime, action: str, row: HospitalContact) -> None:
    audit.note(by=by, at=at, action=action, object_type="hospital_contact", object_id=row.pk, text=row.hospital)
