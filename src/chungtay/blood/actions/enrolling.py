"""A person enrolled as a donor with consents, corrected, resting, ended, joined with another row, erased."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.accounts.rules import normalised_phone
from chungtay.audit import actions as audit
from chungtay.blood.formats.health import HealthFacts
from chungtay.blood.models import Donor
from chungtay.blood.queries.donors import facts_of
from chungtay.blood.queries.retention import donors_forgotten
from chungtay.blood.rules.states import SignUpState
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.people import actions as people
from chungtay.people.queries import person_by_phone, profiles
from chungtay.people.rules.consents import ConsentProof, ConsentPurpose
from chungtay.people.rules.profiles import Profile

from .donors import add_donor, record_health
from .tokens import new_token

NO_PHONE = gettext_noop("Số điện thoại không hợp lệ: cần 10 hoặc 11 chữ số, bắt đầu bằng số 0.")
NO_KEEPING = gettext_noop("Chưa đồng ý cho lưu thông tin thì chưa đăng ký được.")
ELSEWHERE = gettext_noop("Số điện thoại này là của người hiến máu mã %(id)s, thuộc đơn vị khác.")
GONE = gettext_noop("Hồ sơ hiến máu %(id)s không có, đã xóa hoặc đã gộp.")
NO_REASON = gettext_noop("Cần ghi lý do.")


@dataclass(frozen=True, slots=True)
class Registration:
    """What a person or a club tells to enrol somebody; consents by purpose with the words that stood there."""

    profile: Profile
    unit_id: int
    consents: Mapping[ConsentPurpose, str]
    proof: ConsentProof
    health: HealthFacts
    area_id: int | None = None
    night_ok: bool = False
    note: str = ""


@transaction.atomic
def record_registration(
    *, by: User | None, at: datetime, on: date, told: Registration, within: Collection[int] = ()
) -> tuple[Donor | None, bool]:
    """Enrol somebody; whether a new donor came of it.

    A phone number that is there already is that person: no second row. To a donor of the units `within` a coordinator
    adds consents and a group. A visitor (`by` None) may be anybody who knows the number: nothing is changed, nobody shown.
    Raises Refusal without a phone number, without consent to be kept, for what is no profile, and to a coordinator for a
    donor of another unit.
    """
    phone = normalised_phone(told.profile.phone)
    if phone is None:
        raise Refusal(NO_PHONE)
    if ConsentPurpose.KEEP not in told.consents:
        raise Refusal(NO_KEEPING)
    # The line comes first: its lock lets one registration look at a number after the other (a button pressed twice).
    audit.note(by=by, at=at, action="record_registration", object_type="unit", object_id=told.unit_id)
    person = person_by_phone(phone)
    known = Donor.objects.filter(person=person).first() if person else None
    if person and by is None:
        return None, False
    if known and known.unit_id not in within:
        raise Refusal(ELSEWHERE, id=known.pk)
    if person is None:
        profile = replace(told.profile, phone=phone)
        person = people.add_person(by=by, at=at, on=on, profile=profile, area_id=told.area_id)
    for purpose, text in told.consents.items():
        people.record_consent(
            by=by, at=at, person_id=person.pk, purpose=purpose, proof=told.proof, text=text, note=told.note
        )
    if known:
        facts = facts_of([known])[known.pk].with_group(told.health.typed)
        return record_health(by=by, at=at, donor_id=known.pk, health=facts), False
    donor = add_donor(
        by=by, at=at, person_id=person.pk, unit_id=told.unit_id, health=told.health, night_ok=told.night_ok
    )
    return donor, True


@transaction.atomic
def correct_donor(
    *, by: User | None, at: datetime, on: date, donor_id: int, profile: Profile, unit_id: int, area_id: int | None,
    night_ok: bool,
) -> Donor:  # fmt: skip
    """Another profile (an empty phone number: the one that is kept), club, commune. Raises Refusal as `correct_person`."""
    donor = standing_donor(donor_id)
    phone = normalised_phone(profile.phone) if profile.phone else profiles([donor.person])[donor.person_id].phone
    if phone is None:
        raise Refusal(NO_PHONE)
    people.correct_person(
        by=by, at=at, on=on, person_id=donor.person_id, profile=replace(profile, phone=phone), area_id=area_id
    )
    donor.unit_id, donor.night_ok, donor.changed_at = unit_id, night_ok, at
    donor.save(update_fields=["unit", "night_ok", "changed_at"])
    return donor


@transaction.atomic
def end_donor(*, by: User | None, at: datetime, donor_id: int, reason: str) -> None:
    """The donor takes part no longer; what was given stands. Raises Refusal without a reason."""
    if not reason.strip():
        raise Refusal(NO_REASON)
    donor = standing_donor(donor_id)
    donor.active, donor.changed_at = False, at
    donor.save(update_fields=["active", "changed_at"])
    audit.note(by=by, at=at, action="end_donor", object_type="donor", object_id=donor.pk)


@transaction.atomic
def end_pause(*, by: User | None, at: datetime, donor_id: int) -> None:
    """The donor is back, from a rest or from having ended."""
    donor = standing_donor(donor_id)
    donor.active, donor.returns_on, donor.changed_at = True, None, at
    donor.save(update_fields=["active", "returns_on", "changed_at"])
    audit.note(by=by, at=at, action="end_pause", object_type="donor", object_id=donor.pk)


@transaction.atomic
def erase_donor(*, by: User | None, at: datetime, donor_id: int, reason: str) -> None:
    """Take away everything personal of a donor: person, health, causes of deferrals; the own page opens no more.

    Days and volumes given stand, of nobody. Raises Refusal without a reason, and for one who is gone.
    """
    donor = standing_donor(donor_id)
    people.erase_person(by=by, at=at, person_id=donor.person_id, reason=reason)
    for row in Donor.objects.filter(person__erased_at=at):
        row.health, row.active, row.token, row.changed_at = None, False, new_token(), at
        row.returns_on, row.night_ok, row.erasure_asked_at = None, False, None
        row.save()
        row.sign_ups.exclude(cause="").update(cause="")
        coming = row.sign_ups.filter(state=SignUpState.REGISTERED, drive__held_on__gte=day_of(at))
        coming.update(state=SignUpState.WITHDRAWN, changed_at=at)
    audit.note(by=by, at=at, action="erase_donor", object_type="donor", object_id=donor.pk)


def erase_forgotten(*, by: User | None, at: datetime) -> int:
    """Erase the donors of whom nothing was heard for longer than the setting allows; how many."""
    old = donors_forgotten(at)
    for donor_id in old:
        erase_donor(by=by, at=at, donor_id=donor_id, reason=gettext_noop("hết hạn lưu"))
    return len(old)


def standing_donor(donor_id: int) -> Donor:
    """The donor, locked, whose person is neither erased nor merged into another. Raises Refusal."""
    rows = Donor.objects.select_for_update(of=("self",)).select_related("person")
    donor = rows.filter(pk=donor_id, person__erased_at=None, person__merged_into=None).first()
    if donor is None:
        raise Refusal(GONE, id=donor_id)
    return donor
