"""Random lives of a book: cube, facts and a naive recount agree at every scope, now and at every earlier number."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from chungtay.figures.queries import Question, behind, figures
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.actions import declare, load_core, post_tree, record, withdraw
from chungtay.ledger.queries import head
from chungtay.ledger.queries.verification import verification
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.organizations.actions import move_unit
from tests.factories.chance import examples
from tests.factories.organizations import draft, plant

from .naive import Known, NaiveBook

AT = datetime(2025, 6, 1, tzinfo=UTC)
JANUARY = month_index(date(2024, 1, 1))
TAGS = [frozenset(), frozenset({"programme:tet_nhan_ai"}), frozenset({"programme:tet_nhan_ai", "value:cash"})]
UNITS = ["22", "22.a", "22.b", "22.a.1", "22.a.2", "22.b.1"]
SCOPES = [("22",), ("22.a",), ("22.b",), ("22.a.1",), ("22.b.1",), ("22.a", "22.b.1"), ("22.a", "22.a.1")]

months = st.integers(0, 11)
record_step = st.tuples(
    st.just("record"),
    st.sampled_from(UNITS),
    st.integers(0, 4),
    st.integers(0, 365),
    st.sampled_from([0, 0, 0, 1, 20, 40, 400]),
    st.sampled_from(TAGS),
    st.integers(0, 50),
)
declare_step = st.tuples(
    st.just("declare"), st.sampled_from(UNITS), st.integers(0, 3), months, st.sampled_from([0, 0, 2, 5, 11]),
    st.sampled_from(TAGS), st.sampled_from(["own", "all"]), st.integers(0, 300),
)  # fmt: skip
withdraw_step = st.tuples(st.just("withdraw"), st.sampled_from(UNITS), st.sampled_from("rd"), st.integers(0, 4))
move_step = st.tuples(
    st.just("move"),
    st.sampled_from(["22.a.1", "22.a.2", "22.b.1"]),
    st.sampled_from(["22.a", "22.b"]),
    st.integers(0, 365),
)
steps = st.lists(st.one_of(record_step, declare_step, declare_step, withdraw_step, move_step), min_size=1, max_size=14)


class Life:
    """One random life: the same steps on the ledger and on the naive book."""

    def __init__(self, units: dict) -> None:
        self.units = units
        parents = {"22": [], "22.a": [(0, "22")], "22.b": [(0, "22")]}
        parents |= {"22.a.1": [(0, "22.a")], "22.a.2": [(0, "22.a")], "22.b.1": [(0, "22.b")]}
        self.naive = NaiveBook(parents, month_index, lambda m: month_last(m).toordinal())
        self.history: list[tuple[int, dict]] = []

    def live(self, step: tuple) -> None:
        """One step on both; what the ledger refuses leaves both alone."""
        try:
            with transaction.atomic():
                known = getattr(self, f"_{step[0]}")(*step[1:])
        except Refusal:
            return
        if isinstance(known, Known):
            self.naive.put(known)

    def _record(self, unit, key, offset, window, tags, value):
        day = date(2024, 1, 1) + timedelta(days=offset)
        amounts = (Amount("gift.count", value, tags),)
        row = RecordDraft(self.units[unit].pk, f"r{key}", day, amounts, since=day - timedelta(days=window))
        outcome = record(by=None, at=AT, records=[row])[0]
        if outcome.state == "already":
            return None
        month = month_index(day)
        return Known(f"r{key}", unit, month, month, day.toordinal(), tags, value)

    def _declare(self, unit, key, start, length, tags, covers, value):
        first, last = JANUARY + start, min(JANUARY + start + length, JANUARY + 11)
        row = DeclarationDraft(
            self.units[unit].pk,
            f"d{key}",
            covers,
            month_first(first),
            month_last(last),
            (Amount("gift.count", value, tags),),
        )
        outcome = declare(by=None, at=AT, declarations=[row])[0]
        if outcome.state == "already":
            return None
        return Known(f"d{key}", unit, first, last, month_last(last).toordinal(), tags, value, covers)

    def _withdraw(self, unit, kind, key):
        withdraw(by=None, at=AT, unit_id=self.units[unit].pk, key=f"{kind}{key}", reason="")
        del self.naive.known[unit, f"{kind}{key}"]

    def _move(self, unit, parent, offset):
        day = date(2024, 1, 1) + timedelta(days=offset)
        if any(start >= day.toordinal() for start, _ in self.naive.parents[unit]):
            return
        if self.naive.parents[unit][-1][1] == parent:
            return
        move_unit(by=None, at=AT, unit_id=self.units[unit].pk, parent_id=self.units[parent].pk, on=day)
        post_tree(by=None, at=AT)
        self.naive.parents[unit].append((day.toordinal(), parent))

    def questions(self) -> dict:
        """Expected (value, unplaced) of many questions."""
        spans = [(0, 11, 1, 0), (0, 5, 1, 0), (2, 8, 1, 0), (1, 3, 10, 12), (4, 4, 3, 5)]
        found = {}
        for scope in SCOPES:
            for start, end, day, back in spans:
                first = month_first(JANUARY + start) + timedelta(days=day - 1)
                last = month_last(JANUARY + end) - timedelta(days=back)
                for tags in TAGS:
                    expected = self.naive.figure(scope, first.toordinal(), last.toordinal(), tags)
                    found[scope, first, last, tags] = expected
        return found


def asked(scope, first, last, tags, seq=None):
    question = Question(scope, first, last, ("gift.count",), tags, known_seq=seq)
    found = figures(question)[0]
    return (found.value or 0, found.unplaced), found, question


# A unit that stands under another only in the middle of its declaration's span crosses that other's declaration there.
THROUGH = [
    ("declare", "22.a", 3, 4, 0, TAGS[1], "all", 42),
    ("move", "22.b.1", "22.a", 136),
    ("declare", "22.b.1", 1, 3, 11, TAGS[1], "own", 234),
    ("move", "22.b.1", "22.b", 220),
]


@pytest.fixture
def planted(db):
    units = plant(
        draft("22", None), draft("22.a", "22"), draft("22.b", "22"), draft("22.a.1", "22.a"), draft("22.a.2", "22.a"),
        draft("22.b.1", "22.b"),
    )  # fmt: skip
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    return units


@settings(
    max_examples=examples(24), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@example(plan=THROUGH)
@given(plan=steps)
def test_cube_facts_and_a_naive_recount_agree_now_and_then(planted, plan):
    with transaction.atomic():
        life = Life(planted)
        for step in plan:
            life.live(step)
            life.history.append((head().seq, life.questions()))
        for place, expected in life.history[-1][1].items():
            answer, found, question = asked(*place)
            assert answer == expected, (place, plan)
            lines = behind(question, "gift.count")
            assert lines.total == expected[0] and len(lines.entries) == found.entries
        for seq, questions in life.history:
            for place, expected in list(questions.items())[::11]:
                assert asked(*place, seq=seq)[0] == expected, (seq, place, plan)
        report = verification()
        assert report.ok, report.mismatches
        transaction.set_rollback(True)
