"""Breakdowns sum, with a row for what has no key; several tags all apply."""

from datetime import date

import pytest

from chungtay.figures.queries import Question, figures

from .telling import TET, YEAR, by, declared, figure, recorded, value

CASH = TET | {"value:cash"}
STORM = frozenset({"disaster:yagi_2024"})
BOTH = TET | {"programme:thang_nhan_dao"}


@pytest.fixture
def given(book):
    recorded(book, "22.206", date(2024, 1, 20), tags=TET, gift_count=1)
    recorded(book, "22.206", date(2024, 2, 20), tags=CASH, gift_count=20)
    recorded(book, "22.193", date(2024, 9, 20), tags=STORM, gift_count=300)
    recorded(book, "22.195", date(2024, 9, 21), gift_count=4000)
    declared(book, "22.195", date(2024, 7, 1), date(2024, 9, 30), gift_count=54_000)
    return book


def test_months_sum_with_a_row_for_totals_of_several_months(given):
    rows = by("month", "22", "gift.count")
    assert rows == {"2024-01": 1, "2024-02": 20, "2024-09": 4300, None: 50_000}
    assert list(rows) == ["2024-01", "2024-02", "2024-09", None]
    assert sum(rows.values()) == value("22", "gift.count")


def test_months_of_a_leaf_read_from_the_facts_agree_with_those_of_the_cube(given):
    assert by("month", "22.195", "gift.count") == {"2024-09": 4000, None: 50_000}


def test_a_cut_total_stands_in_the_row_without_a_key(given):
    rows = figures(Question(("22",), date(2024, 8, 1), date(2024, 9, 30), ("gift.count",), by="month"))
    assert {f.key: (f.value, f.unplaced) for f in rows} == {"2024-09": (4300, 0), None: (None, 50_000)}


def test_programmes_and_disasters_sum_with_a_row_for_what_has_none_and_say_that_they_overlap(given):
    assert by("programme", "22", "gift.count") == {"tet_nhan_ai": 21, None: 54_300}
    assert by("disaster", "22", "gift.count") == {"yagi_2024": 300, None: 54_021}
    recorded(given, "22.193", date(2024, 3, 1), tags=BOTH, gift_count=600_000)
    rows = by("programme", "22", "gift.count")
    assert rows == {"tet_nhan_ai": 600_021, "thang_nhan_dao": 600_000, None: 54_300}
    asked = Question(("22",), *YEAR, ("gift.count",), by="programme")
    assert all(f.overlapping for f in figures(asked))
    assert not any(f.overlapping for f in figures(Question(("22",), *YEAR, ("gift.count",), by="month")))


def test_several_tags_all_apply(given):
    assert value("22", "gift.count", tags=TET) == 21
    assert value("22", "gift.count", tags=CASH) == 20
    assert value("22", "gift.count", tags=frozenset({"value:cash"})) == 20
    assert figure("22", "gift.count", tags=TET | STORM).state == "not_reported"
    assert value("22.206", "gift.count", tags=CASH) == 20


def test_a_tag_whose_code_begins_like_another_is_another(given):
    recorded(given, "22.206", date(2024, 3, 1), tags=frozenset({"programme:tet_nhan_ai_2"}), gift_count=9)
    assert value("22", "gift.count", tags=TET) == 21


def test_fields_of_a_total_sum_to_it(given):
    recorded(given, "22.206", date(2024, 3, 1), social_turns=5, health_cases=7)
    declared(given, "22.193", *YEAR, total_turns=100)
    rows = by("field", "22", "total.turns")
    assert sum(rows.values()) == value("22", "total.turns") == 112
    assert set(rows.values()) == {5, 7, 100}


def test_rows_by_unit_sum_with_a_row_for_what_stands_at_the_unit_itself(given):
    recorded(given, "22", date(2024, 3, 1), gift_count=7_000_000)
    rows = by("unit", "22", "gift.count")
    assert {k: v for k, v in rows.items() if v} == {"22.193": 300, "22.195": 54_000, "22.206": 21, None: 7_000_000}
    assert rows["22.cdyt"] is None
    members = by("unit", "22/cum-2", "gift.count")
    assert None not in members and sum(v or 0 for v in members.values()) == 54_321


def test_each_row_by_unit_says_for_itself_who_reported(given):
    found = figures(Question(("22/cum-2",), *YEAR, ("gift.count",), by="unit"))
    told = {f.key: (f.state, f.reported, f.expected, f.missing) for f in found}
    assert told["22.193"] == ("value", 1, 1, ())
    assert told["22.196"] == ("not_reported", 0, 1, ("22.196",))
