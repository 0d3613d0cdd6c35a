"""Rules of giving blood: the worked cases, and what must hold of every donor, wave and number."""

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.bloodrules.formats.cases import answered_cases, health_of
from chungtay.bloodrules.formats.rulesets import blood_book, committed, rule_set
from chungtay.bloodrules.rules.din import CHARACTERS, donation_number
from chungtay.bloodrules.rules.eligibility import Deferral, Donation, DonorHealth, eligibility
from chungtay.bloodrules.rules.kinds import ExclusionReason, Sex
from chungtay.bloodrules.rules.rulesets import donor_rules, length_of
from chungtay.bloodrules.rules.waves import wave
from chungtay.kernel.errors import Refusal

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a machine shared with others
WORKED = json.loads((Path(__file__).parent / "worked_cases.json").read_text(encoding="utf-8"))
BOOK = blood_book(committed("rules.json"))
RULES = donor_rules(BOOK.sets["VN"])
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
DONATIONS = st.builds(Donation, DAYS, st.sampled_from(["WB", "RBC_APH", "PLASMA_APH", "PLT_APH", "STEM_CELL"]))
DEFERRALS = st.builds(Deferral, st.sampled_from(sorted(RULES.periods)), DAYS)
DONORS = st.builds(
    DonorHealth, st.sampled_from([*Sex, None]), st.dates(date(1960, 1, 1), date(2010, 1, 1)), st.floats(38, 95),
    history=st.lists(DONATIONS, max_size=6).map(tuple), deferrals=st.lists(DEFERRALS, max_size=4).map(tuple),
)  # fmt: skip


def test_every_worked_case_is_answered_as_written() -> None:
    answers = dict(answered_cases(WORKED))
    wrong = {case["id"]: answers[case["id"]] for case in WORKED["cases"] if answers[case["id"]] != case["expect"]}
    assert len(answers) == len(WORKED["cases"]) >= 45
    assert not wrong


@BUSY
@given(DONORS, DAYS)
def test_waiting_ends_on_the_first_free_day_and_never_comes_back(donor: DonorHealth, on: date) -> None:
    waits = {ExclusionReason.INTERVAL, ExclusionReason.DEFERRED}
    donor = replace(donor, born_on=date(1990, 1, 1))  # who is too old is told no day
    found = eligibility(donor, RULES, on)
    free_on = found.from_on or date.min
    assert bool(waits & set(found.reasons)) == (free_on > on)
    if found.from_on:
        before = eligibility(donor, RULES, found.from_on - timedelta(1))
        assert waits & set(before.reasons), "no day before the first free one is free"
        assert not waits & set(eligibility(donor, RULES, max(found.from_on, on) + timedelta(40)).reasons)


@BUSY
@given(DONORS, DAYS)
def test_nobody_who_is_eligible_has_a_reason_and_the_largest_bag_fits_the_weight(donor: DonorHealth, on: date) -> None:
    found = eligibility(donor, RULES, on)
    assert found.eligible == (not found.reasons)
    assert (found.most_bag_ml is not None) == found.eligible
    if found.most_bag_ml:
        assert found.most_bag_ml <= min(500, 9 * (donor.kg or 0))
        assert found.most_bag_ml == 250 or (donor.kg or 0) >= 45


@BUSY
@given(DONORS, DAYS, DONATIONS)
def test_another_donation_never_makes_anybody_free_earlier(donor: DonorHealth, on: date, more: Donation) -> None:
    given_more = replace(donor, history=(*donor.history, more))
    without, with_it = eligibility(donor, RULES, on), eligibility(given_more, RULES, on)
    assert set(without.reasons) <= set(with_it.reasons)
    if without.from_on:
        assert with_it.from_on and with_it.from_on >= without.from_on


