"""Donors found for the people of a list: by the digest of the phone number, else in memory by name and birthday."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from chungtay.blood.models import Donor
from chungtay.blood.queries import donors_of
from chungtay.bloodlists.rules.linking import Link, linked, may_be
from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.kernel.text import folded
from chungtay.organizations.queries import Everyone, structure
from chungtay.people.formats import phone_digest
from chungtay.people.queries import profiles
from chungtay.people.queries.persons import digest_keys
from chungtay.people.rules.profiles import Profile

MOST_CANDIDATES = 10


def reach_of(unit_id: int) -> frozenset[int]:
    """The units among whose donors a unit's list looks: its own and all below, whenever they stood."""
    return frozenset(structure().descendant_ids([unit_id])) | {unit_id}


class Register:
    """The donors of some units, opened when they are needed."""

    def __init__(self, units: Collection[int]) -> None:
        self.units = units

    @cached_property
    def known(self) -> Mapping[int, Profile]:
        """Every donor's profile, by donor."""
        rows = list(donors_of(self.units))
        told = profiles(row.person for row in rows)
        return {row.pk: told[row.person_id] for row in rows}

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for donor, profile in self.known.items():
            found[folded(profile.name)].append(donor)
        return found

    def links(self, people: Iterable[ListedPerson]) -> list[Link]:
        """Who each of them is, in order; all donors are opened only where a phone number does not tell."""
        asked = list(people)
        own, others = self._by_phone({person.phone for person in asked if person.phone})
        found = []
        for person in asked:
            at = own.get(person.phone, {}) if person.phone else {}
            link = linked(person, at)
            if link.donor_id is None:
                link = linked(person, {**at, **self._named(person)})
            if link.donor_id is None and person.phone in others:
                link = Link(None, link.candidates, elsewhere=True)
            found.append(link)
        return found

    def candidates(self, person: ListedPerson) -> list[int]:
        """Who may be meant: the nearest names first, at most so many."""
        likely = [donor for donor, profile in self.known.items() if may_be(person, profile)]
        words = set(folded(person.name).split())
        near = [
            donor for donor, profile in self.known.items()
            if donor not in likely and person.born_on and profile.born_on == person.born_on
            and words & set(folded(profile.name).split())
        ]  # fmt: skip
        return (likely + near)[:MOST_CANDIDATES]

    def _named(self, person: ListedPerson) -> dict[int, Profile]:
        return {donor: self.known[donor] for donor in self._by_name.get(folded(person.name), ())}

    def _by_phone(self, phones: Collection[str]) -> tuple[dict[str, dict[int, Profile]], set[str]]:
        """Donors of these units by number, and the numbers of donors of others."""
        digests = {phone_digest(phone, key): phone for key in digest_keys() for phone in phones}
        rows = list(donors_of(Everyone()).filter(person__phone_digest__in=list(digests))) if digests else []
        mine: list[Donor] = [row for row in rows if row.unit_id in self.units]
        told = profiles(row.person for row in mine)
        own: dict[str, dict[int, Profile]] = defaultdict(dict)
        for row in mine:
            own[digests[bytes(row.person.phone_digest or b"")]][row.pk] = told[row.person_id]
        return own, {digests[bytes(row.person.phone_digest or b"")] for row in rows if row.unit_id not in self.units}
