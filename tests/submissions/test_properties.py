"""Random lives of a few reports: no fact is lost or counted twice, words and watermarks are those of what stands."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.models import Attestation, Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries import watermarks
from chungtay.ledger.queries.pledges import pledges
from chungtay.organizations.queries import structure
from chungtay.records.actions import approve_records
from chungtay.records.queries.waiting import waiting
from chungtay.submissions.actions import (
    accept_submission,
    ask_reopening,
    close_period_of,
    decide_reopening,
    return_submission,
    revise_submission,
    withdraw_submission,
)
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.submissions import STANDING, as_known_now, submission_of
from chungtay.submissions.rules.states import Cadence
from tests.factories.chance import examples
from tests.ledger.telling import recorded, value

from .telling import at, handed_in, opened

JANUARY, MONTHS = 2024 * 12, 2  # and the quarter
OWING = ("22.206", "22.193")
units = st.sampled_from((*OWING, "22.206.07132"))
owing_units, rounds, months = st.sampled_from(OWING), st.integers(0, MONTHS), st.integers(0, MONTHS - 1)
handling = st.lists(st.sampled_from(("accept", "accept", "return", "withdraw", "revise", "submit")), max_size=5)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("fact"), units, months, st.integers(1, 50)),
        st.tuples(st.just("turn"), owing_units, rounds, handling),
        st.tuples(st.just("turn"), owing_units, rounds, handling),
        st.tuples(st.just("closing"), owing_units, months, st.booleans()),
    ),
    min_size=4, max_size=10,
)  # fmt: skip


class Life:
    """The book of a plan; `facts`: what was recorded, by entry, with unit, month and value."""

    def __init__(self, book, people, asked):
        self.book, self.people, self.rounds = book, people, asked
        self.facts, self.moment = {}, at(1, 6)

    def take(self, kind, code, which, amount=0):
        """A step. A turn is a report handed in and whatever happens to it; a closing is perhaps opened again."""
        if kind in ("turn", "closing"):
            for what in ("submit", *amount) if kind == "turn" else ("close", "reopen")[: 1 + amount]:
                self.take(what, code, which)
            return
        self.moment += timedelta(minutes=1)
        unit, before = self.book.id(code), watermarks(self.ids())
        with suppress(Refusal):
            getattr(self, kind)(unit, code, which, amount)
        self.check_watermarks(kind, unit, which, before)

    def ids(self):
        return [self.book.id(code) for code in (*OWING, "22.206.07132")]

    def check_watermarks(self, kind, unit, which, before):
        after = watermarks(self.ids())
        if kind in ("accept", "close"):
            assert all(after[one] >= day for one, day in before.items())
        elif kind == "reopen":
            assert after == before or after.get(unit, date.min) < before[unit]
        else:
            assert after == before

    def fact(self, _unit, code, month, amount):
        seq = Entry.objects.count()
        recorded(self.book, code, month_first(JANUARY + month), key=f"{code}-{seq}", gift_count=amount)
        self.facts[Entry.objects.latest("seq").seq] = (code, month, amount)

    def submit(self, unit, _code, which, _amount):
        one = self.rounds[which]
        seqs = [line.seq for line in waiting(self.ids(), one.first_on, one.last_on)]
        approve_records(by=self.people["approver"], at=self.moment, seqs=seqs)
        handed_in(one, unit, self.moment, by=self.people["recorder"])

    def latest(self, unit, which):
        row = submission_of(self.rounds[which].pk, unit)
        if row is None:
            raise Refusal("nothing there")
        return {"by": self.people["approver"], "at": self.moment, "submission_id": row.pk}

    def accept(self, unit, _code, which, _amount):
        accept_submission(**self.latest(unit, which))

    def withdraw(self, unit, _code, which, _amount):
        withdraw_submission(**self.latest(unit, which), reason="x")

    def revise(self, unit, _code, which, _amount):
        revise_submission(by=None, at=self.moment, round_id=self.rounds[which].pk, unit_id=unit)

    def close(self, unit, _code, month, _amount):
        close_period_of(by=None, at=self.moment, unit_id=unit, through=month_last(JANUARY + month))

    def reopen(self, unit, _code, month, _amount):
        through = month_last(JANUARY + month - 1) if month else None
        told = {"unit_id": unit, "through": through, "reason": "x"}
        wish = ask_reopening(by=self.people["recorder"], at=self.moment, **told)
        decide_reopening(by=self.people["approver"], at=self.moment, pk=wish.pk, agreed=True)

    def total(self, code, first, last, after=0):
        """What a plain sum of the facts of a unit and all below it says."""
        return sum(
            amount for seq, (unit, month, amount) in self.facts.items()
            if seq > after and unit.startswith(code) and first <= month_first(JANUARY + month) <= last
        )  # fmt: skip


setattr(
    Life, "return", lambda self, unit, _code, which, _amount: return_submission(**self.latest(unit, which), reason="x")
)


@pytest.fixture
def asked(book):
    by_last = opened(book)
    quarter = opened(book, Cadence.QUARTER)[date(2024, 3, 31)]
    return [*(by_last[month_last(JANUARY + month)] for month in range(MONTHS)), quarter]


@settings(
    max_examples=examples(16), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@given(plan=steps)
def test_no_fact_is_lost_or_counted_twice_and_words_are_those_of_what_stands(book, people, asked, plan):
    with transaction.atomic():
        life = Life(book, people, asked)
        for step in plan:
            life.take(*step)
        for one in asked:
            for code in (*OWING, "22", "22/cum-2"):
                whole = life.total("22" if "/" in code else code, one.first_on, one.last_on)
                assert (value(code, "gift.count", one.first_on, one.last_on) or 0) == whole
        check_what_stands(life)
        assert list(pledges()) == []
        transaction.set_rollback(True)


def check_what_stands(life):
    rows = list(Submission.objects.select_related("unit", "round"))
    gone = set(Entry.objects.filter(reverses__isnull=False).values_list("reverses", flat=True))
    words = {pk >> LINE_BITS for pk in Attestation.objects.values_list("pk", flat=True)} - gone
    assert words == {row.attested_seq for row in rows if row.attested_seq}
    standing = {(row.round_id, row.unit_id) for row in rows if row.state in STANDING}
    assert standing == {(row.round_id, row.unit_id) for row in rows if row.attested_seq}
    for row in rows:
        if row.state not in STANDING:
            continue
        for change in as_known_now(row, structure())[0]:
            if change.figure.indicator == "gift.count":
                late = life.total(row.unit.code, row.round.first_on, row.round.last_on, after=row.seq)
                assert (change.value or 0) - (change.figure.value or 0) == late
