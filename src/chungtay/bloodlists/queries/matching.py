"""Donors found for the people of a list: by the digest of the phone number, else in memory by name and birthday."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from django.db.models import Q

from chungtay.blood.models import Donor
from chungtay.blood.queries import donors_of
from chungtay.bloodlists.rules.linking import Link, linked, may_be
from chungtay.bloodlists.rules.rows import ListedPerson
from chungtay.kernel.text import folded
from chungtay.organizations.queries import Everyone
from chungtay.people.formats import phone_digest
from chungtay.people.queries import profiles
from chungtay.people.queries.persons import digest_keys
from chungtay.people.rules.profiles import Profile

MOST_CANDIDATES = 10


class Register:
    """The donors of some units, and of others those who have one of the phone numbers; opened when they are needed."""

    def __init__(self, units: Collection[int], people: Iterable[ListedPerson] = ()) -> None:
        self.people = list(people)
        phones = {person.phone for person in self.people if person.phone}
        self.digests = {phone_digest(phone, key): phone for key in digest_keys() for phone in phones}
        all_of_them = donors_of(Everyone()).order_by("pk")
        own = Q() if isinstance(units, Everyone) else Q(unit__in=units)
        rows = list(all_of_them.filter(own | Q(person__phone_digest__in=list(self.digests)) if own else own))
        self.donors = {row.pk: row for row in rows if row.unit_id in units}
        self.elsewhere = {self._phone(row) for row in rows if row.unit_id not in units}

    @cached_property
    def known(self) -> Mapping[int, Profile]:
        """Every donor's profile, by donor."""
        return self._opened(self.donors)

    @cached_property
    def _by_name(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for donor, profile in self.known.items():
            found[folded(profile.name)].append(donor)
        return found

    def links(self) -> list[Link]:
        """Who each of the people is, in order; all donors are opened only where a phone number does not tell."""
        by_phone: dict[str, list[int]] = defaultdict(list)
        for donor, row in self.donors.items():
            by_phone[self._phone(row)].append(donor)
        likely = self._opened([donor for phone, donors in by_phone.items() if phone for donor in donors])
        found = []
        for person in self.people:
            at = {donor: likely[donor] for donor in by_phone[person.phone]} if person.phone else {}
            link = linked(person, at)
            if link.donor_id is None:
                link = linked(person, at | {one: self.known[one] for one in self._by_name.get(folded(person.name), ())})
            if link.donor_id is None and person.phone in self.elsewhere:
                link = Link(None, link.candidates, elsewhere=True)
            found.append(link)
        return found

    def candidates(self, person: ListedPerson) -> list[int]:
        """Who may be meant, at most so many: the same number or name; then the same birthday and a part of the name."""
        words, likely, near = set(folded(person.name).split()), [], []
        for donor, profile in self.known.items():
            if may_be(person, profile):
                likely.append(donor)
            elif person.born_on and person.born_on == profile.born_on and words & set(folded(profile.name).split()):
                near.append(donor)
        return (likely + near)[:MOST_CANDIDATES]

    def _phone(self, row: Donor) -> str:
        return self.digests.get(bytes(row.person.phone_digest or b""), "")

    def _opened(self, donors: Iterable[int]) -> dict[int, Profile]:
        persons = {donor: self.donors[donor].person for donor in donors}
        told = profiles(persons.values())
        return {donor: told[person.pk] for donor, person in persons.items()}
