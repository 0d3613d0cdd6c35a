"""The generator without a database: wholes are kept to the đồng, days and units are right, whatever the seed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.aid.rules import Work, checked, value_of
from chungtay.demonstration.formats import committed, committed_plan
from chungtay.demonstration.rules.chance import Chance, split
from chungtay.demonstration.rules.deliveries import Made, Maker, recorded
from chungtay.demonstration.rules.occasions import MONEY_STEP, Occasion, occasions
from chungtay.demonstration.rules.plan import Member, Standing

PLAN = committed_plan()
TODAY = date(2026, 11, 26)
REFORM = date(2025, 7, 1)
SEEDS = (2024, 1, 20_260_701)
SOCIAL = {Work.GIFT, Work.ADDRESS, Work.HOUSE, Work.LIVELIHOOD, Work.DISABILITY, Work.SCHOOLING, Work.SOCIAL}


def units() -> Iterator[Standing]:
    """The members, each of those with communes with three of them, one of which ends before its district."""
    number = 0
    for member in {m.code: m for part in PLAN.parts for m in part.members}.values():
        number += 10
        old = member.code.startswith("22.1") or member.code.startswith("22.2")
        ward = not old and member.code != "22.cdyt"
        first, end = (REFORM, None) if ward else (date(2008, 1, 1), REFORM if old else None)
        yield Standing(number, member.code, member.code, "", "22", number, first, end)
        for below in range(3 if old else 0):
            last = date(2024, 11, 1) if below == 2 else end
            code = "22.206.07132" if member.code == "22.206" and below == 0 else f"{member.code}.{below}"
            yield Standing(number + 1 + below, code, f"phường {below}", "commune", member.code, number, first, last)


UNITS = {unit.id: unit for unit in units()}


def made(seed: int) -> list[Made]:
    maker = Maker(PLAN, seed, UNITS.values())
    return [maker.of(occasion) for occasion in occasions(PLAN, seed)]


def within(found: list[Occasion], part: str, first: date, last: date) -> list[Occasion]:
    return [o for o in found if o.part == part and first <= o.day <= last]


@given(st.integers(0, 10**12), st.lists(st.integers(0, 10**6), min_size=1, max_size=40), st.sampled_from([1, 50_000]))
def test_split_keeps_the_whole(whole: int, weights: list[int], step: int) -> None:
    if not any(weights):
        with pytest.raises(ValueError, match="weight"):
            split(whole, weights, step)
        return
    parts = split(whole, weights, step)
    assert sum(parts) == whole and all(part >= 0 for part in parts)
    assert not any(part for part, weight in zip(parts, weights, strict=True) if not weight)
    assert sum(1 for part in parts if part % step) <= 1


@given(st.integers(), st.integers(1, 10**6))
def test_chance_stays_inside_and_repeats(seed: int, end: int) -> None:
    one, same = Chance(seed, "a"), Chance(seed, "a")
    drawn = [one.below(end) for _ in range(5)]
    assert drawn == [same.below(end) for _ in range(5)] and all(0 <= n < end for n in drawn)


def test_chance_differs_by_seed_and_by_word() -> None:
    streams = [Chance(1, "a"), Chance(2, "a"), Chance(1, "b"), Chance(1, "a").of("b"), Chance(1)]
    assert len({tuple(c.below(1000) for _ in range(8)) for c in streams}) == len(streams)


def test_the_plan_gives_exactly_the_page() -> None:
    page = committed("work.json")["page"]["figures"]
    whole = {stream.key: stream.measures for stream in PLAN.streams}
    social = [s for s in PLAN.streams if s.work in SOCIAL]
    turns = sum(s.measures[m] * f for s in social for m, f in s.counts.get("turns", {}).items())
    value = sum(s.measures["value"] for s in social)
    health = whole["health"]["value"] + whole["meal"]["value"]
    assert whole["health"]["cases"] == page["health.cases"] and health == page["health.value"]
    assert turns + page["health.cases"] == page["total.turns"] and value + health == page["total.value"]
    assert whole["blood"]["units"] + whole["blood_emergency"]["bags"] == page["blood.units"]
    assert whole["storm"] == {"gifts": page["disaster.gifts"], "value": page["disaster.value"]}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_seed_splits_the_pages_wholes_exactly(seed: int) -> None:
    sums: Counter[tuple[str, str]] = Counter()
    for occasion in within(occasions(PLAN, seed), "cluster", PLAN.first, PLAN.last):
        for measure, value in occasion.measures.items():
            sums[occasion.stream.key, measure] += value
    assert sums == {(s.key, m): whole for s in PLAN.streams for m, whole in s.measures.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_source_fixes_is_fixed_for_every_seed(seed: int) -> None:
    year = within(occasions(PLAN, seed), "cluster", date(2022, 1, 1), date(2022, 12, 31))
    blood = sum(o.measures.get("units", 0) for o in year if o.stream.key == "blood")
    assert blood + sum(o.measures["bags"] for o in year if o.stream.key == "blood_emergency") == 5260


def test_another_seed_is_another_split_and_another_past() -> None:
    one, other = occasions(PLAN, 1), occasions(PLAN, 2)
    assert [(o.day, o.member.code, o.measures) for o in one] != [(o.day, o.member.code, o.measures) for o in other]
    past = [
        sum(o.measures.get("value", 0) for o in within(found, "cluster", date(2023, 1, 1), date(2023, 12, 31)))
        for found in (one, other)
    ]
    assert past[0] != past[1] and all(past)


@pytest.mark.parametrize("seed", SEEDS)
def test_deliveries_are_such_as_the_doors_accept(seed: int) -> None:
    for one in made(seed):
        draft, unit = one.draft, UNITS[one.draft.unit_id]
        checked(draft, TODAY)
        assert unit.on(draft.occurred_on) and unit.code.startswith(one.occasion.member.code)
        assert draft.source == f"demonstration:{seed}" and "{" not in draft.title and draft.title.strip()
        assert value_of(draft.lines) == (one.occasion.measures.get("value", 0) if draft.lines else 0)
        assert all(line.quantity or line.amount for line in draft.lines)
        assert value_of(draft.lines) % MONEY_STEP == 0


def test_days_lie_in_the_stretch_and_in_the_season() -> None:
    for one in occasions(PLAN, 2024):
        assert one.stretch.first <= one.day <= one.stretch.last
        if one.stream.seasons:
            assert any(first <= one.day <= last for first, last in one.stream.seasons.values())
        else:
            assert one.day.month in one.stream.months


def test_keys_are_the_owners_own() -> None:
    keys = Counter((one.draft.unit_id, one.draft.key) for one in made(2024))
    assert max(keys.values()) == 1


def test_stretches_of_a_part_follow_each_other_without_sharing_a_day() -> None:
    for part in PLAN.parts:
        assert all(before.last < after.first for before, after in pairwise(part.stretches))
        for stretch in part.stretches:
            assert stretch.first.year == stretch.last.year and stretch.first.day == 1


def test_what_is_not_recorded_is_always_declared() -> None:
    found = made(2024)
    silent = [one for one in found if not one.recorded]
    assert silent and all(one.occasion.span for one in silent)
    assert len(recorded(found)) == len(found) - len(silent)
    styles = {one.occasion.member.code for one in silent}
    assert {"22.195", "22.196", "22.205"} <= styles and not styles & {"22.193", "22.206", "22.cdyt"}


def test_a_unit_without_weight_has_no_such_work() -> None:
    college = next(m for m in PLAN.parts[0].members if m.code == "22.cdyt")
    assert isinstance(college, Member) and college.weight("meal") == 0
    assert not [o for o in occasions(PLAN, 2024) if o.member.code == "22.cdyt" and o.stream.key == "meal"]


def test_a_stream_without_level_leaves_nothing() -> None:
    stretch = replace(PLAN.parts[0].stretches[0], level=0, spread=0, fixed={})
    part = replace(PLAN.parts[0], stretches=(stretch,))
    assert occasions(replace(PLAN, parts=(part,)), 1) == []
