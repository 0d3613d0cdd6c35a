"""What must hold of every call-out: the next step, places, rates, fairness, and a list that comes out again."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.bloodrules.formats.rulesets import blood_book, committed
from chungtay.bloodrules.rules.compatibility import match_rank
from chungtay.bloodrules.rules.kinds import Product
from chungtay.bloodrules.rules.ranking import Muster
from chungtay.bloodrules.rules.rulesets import donor_rules
from chungtay.callout.formats.snapshots import asked, snapshot_bytes, snapshot_muster
from chungtay.callout.queries.lists import CallReach, shortlist
from chungtay.callout.queries.muster import Roll
from chungtay.callout.rules.answers import settled
from chungtay.callout.rules.fairness import fairness
from chungtay.callout.rules.needs import checked_need
from chungtay.callout.rules.states import CallState, RequestState, Tier
from chungtay.callout.rules.steps import NextKind, RequestLook, next_step
from chungtay.callout.rules.tiers import ORDER, learned_rate, policy_of
from chungtay.kernel.errors import Refusal
from tests.bloodrules.test_ranking import HOSPITAL, NOW, donors

BOOK = blood_book(committed("rules.json"))
AT = datetime(2026, 6, 15, 14, tzinfo=UTC)
LOOKS = st.builds(
    RequestLook, st.just(RequestState.OPEN), st.integers(1, 4), st.integers(1, 5), st.integers(0, 5), st.integers(0, 4),
    st.integers(0, 9), st.sampled_from(ORDER), st.none() | st.integers(0, 600).map(lambda s: AT - timedelta(seconds=s)),
    st.integers(0, 3), st.just(AT + timedelta(hours=3)), st.just(180),
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(LOOKS, st.integers(0, 5 * 3600))
def test_the_next_step_never_waits_where_something_can_be_done(look, seconds) -> None:
    now = AT + timedelta(seconds=seconds)
    step, missing = next_step(look, now), look.wanted - look.taken
    if look.given >= look.units:
        assert (step.kind, step.state) == (NextKind.CLOSE, RequestState.MET)
    elif now >= look.needed_at:
        assert (step.kind, step.state) == (NextKind.CLOSE, RequestState.EXPIRED)
    elif missing <= 0:
        assert step.kind is NextKind.WAIT
    elif look.unanswered < missing and look.tier is not Tier.NATIONAL:  # out of reach: at once
        assert step.kind is (NextKind.CALL if look.left else NextKind.ESCALATE)
    if step.kind is NextKind.WAIT and missing > 0 and look.tier is not Tier.NATIONAL:
        assert step.until is not None and now < step.until <= now + timedelta(seconds=180)
        assert next_step(look, step.until).kind is not NextKind.WAIT


@given(st.sampled_from(CallState), st.sampled_from(CallState))
def test_an_answer_said_twice_says_nothing_new(before, said) -> None:
    try:
        after = settled(before, said)
    except Refusal:
        return
    assert after in (None, said)
    if after is not None:
        assert settled(after, said) is None
    if before is CallState.DONATED:
        assert after is None


@given(st.floats(0.01, 0.99), st.lists(st.integers(0, 500), min_size=4, max_size=4))
def test_a_learned_chance_lies_between_the_policy_and_what_was_seen(prior, counts) -> None:
    gave, came, yes, called = sorted(counts)
    rate = learned_rate(prior, called, yes, came, gave)
    if called < 30:
        assert rate == prior
    else:
        seen = yes / called * (gave / came if came else 1)
        assert min(prior, seen) - 1e-9 <= rate <= max(prior, seen) + 1e-9 and 0 < rate < 1


@given(st.lists(st.integers(0, 20), min_size=1, max_size=60))
def test_fairness_is_nought_for_all_alike_and_grows_with_the_burden_of_one(calls) -> None:
    found = fairness(calls)
    assert (found.calls, found.most) == (sum(calls), max(calls) if sum(calls) else 0)
    if sum(calls):
        pairs = sum(abs(a - b) for a in calls for b in calls)
        assert found.gini == pytest.approx(pairs / (2 * len(calls) * sum(calls)), abs=1e-9)
        assert 0 < found.top_tenth <= 1
    assert fairness([3] * 7).gini == pytest.approx(0)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(ORDER[1:4]), st.sampled_from([p.value for p in Product]))
def test_a_list_comes_out_of_its_snapshot_again_and_grows_with_the_need(seed, tier, product) -> None:
    chance = random.Random(seed)
    cards = donors(chance, 250)
    rules, policy = BOOK.sets["VN"], policy_of(BOOK.policy, tier, ())
    muster = Muster(cards, donor_rules(rules), BOOK.policy, BOOK.table)
    roll = Roll(muster, rules, dict.fromkeys(range(250), 1), {})
    roster = frozenset(chance.sample(range(250), 5))
    need = checked_need({"product": product, "abo": chance.choice("OAB"), "rhd": chance.choice("+-")})
    reach = CallReach(policy, roster, lambda number: number % 7 != 3)
    sizes, critical = [], chance.random() < 0.5
    for units in (1, 2, 4):
        request = asked(need, NOW, units, critical=critical)
        found = shortlist(roll, request, HOSPITAL, tier, reach, 0.35)
        sizes.append(len(found.order))
        assert all(not muster.under(policy).reasons(one.number, request, HOSPITAL, roster) for one in found.order)
        kept = [
            card for card in cards
            if reach.among(card.number) and match_rank(card.donor.group, request.need, BOOK.table) is not None
        ]  # fmt: skip
        again = snapshot_muster(snapshot_bytes(rules, policy, BOOK.table, kept))
        inside = roster & again.cards.keys()
        assert again.ranked(request, HOSPITAL, len(found.order), inside) == list(found.order)
    assert sizes == sorted(sizes)
