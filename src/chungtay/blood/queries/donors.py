"""Reads of donors. Health is opened here for rules and lists; whoever shows it to somebody leaves a line first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.conf import settings
from django.db.models import QuerySet

from chungtay.blood.formats.health import HealthFacts, health_facts
from chungtay.blood.models import Donation, Donor
from chungtay.bloodrules.rules.calling import CallDonor
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import DonorHealth
from chungtay.bloodrules.rules.kinds import Sex
from chungtay.bloodrules.rules.ranking import DonorCard
from chungtay.kernel.sealing import Key, keys_for, opened
from chungtay.people.models import Consent
from chungtay.people.queries import profiles, standing_person
from chungtay.people.rules.consents import ConsentPurpose


def health_keys() -> tuple[Key, ...]:
    """The keys that donors' health is sealed with."""
    return keys_for("blood", settings.CHUNGTAY_DATA_KEYS)


def facts_of(donors: Iterable[Donor]) -> dict[int, HealthFacts]:
    """What is sealed of each donor's health, by id; of whom nothing is kept, nothing known. Raises Unopenable."""
    keys = health_keys()
    return {
        donor.pk: health_facts(opened(bytes(donor.health), keys=keys, bound_to=f"donor:{donor.pk}"))
        if donor.health is not None else HealthFacts()
        for donor in donors
    }  # fmt: skip


def health_of(
    donors: Collection[Donor], facts: Mapping[int, HealthFacts] | None = None,
    given: Mapping[int, Collection[Given]] | None = None,
) -> dict[int, DonorHealth]:  # fmt: skip
    """What the rules look at, by id: health, sex and birthday, and donations that were not withdrawn.

    `facts`, `given`: where the caller has read them.
    """
    facts = facts_of(donors) if facts is None else facts
    given = _donations(donors) if given is None else given
    people = profiles(donor.person for donor in donors)
    found = {}
    for donor in donors:
        known, person = facts[donor.pk], people.get(donor.person_id)
        found[donor.pk] = DonorHealth(
            Sex(person.sex.value) if person and person.sex else None, person.born_on if person else None, known.kg,
            known.pregnant, known.never, tuple(given.get(donor.pk, ())), known.deferrals, known.haemoglobin,
        )  # fmt: skip
    return found


def cards_of(donors: QuerySet[Donor], on: date) -> list[DonorCard]:
    """Cards for a muster on a day: health, group, consent to be called, where the donor lives (the commune's point).

    How often a donor was called is not known here. Merged and erased persons have no card.
    """
    rows = list(donors.filter(person__merged_into=None, person__erased_at=None).select_related("person__area"))
    facts = facts_of(rows)
    health = health_of(rows, facts)
    said = Consent.objects.filter(purpose=ConsentPurpose.EMERGENCY, withdrawn_at=None)
    if len(rows) <= 400:
        said = said.filter(person__in=[row.person_id for row in rows])
    willing = set(said.values_list("person", flat=True))
    cards = []
    for row in rows:
        known, area = facts[row.pk], row.person.area
        donor = CallDonor(
            health[row.pk], known.group, row.active and (row.returns_on is None or row.returns_on <= on),
            row.person_id in willing, known.phenotype, called_at_night=row.night_ok,
        )  # fmt: skip
        place = (area.latitude, area.longitude) if area and area.latitude and area.longitude else None
        cards.append(DonorCard(row.pk, donor, place))
    return cards


def donor_now(donor: Donor) -> Donor:
    """The row that stands for the donor, where rows were merged."""
    person = standing_person(donor.person)
    return donor if person.pk == donor.person_id else Donor.objects.get(person=person)


def _donations(donors: Collection[Donor]) -> dict[int, list[Given]]:
    rows = Donation.objects.filter(donor__isnull=False, withdrawn_because="")
    if len(donors) <= 400:  # above it the whole table is read rather than a long list asked
        rows = rows.filter(donor__in=[donor.pk for donor in donors])
    found: dict[int, list[Given]] = defaultdict(list)
    for donor_id, on, component, ml in rows.values_list("donor", "given_on", "component", "ml"):
        found[donor_id].append(Given(on, component, ml))
    return found
