"""Random lives of a book: silence below a remainder is never a zero, and is told alike now and as known then."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.actions import attest, load_core, post_tree
from chungtay.ledger.queries import head
from tests.factories.chance import examples
from tests.factories.organizations import draft, plant
from tests.ledger.telling import AT
from tests.ledger.test_ledger_properties import JANUARY, SCOPES, Life, asked, declare_step, record_step

LEAVES = ("22.a.1", "22.a.2", "22.b.1")
PERIODS = ((0, 11), (0, 5), (2, 8), (4, 4))
word_step = st.tuples(st.just("word"), st.sampled_from(["22", "22.a", "22.b"]), st.integers(0, 8), st.integers(0, 11))
steps = st.lists(st.one_of(record_step, declare_step, word_step), min_size=1, max_size=10)


@pytest.fixture
def planted(db):
    pairs = (("22", None), ("22.a", "22"), ("22.b", "22"), ("22.a.1", "22.a"), ("22.a.2", "22.a"), ("22.b.1", "22.b"))
    units = plant(*(draft(code, parent) for code, parent in pairs))
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    return units


def lived(units, plan):
    life = Life(units)
    for kind, *step in plan:
        if kind == "word":
            unit, start, length = step
            days = (month_first(JANUARY + start), month_last(min(JANUARY + start + length, JANUARY + 11)))
            attest(by=None, at=AT, unit_id=units[unit].pk, first=days[0], last=days[1])
        else:
            life.live((kind, *step))
    return life


def may_hide(life, leaf, first, last):
    """Is a total of the unit directly above left over in these days, of which the leaf may have done a part?"""
    above = life.naive.line(leaf, last.toordinal())[1]
    return any(
        (item.covers, item.unit) == ("all", above) and rest > 0
        and life.naive.first_day(item) <= last.toordinal() and item.day >= first.toordinal()
        for item, rest in life.naive.remainders().values()
    )  # fmt: skip


@settings(
    max_examples=examples(24), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@given(plan=steps)
def test_silence_is_no_zero_below_a_remainder_and_is_told_alike_then(planted, plan):
    with transaction.atomic():
        life, seq = lived(planted, plan), head().seq
        speakers = {k.unit for k in life.naive.known.values() if k.covers}
        for start, end in PERIODS:
            first, last = month_first(JANUARY + start), month_last(JANUARY + end)
            for scope in SCOPES:
                now, then = (asked(scope, first, last, frozenset(), known)[1] for known in (None, seq))
                assert (now.state, now.reported, now.missing) == (then.state, then.reported, then.missing), (
                    scope,
                    plan,
                )
            for leaf in LEAVES:
                found = asked((leaf,), first, last, frozenset())[1]
                if found.state == "zero" and not found.entries and leaf not in speakers:
                    assert not may_hide(life, leaf, first, last), (leaf, first, last, plan)
        transaction.set_rollback(True)
