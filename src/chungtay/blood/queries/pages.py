"""What pages of donors show: who may give when and why not, consents, history. Names are opened by the page, with a line."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, QuerySet, Window

from chungtay.accounts.rules import normalised_phone
from chungtay.blood.formats.health import HealthFacts, health_bytes
from chungtay.blood.models import Donation, Donor, SignUp
from chungtay.blood.rules.states import SignUpState
from chungtay.bloodrules.rules.eligibility import Donation as Given
from chungtay.bloodrules.rules.eligibility import DonorHealth, eligibility, free_on
from chungtay.bloodrules.rules.groups import written
from chungtay.bloodrules.rules.kinds import ExclusionReason, Product
from chungtay.bloodrules.rules.rulesets import RuleSet
from chungtay.kernel.text import folded, printable, sort_key
from chungtay.organizations.queries import Everyone
from chungtay.people.models import Consent
from chungtay.people.queries import consents_of, exported, person_by_phone, profiles, standing_consents
from chungtay.people.rules.consents import ConsentPurpose

from .donors import facts_of, health_of
from .layers import RuleBook, rule_book

PAGE = 50


@dataclass(frozen=True, slots=True)
class DonorLine:
    """A donor on a day: all reasons against giving or asking, from when on (None: not known), the largest bag in ml."""

    donor: Donor
    facts: HealthFacts
    reasons: tuple[ExclusionReason, ...]
    from_on: date | None
    most_ml: int | None
    consents: frozenset[ConsentPurpose]


@dataclass(frozen=True, slots=True)
class DonorsAsked:
    """Whom to list: words of a name or a phone number, a unit, a group ("O-"), who may give today alone."""

    words: str = ""
    unit_id: int | None = None
    group: str = ""
    free: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class DonorsPage:
    """One page of the list: `found` is how many fit, `pages` how many pages they fill."""

    lines: tuple[DonorLine, ...]
    found: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class DonorPage:
    """A donor with the rules that hold, history, consents ever given."""

    line: DonorLine
    rules: RuleSet
    donations: tuple[Donation, ...]
    said: tuple[Consent, ...]


def donors_of(units: Collection[int]) -> QuerySet[Donor]:
    """The donors of units whose persons stand."""
    rows = Donor.objects.filter(person__merged_into=None, person__erased_at=None).select_related("person", "unit")
    return rows if isinstance(units, Everyone) else rows.filter(unit__in=units)


def donors_page(units: Collection[int], asked: DonorsAsked, on: date) -> DonorsPage:
    """One page: who asked to be erased first, then the newest; by name where a name is sought."""
    rows = donors_of({asked.unit_id} & set(units) if asked.unit_id else units)
    rows = rows.order_by(F("erasure_asked_at").asc(nulls_last=True), "-pk")
    if phone := normalised_phone(asked.words):
        person = person_by_phone(phone)
        rows = rows.filter(person=person) if person else rows.none()
    if asked.group or asked.free or (asked.words and not phone):
        fitting = _fitting(list(rows), asked, on)
        shown, found = fitting[(asked.page - 1) * PAGE :][:PAGE], len(fitting)
    else:
        shown = list(rows.annotate(found=Window(Count("*")))[(asked.page - 1) * PAGE :][:PAGE])
        found = vars(shown[0])["found"] if shown else 0
    if not shown and asked.page > 1:
        return donors_page(units, replace(asked, page=1), on)
    return DonorsPage(tuple(lines_of(shown, on, rule_book(on))), found, asked.page, max(1, -(-found // PAGE)))


def lines_of(donors: Iterable[Donor], on: date, book: RuleBook) -> list[DonorLine]:
    """Donors on a day."""
    rows = list(donors)
    facts = facts_of(rows)
    consents = standing_consents([row.person_id for row in rows])
    return [
        _line(row, facts[row.pk], health, consents[row.person_id], on, book)
        for row, health in zip(rows, health_of(rows, facts).values(), strict=True)
    ]


def _line(
    row: Donor, facts: HealthFacts, health: DonorHealth, consents: frozenset[ConsentPurpose], on: date, book: RuleBook
) -> DonorLine:  # fmt: skip
    rules = book.rules(row.unit_id)
    now = eligibility(health, rules, on, Product.WHOLE_BLOOD)
    rests = not row.active or (row.returns_on is not None and row.returns_on > on)
    free = free_on(health, rules, Product.WHOLE_BLOOD) if row.active else None
    return DonorLine(
        row, facts, (*([ExclusionReason.INACTIVE] if rests else ()), *now.reasons),
        max(free, row.returns_on or free) if free else None, now.most_bag_ml, consents,
    )  # fmt: skip


def donor_page(donor: Donor, on: date) -> DonorPage:
    """Everything that the donor's page shows."""
    book, facts = rule_book(on), facts_of([donor])
    donations = tuple(donor.donations.filter(withdrawn_because="").order_by("-given_on", "-pk"))
    given = {donor.pk: [Given(row.given_on, row.component, row.ml) for row in donations]}
    said = tuple(consents_of(donor.person))
    standing = frozenset(ConsentPurpose(one.purpose) for one in said if one.withdrawn_at is None)
    line = _line(donor, facts[donor.pk], health_of([donor], facts, given)[donor.pk], standing, on, book)
    return DonorPage(line, book.rule_set(donor.unit_id), donations, said)


