"""Reads of persons. What is sealed is opened here for rules and lists; whoever shows it to somebody leaves a line first
(`people.actions.open_profiles`)."""

from collections.abc import Collection, Iterable
from typing import Any

from django.conf import settings

from chungtay.kernel.sealing import Key, keys_for, opened
from chungtay.people.formats import phone_digest, profile_of
from chungtay.people.models import Consent, Person
from chungtay.people.rules.consents import ConsentPurpose
from chungtay.people.rules.profiles import Profile

_STEPS = 20  # of merging, one after the other


def profile_keys() -> tuple[Key, ...]:
    """The keys that profiles are sealed with."""
    return keys_for("people", settings.CHUNGTAY_DATA_KEYS)


def digest_keys() -> tuple[Key, ...]:
    """The keys of digests of phone numbers."""
    return keys_for("people:phone", settings.CHUNGTAY_DATA_KEYS)


def profiles(persons: Iterable[Person]) -> dict[int, Profile]:
    """By id, of those that were not erased. Raises Unopenable where a key is gone."""
    keys = profile_keys()
    return {
        person.pk: profile_of(opened(bytes(person.profile), keys=keys, bound_to=f"person:{person.pk}"))
        for person in persons if person.profile is not None
    }  # fmt: skip


def standing_person(person: Person) -> Person:
    """The row that stands for the person, where rows were merged."""
    for _ in range(_STEPS):
        if person.merged_into is None:
            break
        person = person.merged_into
    return person


def person_by_phone(phone: str) -> Person | None:
    """Who has this number (as dialled inside Viet Nam): the row entered first that was not merged into another."""
    digests = [phone_digest(phone, key) for key in digest_keys()]
    return Person.objects.filter(phone_digest__in=digests, merged_into=None).order_by("pk").first()


def standing_consents(person_ids: Collection[int]) -> dict[int, frozenset[ConsentPurpose]]:
    """By person, what stands now; nobody is missing."""
    found: dict[int, set[ConsentPurpose]] = {pk: set() for pk in person_ids}
    rows = Consent.objects.filter(person__in=person_ids, withdrawn_at=None)
    for person_id, purpose in rows.values_list("person_id", "purpose"):
        found[person_id].add(ConsentPurpose(purpose))
    return {pk: frozenset(purposes) for pk, purposes in found.items()}


def consents_of(person: Person) -> list[Consent]:
    """Everything that the person ever said yes to, in order."""
    return list(person.consents.order_by("given_at", "pk"))


def exported(person: Person) -> dict[str, Any]:
    """All that is kept of the person here, for the person: profile, area, consents; plain values."""
    profile = profiles([person]).get(person.pk)
    return {
        "name": profile.name if profile else None,
        "phone": profile.phone if profile else None,
        "born_on": profile.born_on.isoformat() if profile and profile.born_on else None,
        "sex": profile.sex.value if profile and profile.sex else None,
        "address": profile.address if profile else None,
        "email": profile.email if profile else None,
        "area": person.area_id,
        "consents": [
            {
                "purpose": one.purpose, "text": one.text, "proof": one.proof, "given_at": one.given_at.isoformat(),
                "withdrawn_at": one.withdrawn_at.isoformat() if one.withdrawn_at else None,
            }
            for one in consents_of(person)
        ],
    }  # fmt: skip
