"""What was known after an earlier entry: records, catalogue, rules, tree."""

from datetime import date

import pytest

from chungtay.figures.queries import Question, behind, figures
from chungtay.kernel.months import month_index
from chungtay.ledger.actions import assign_rule, load_catalogue, post_tree, withdraw
from chungtay.ledger.queries import head, seq_at
from chungtay.ledger.rules import IndicatorDraft
from chungtay.organizations.actions import move_unit

from .telling import AT, YEAR, by, declared, figure, recorded, value


def test_each_step_of_a_life_is_read_as_it_was(book):
    seqs = [head().seq]
    recorded(book, "22.206", date(2024, 3, 1), key="a", gift_count=3)
    seqs.append(head().seq)
    recorded(book, "22.206", date(2024, 3, 1), key="a", gift_count=5)
    seqs.append(head().seq)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=100)
    seqs.append(head().seq)
    withdraw(by=None, at=AT, unit_id=book.id("22.206"), key="a", reason="")
    seqs.append(head().seq)
    expected = [None, 3, 5, 100, 100]
    for of in ("22", "22/cum-2", "22.206", "vn"):
        assert [value(of, "gift.count", known_seq=s) for s in seqs] == expected
    assert [value("22", "gift.count", date(2024, 1, 1), date(2024, 3, 31), known_seq=s) for s in seqs] == [
        None, 3, 5, 5, None,
    ]  # fmt: skip
    assert by("month", "22", "gift.count", known_seq=seqs[3]) == {"2024-03": 5, None: 95}
    lines = behind(Question(("22",), *YEAR, known_seq=seqs[3]), "gift.count")
    assert sorted(line.value for line in lines.entries) == [5, 95] and lines.total == 100


def test_a_counting_rule_is_read_as_it_was(book):
    recorded(book, "22.206", date(2024, 3, 1), social_turns=5, health_cases=7, disaster_gifts=1000)
    before = head().seq
    assign_rule(
        by=None, at=AT, total="total.turns", chapter_id=book.id("22"), first_month=month_index(date(2024, 1, 1)),
        items=[("social.turns", 1, ""), ("disaster.gifts", 2, "")],
    )  # fmt: skip
    assert value("22", "total.turns") == 2005
    assert value("22", "total.turns", known_seq=before) == 12
    assert value("22", "total.turns", known_seq=head().seq) == 2005
    assert value("vn", "total.turns") == 2005


def test_a_rule_counts_from_its_month_on(book):
    recorded(book, "22.206", date(2024, 3, 1), key="a", health_cases=7)
    recorded(book, "22.206", date(2024, 8, 1), key="b", health_cases=70)
    assign_rule(
        by=None, at=AT, total="total.turns", chapter_id=book.id("22"), first_month=month_index(date(2024, 7, 1)),
        items=[("health.cases", 3, "")],
    )  # fmt: skip
    assert value("22", "total.turns") == 7 + 210
    assert by("month", "22", "total.turns") == {"2024-03": 7, "2024-08": 210}
    assert behind(Question(("22",), *YEAR), "total.turns").total == 217


def test_a_name_of_the_catalogue_is_read_as_it_was(book):
    before = head().seq
    recorded(book, "22.206", date(2024, 3, 1), gift_count=3)
    draft = IndicatorDraft("gift.count", "Quà tặng", "gifts", "flow", "social")
    old = figure("22", "gift.count").name
    load_catalogue(by=None, at=AT, drafts=[draft])
    assert figure("22", "gift.count").name == "Quà tặng" != old
    assert figure("22", "gift.count", known_seq=before).name == old


def test_the_tree_is_read_as_it_was(book):
    recorded(book, "22.206.07132", date(2024, 8, 1), gift_count=3)
    before = head().seq
    unit, parent = book.id("22.206.07132"), book.id("22.193")
    move_unit(by=None, at=AT, unit_id=unit, parent_id=parent, on=date(2024, 7, 1))
    post_tree(by=None, at=AT)
    assert (value("22.206", "gift.count"), value("22.193", "gift.count")) == (None, 3)
    assert value("22.206", "gift.count", known_seq=before) == 3
    assert value("22.193", "gift.count", known_seq=before) is None
    assert by("unit", "22.193", "gift.count") == {"22.206.07132": 3}


@pytest.mark.parametrize("by_what", [None, "unit", "month", "programme", "field"])
def test_now_and_the_head_s_number_say_the_same(book, by_what):
    recorded(book, "22.206", date(2024, 3, 1), gift_count=3, social_turns=8, org_members=40)
    recorded(book, "22.193", date(2024, 5, 1), tags=frozenset({"programme:tet_nhan_ai"}), gift_count=70)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=100)
    for of in (("22",), ("22/cum-2",), ("22.206",), ("22.193", "vn")):
        for last in (date(2024, 12, 31), date(2024, 5, 20)):
            now = Question(of, YEAR[0], last, by=by_what)
            assert figures(now) == figures(Question(of, YEAR[0], last, by=by_what, known_seq=head().seq))


def test_a_moment_names_the_last_entry_up_to_it(book):
    assert seq_at(AT) == head().seq
    assert seq_at(AT.replace(year=2000)) == 0
    assert figure("22", "gift.count", known_seq=head().seq).state == "not_reported"
