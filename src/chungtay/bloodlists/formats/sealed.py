"""What is sealed of a list: all of it before it is recorded, then only whom somebody has still to look at."""

import json
from datetime import date

from chungtay.blood.formats.health import HealthFacts, health_bytes, health_facts
from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodrules.rules.compatibility import BloodGroup
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


def change_bytes(before: HealthFacts, after: HealthFacts) -> bytes:
    """What a list changed of a donor's health: the group before and after; a deferral that was added is among the latter."""
    return _bytes([health_bytes(before).decode(), health_bytes(after).decode()])


def change_of(data: bytes) -> tuple[HealthFacts, HealthFacts]:
    """The change again."""
    before, after = json.loads(data)
    return health_facts(before), health_facts(after)


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