def test_what_is_missing_excludes_and_an_unknown_cause_has_no_end() -> None:
    on = date(2026, 6, 15)
    nothing = eligibility(DonorHealth(), RULES, on)
    assert nothing.reasons == (ExclusionReason.AGE_LOW, ExclusionReason.WEIGHT_LOW)
    fit = health_of(WORKED["defaults"]["donor"])
    assert eligibility(replace(fit, sex=None, kg=44), RULES, on).reasons == (ExclusionReason.WEIGHT_LOW,)
    unknown = eligibility(replace(fit, deferrals=(Deferral("UNHEARD_OF", date(2020, 1, 1)),)), RULES, on)
    assert (unknown.reasons, unknown.from_on) == ((ExclusionReason.DEFERRED,), None)
    three = tuple(Donation(on - timedelta(days), "STEM_CELL") for days in (1, 3, 6))
    assert eligibility(replace(fit, history=three), RULES, on).from_on == on + timedelta(1)
    assert eligibility(replace(fit, history=three[:2]), RULES, on).eligible


def test_a_site_lays_its_rules_over_the_national_ones() -> None:
    site = rule_set("site", {"version": "s1", "deferrals": {"v": {"COVID": "14d"}}, "age_min": {"v": 20}})
    laid = BOOK.sets["VN"].under(site)
    rules = donor_rules(laid)
    assert (rules.age_min, rules.periods["COVID"], rules.periods["TATTOO"]) == (20, length_of("14d"), length_of("6m"))
    assert laid.version == "VN-26-2013.r1+s1"
    with pytest.raises(Refusal, match="deferrals"):
        donor_rules(rule_set("x", {"deferrals": {"v": {"COVID": "soon"}}}))


@BUSY
@given(st.integers(1, 4), st.lists(st.floats(0.05, 0.95), min_size=1, max_size=9), st.floats(0.5, 0.99))
def test_a_wave_is_the_shortest_that_gives_enough(need: int, chances: list[float], asked: float) -> None:
    def success(size: int) -> float:
        total = 0.0
        for came in product((0, 1), repeat=size):
            if sum(came) >= need:
                p = 1.0
                for one, chance in zip(came, chances, strict=False):
                    p *= chance if one else 1 - chance
                total += p
        return total

    found = wave(need, chances, asked)
    assert found.success == pytest.approx(success(found.size))
    assert found.enough or found.size == len(chances)
    if found.enough and found.size > 1:
        assert success(found.size - 1) < asked + 1e-12


def test_a_donation_number_tells_every_wrong_character_and_every_swap() -> None:
    number = "G123417654321"
    found = donation_number(number)
    assert found is not None and found.check == "A"
    for place, letter in product(range(len(number)), CHARACTERS[:-1]):
        other = donation_number(number[:place] + letter + number[place + 1 :])
        assert other is None or (other.check == found.check) == (letter == number[place])
    for place in range(len(number) - 1):
        swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
        other = donation_number(swapped)
        assert swapped == number or other is None or other.check != found.check


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"cases": None}, "cases"),
        ({"cases": [{"id": "X-1", "kind": "guess"}]}, "X-1.*guess"),
        ({"cases": [{"id": "X-2", "kind": "eligibility", "donor": {"dob": "2024-02-31"}}]}, "X-2"),
        ({"cases": [{"id": "X", "kind": "din", "din": "A"}] * 2}, "trùng"),
        ({"policy": {"radius_km": "far"}}, "policy"),
        ({"compat": {}}, "compat"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_the_place(change: dict[str, Any], named: str) -> None:
    with pytest.raises(Refusal, match=named):
        list(answered_cases({**WORKED, **change}))


def test_rules_of_the_file_stand_above_the_products_own() -> None:
    rules = json.loads(json.dumps(WORKED["rules"]))
    rules["VN"]["deferral_offset_days"]["v"] = 0
    case = next(case for case in WORKED["cases"] if case["id"] == "ELI-33")
    answers = dict(answered_cases({**WORKED, "rules": rules, "cases": [case]}))
    assert answers["ELI-33"]["eligible_from"] == "2026-06-14"
    random.Random(1).shuffle(shuffled := [*WORKED["cases"]])
    assert dict(answered_cases({**WORKED, "cases": shuffled})) == dict(answered_cases(WORKED))
