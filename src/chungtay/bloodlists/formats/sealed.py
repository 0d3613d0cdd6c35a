"""What is sealed of a list: all of it before it is recorded, then only whom somebody has still to look at."""

import json
from datetime import date
from typing import Any

from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.eligibility import Deferral
from chungtay.bloodrules.rules.groups import TypedGroup
from chungtay.people.rules.profiles import PersonSex


def staged_bytes(staged: Staged) -> bytes:
    """A list with what was said of it."""
    return _bytes(staged.as_json())


def staged_of(data: bytes) -> Staged:
    """The list again."""
    return Staged.of_json(json.loads(data))


def person_bytes(person: ListedPerson) -> bytes:
    """Whom a row names."""
    born = person.born_on.isoformat() if person.born_on else None
    group = [person.group.abo, person.group.rhd]
    return _bytes([person.name, person.phone, born, person.born_year, person.sex, group])


def person_of(data: bytes) -> ListedPerson:
    """The person again."""
    name, phone, born, year, sex, group = json.loads(data)
    born_on = date.fromisoformat(born) if born else None
    return ListedPerson(name, phone, born_on, year, PersonSex(sex) if sex else None, BloodGroup(*group))


def change_bytes(before: TypedGroup, after: TypedGroup, deferral: Deferral | None) -> bytes:
    """What a list changed of a donor's health: the group before and after, a deferral that was added."""
    added = [deferral.cause, deferral.on.isoformat()] if deferral else None
    return _bytes([_typed(before), _typed(after), added])


def change_of(data: bytes) -> tuple[TypedGroup, TypedGroup, Deferral | None]:
    """The change again."""
    before, after, added = json.loads(data)
    deferral = Deferral(added[0], date.fromisoformat(added[1])) if added else None
    return _typed_of(before), _typed_of(after), deferral


def _typed(group: TypedGroup) -> list[Any]:
    own, said = group.group, group.claimed
    return [own.abo, own.rhd, group.confirmed, group.confirmed_by, said.abo, said.rhd]


def _typed_of(kept: list[Any]) -> TypedGroup:
    abo, rhd, confirmed, by, said_abo, said_rhd = kept
    return TypedGroup(BloodGroup(abo, rhd), confirmed, by, BloodGroup(said_abo, said_rhd))


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
