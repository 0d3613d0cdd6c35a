"""Whom to call first: the muster against every donor looked at one by one."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chungtay.bloodrules.formats.rulesets import blood_book, committed
from chungtay.bloodrules.rules.calling import CallDonor, CallRequest
from chungtay.bloodrules.rules.compatibility import BloodGroup, Need, match_rank
from chungtay.bloodrules.rules.eligibility import Deferral, Donation, DonorHealth, Haemoglobin
from chungtay.bloodrules.rules.kinds import Product, Sex
from chungtay.bloodrules.rules.ranking import DonorCard, Muster, band_of, km_between
from chungtay.bloodrules.rules.rulesets import donor_rules

BOOK = blood_book(committed("rules.json"))
RULES = donor_rules(BOOK.sets["VN"])
HOSPITAL, NOW = (20.95, 107.08), datetime(2026, 6, 15, 21)  # Hạ Long


def donors(chance: random.Random, count: int) -> list[DonorCard]:
    """Donors as a province has them, with every reason against calling among them."""
    today = NOW.date()

    def day(within: int) -> date:
        return today - timedelta(chance.randrange(within))

    def one(number: int) -> DonorCard:
        health = DonorHealth(
            sex=chance.choice([*Sex]), born_on=date(chance.randrange(1962, 2010), chance.randrange(1, 13), 1),
            kg=chance.choice([None, 41, 44, 48, *[chance.uniform(46, 90)] * 12]), pregnant=chance.random() < 0.02,
            never=chance.random() < 0.02,
            history=tuple(Donation(day(400), chance.choice(["WB", "PLT_APH"])) for _ in range(chance.randrange(3))),
            deferrals=(Deferral(chance.choice(["TATTOO", "COLD", "NEW"]), day(300)),) if chance.random() < 0.1 else (),
            haemoglobin=Haemoglobin(chance.uniform(112, 150), day(200)) if chance.random() < 0.2 else None,
        )  # fmt: skip
        abo = chance.choices(["O", "B", "A", "AB", None], [45, 30, 20, 5, 2])[0]
        donor = CallDonor(
            health, BloodGroup(abo, chance.choices(["+", "-", None], [90, 6, 4])[0]), chance.random() < 0.97,
            chance.random() < 0.95, {"E": chance.choice("+-"), "Mia": "-"} if chance.random() < 0.5 else {},
            last_called_on=day(60) if chance.random() < 0.4 else None, calls_365=chance.randrange(8),
            busy=chance.random() < 0.05, called_at_night=chance.random() < 0.3,
        )  # fmt: skip
        near = (HOSPITAL[0] + chance.gauss(0, 0.15), HOSPITAL[1] + chance.gauss(0, 0.15))
        return DonorCard(number, donor, None if chance.random() < 0.03 else near)

    return [one(number) for number in range(count)]


@pytest.mark.parametrize("seed", range(6))
def test_the_first_of_the_muster_are_the_first_of_all(seed: int) -> None:
    chance = random.Random(seed)
    cards = donors(chance, 700)
    muster = Muster(cards, RULES, BOOK.policy, BOOK.table)
    roster = frozenset(chance.sample(range(700), 12))
    for _ in range(12):
        need = Need(chance.choice([*Product]), BloodGroup(chance.choice("OAB"), chance.choice(["+", "+", "-", None])))
        request = CallRequest(
            need, NOW + timedelta(hours=chance.randrange(12)), antigens_negative=chance.choice([(), (), ("E",)]),
            critical=chance.random() < 0.5,
        )  # fmt: skip
        right = []
        for card in cards:
            if muster.reasons(card.number, request, HOSPITAL, roster):
                continue
            km, donor = km_between(card.place, HOSPITAL) if card.place else None, card.donor
            last = donor.last_called_on.toordinal() if donor.last_called_on else 0
            place = (
                match_rank(donor.group, need, BOOK.table), card.number not in roster, band_of(km, BOOK.policy),
                donor.calls_365, last,
            )  # fmt: skip
            right.append((*place, card.number))
        found = muster.ranked(request, HOSPITAL, 50, roster)
        assert [one.number for one in found] == [key[-1] for key in sorted(right)[:50]]


def test_nobody_is_asked_over_and_again_for_saying_yes() -> None:
    fit = DonorHealth(Sex.MALE, date(1990, 1, 1), 60)
    same = CallDonor(fit, BloodGroup("O", "+"), consents=True)
    cards = [DonorCard(n, replace(same, calls_365=calls), HOSPITAL) for n, calls in enumerate([3, 0, 1])]
    request = CallRequest(Need(Product.RBC, BloodGroup("O", "+")), datetime(2026, 6, 15, 10))
    muster = Muster(cards, RULES, BOOK.policy, BOOK.table)
    assert [one.number for one in muster.ranked(request, HOSPITAL, 9)] == [1, 2, 0]