def sign_ups_to_come(donor: Donor, on: date) -> list[SignUp]:
    """Drives of today and later that the donor signed up for, and has not been received at."""
    rows = donor.sign_ups.filter(state=SignUpState.REGISTERED, drive__held_on__gte=on).select_related("drive")
    return list(rows.order_by("drive__held_on", "pk"))


def donor_by_token(token: str) -> Donor | None:
    """Whose page this is, while the person stands."""
    return donors_of(Everyone()).filter(token=printable(token)).first()


def _fitting(rows: list[Donor], asked: DonorsAsked, on: date) -> list[Donor]:
    if asked.group:
        facts = facts_of(rows)
        rows = [row for row in rows if written(facts[row.pk].group) == asked.group]
    words = folded(asked.words).split()
    if words and not normalised_phone(asked.words):
        names = {pk: told.name for pk, told in profiles(row.person for row in rows).items()}
        rows = [row for row in rows if all(word in folded(names[row.person_id]) for word in words)]
        rows.sort(key=lambda row: (sort_key(names[row.person_id]), row.pk))
    if asked.free:
        free = {line.donor.pk for line in lines_of(rows, on, rule_book(on)) if not line.reasons}
        rows = [row for row in rows if row.pk in free]
    return rows


def donors_alike(donor: Donor, units: Collection[int]) -> list[int]:
    """Other donors of the units with the same name and birthday, by id."""
    others = list(donors_of(units).exclude(pk=donor.pk))
    told = profiles([donor.person, *(row.person for row in others)])
    mine = told[donor.person_id]
    same = (row for row in others if mine.born_on and told[row.person_id].born_on == mine.born_on)
    return [row.pk for row in same if folded(told[row.person_id].name) == folded(mine.name)]


def exported_donor(donor: Donor) -> dict[str, Any]:
    """All that is kept of a donor, for the donor: person and consents, health, donations, sign-ups, honours."""
    [facts] = facts_of([donor]).values()
    given = donor.donations.order_by("given_on", "pk")
    return {
        "person": exported(donor.person),
        "unit": donor.unit_id,
        "active": donor.active,
        "returns_on": donor.returns_on,
        "night_ok": donor.night_ok,
        "entered_at": donor.entered_at,
        "health": json.loads(health_bytes(facts)),
        "donations": list(given.values("given_on", "component", "ml", "number", "emergency", "withdrawn_because")),
        "sign_ups": list(donor.sign_ups.order_by("pk").values("drive__name", "drive__held_on", "slot", "state")),
        "honours": list(
            donor.honours.order_by("pk").values("tier", "donations", "given_on", "paper", "withdrawn_because")
        ),
    }
