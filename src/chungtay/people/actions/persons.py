"""Persons entered, corrected, joined and erased; nothing personal stands in an audit line."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed
from chungtay.people.formats import phone_digest, profile_bytes
from chungtay.people.models import Consent, Person
from chungtay.people.queries.persons import digest_keys, person_by_phone, profile_keys, profiles
from chungtay.people.rules.profiles import Profile, checked_profile

TAKEN = gettext_noop(
    "Số điện thoại này đã có trong danh sách (mã %(id)s). Nếu là cùng một người, hãy dùng hoặc gộp hồ sơ ấy."
)
GONE = gettext_noop("Hồ sơ %(id)s đã xóa hoặc đã gộp vào hồ sơ khác.")
SAME = gettext_noop("Hai hồ sơ để gộp phải khác nhau.")
NO_REASON = gettext_noop("Cần ghi lý do.")


@transaction.atomic
def add_person(*, by: User | None, at: datetime, on: date, profile: Profile, area_id: int | None = None) -> Person:
    """Enter somebody on a day. Raises Refusal for what is no profile, and for a phone number that is there already."""
    kept = checked_profile(profile, on)
    if kept.phone and (known := person_by_phone(kept.phone)):
        raise Refusal(TAKEN, id=known.pk)
    person = Person.objects.create(area_id=area_id, entered_at=at, entered_by=by)
    _seal(person, kept)
    audit.note(by=by, at=at, action="add_person", object_type="person", object_id=person.pk)
    return person


@transaction.atomic
def correct_person(
    *, by: User | None, at: datetime, on: date, person_id: int, profile: Profile, area_id: int | None = None
) -> Person:
    """Put another profile in the place of a person's. Raises Refusal as `add_person`, and for one who is gone."""
    person = _standing(person_id)
    kept = checked_profile(profile, on)
    if kept.phone and (known := person_by_phone(kept.phone)) and known.pk != person.pk:
        raise Refusal(TAKEN, id=known.pk)
    person.area_id = area_id
    _seal(person, kept)
    audit.note(by=by, at=at, action="correct_person", object_type="person", object_id=person.pk)
    return person


@transaction.atomic
def merge_persons(*, by: User | None, at: datetime, kept_id: int, other_id: int, reason: str) -> Person:
    """Say that two rows are one person. The kept row's profile stands, filled where it says nothing.

    Consents of the other row end: nobody is taken to have agreed under a name that was kept twice, except to what the kept
    row agreed to itself; what ended on the other row after that ends here too. Raises Refusal for the same row, one who is gone, and without a reason.
    """
    if kept_id == other_id:
        raise Refusal(SAME)
    if not reason.strip():
        raise Refusal(NO_REASON)
    first, second = sorted((kept_id, other_id))
    rows = {pk: _standing(pk) for pk in (first, second)}
    kept, other = rows[kept_id], rows[other_id]
    told = profiles([kept, other])
    mine, theirs = told[kept.pk], told[other.pk]
    other.merged_into, other.phone_digest = kept, None
    other.save(update_fields=["merged_into", "phone_digest"])
    kept.area_id = kept.area_id or other.area_id
    _seal(
        kept,
        Profile(
            mine.name, mine.phone or theirs.phone, mine.born_on or theirs.born_on, mine.sex or theirs.sex,
            mine.address or theirs.address, mine.email or theirs.email,
        ),
    )  # fmt: skip
    theirs_said = Consent.objects.filter(person=other, purpose=OuterRef("purpose"))
    ended = Exists(theirs_said.filter(withdrawn_at__gt=OuterRef("given_at"))) & ~Exists(
        theirs_said.filter(withdrawn_at=None)
    )
    Consent.objects.filter(ended, person=kept, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    Consent.objects.filter(person=other, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    audit.note(
        by=by, at=at, action="merge_persons", object_type="person", object_id=kept.pk, text=f"#{other.pk}: {reason}"
    )
    return kept


@transaction.atomic
def erase_person(*, by: User | None, at: datetime, person_id: int, reason: str) -> None:
    """Take away everything that is sealed, of rows merged into this one too; consents end. What was counted stands.

    Raises Refusal for one who is gone, and without a reason.
    """
    if not reason.strip():
        raise Refusal(NO_REASON)
    person = _standing(person_id)
    ids = [person.pk]
    while more := list(Person.objects.filter(merged_into__in=ids).exclude(pk__in=ids).values_list("pk", flat=True)):
        ids += more
    Person.objects.filter(pk__in=ids).update(profile=None, phone_digest=None, area=None, erased_at=at)
    Consent.objects.filter(person__in=ids, withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=by)
    Consent.objects.filter(person__in=ids).exclude(note="").update(note="")
    audit.note(by=by, at=at, action="erase_person", object_type="person", object_id=person.pk, text=reason)


def open_profiles(*, by: User | None, at: datetime, persons: Iterable[Person], why: str) -> dict[int, Profile]:
    """Profiles by id for somebody who looks at them; the audit book says who looked at whom, when and why.

    Raises Unopenable where a key is gone.
    """
    found = profiles(persons)
    if found:
        audit.note(
            by=by, at=at, action="open_profiles", object_type="person", object_id=len(found),
            text=f"{why}: {' '.join(f'#{pk}' for pk in sorted(found))}",
        )  # fmt: skip
    return found


def _standing(person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or person.erased_at or person.merged_into_id:
        raise Refusal(GONE, id=person_id)
    return person


def _seal(person: Person, profile: Profile) -> None:
    person.profile = sealed(profile_bytes(profile), keys=profile_keys(), bound_to=f"person:{person.pk}")
    person.phone_digest = phone_digest(profile.phone, digest_keys()[0]) if profile.phone else None
    person.save(update_fields=["profile", "phone_digest", "area"])
