"""The law of declarations on a real book."""

from datetime import date

import pytest

from chungtay.figures.queries import Question, behind, figures
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import attest, withdraw

from .telling import AT, TET, YEAR, declared, figure, recorded, value


def test_the_example_of_the_house_holds(book):
    recorded(book, "22.206", date(2024, 3, 5), gift_count=450)
    recorded(book, "22.206", date(2024, 8, 5), gift_count=80)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=600)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 10, 31), gift_count=1000)
    assert value("22.206", "gift.count", last=date(2024, 6, 30)) == 600
    assert value("22.206", "gift.count", last=date(2024, 10, 31)) == 1000
    assert value("22", "gift.count") == 1000
    march = figure("22.206", "gift.count", date(2024, 3, 1), date(2024, 3, 31))
    assert (march.value, march.unplaced) == (450, 150 + 320)
    recorded(book, "22.206", date(2024, 4, 9), gift_count=500)
    assert value("22.206", "gift.count", last=date(2024, 6, 30)) == 950
    assert value("22.206", "gift.count", last=date(2024, 10, 31)) == 1030


def test_a_part_counts_in_its_whole_and_in_the_total(book):
    recorded(book, "22.206", date(2024, 3, 5), social_value=100, gift_value=60, health_value=7, disaster_value=1000)
    assert value("22", "social.value") == 100
    assert value("22", "gift.value") == 60
    assert value("22/cum-2", "total.value") == 107
    with pytest.raises(Refusal):
        recorded(book, "22.206", date(2024, 3, 6), social_value=10, gift_value=60)


def test_withdrawing_gives_the_remainder_back(book):
    outcome = recorded(book, "22.206.07132", date(2024, 3, 5), key="a", gift_count=450)
    assert outcome.state == "accepted"
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=600)
    assert value("22.206", "gift.count", last=date(2024, 6, 30)) == 600
    withdraw(by=None, at=AT, unit_id=book.id("22.206.07132"), key="a", reason="nhầm")
    half = figure("22.206", "gift.count", last=date(2024, 6, 30))
    assert (half.value, half.entries) == (600, 1)
    lines = behind(Question(("22.206",), *YEAR), "gift.count")
    assert lines.total == 600 and len(lines.entries) == 1


def test_the_same_cell_under_another_key_is_refused_but_a_final_ends_an_estimate(book):
    span = (date(2024, 1, 1), date(2024, 10, 31))
    declared(book, "22.206", *span, key="uoc", estimate=True, gift_count=900)
    estimate = figure("22.206", "gift.count")
    assert (estimate.value, estimate.estimated) == (900, 900)
    declared(book, "22.206", *span, key="chot", gift_count=850)
    final = figure("22.206", "gift.count")
    assert (final.value, final.estimated) == (850, 0)
    with pytest.raises(Refusal):
        declared(book, "22.206", *span, key="khac", gift_count=1)


def test_of_a_leaf_own_work_and_all_are_one_cell(book):
    span = (date(2024, 1, 1), date(2024, 10, 31))
    declared(book, "22.206.07132", *span, covers="own", key="rieng", gift_count=900)
    with pytest.raises(Refusal, match="dòng khác"):
        declared(book, "22.206.07132", *span, covers="all", key="ca", gift_count=900)
    declared(book, "22.206.07132", *span, covers="all", key="rieng", gift_count=800)
    assert value("22.206", "gift.count") == 800
    declared(book, "22.206", *span, covers="own", key="rieng", gift_count=5)
    declared(book, "22.206", *span, covers="all", key="ca", gift_count=1000)
    assert value("22.206", "gift.count") == 1000


def test_finals_that_fill_an_estimates_span_end_it(book):
    declared(book, "22.206", date(2024, 1, 1), date(2024, 2, 29), key="uoc", estimate=True, gift_count=900)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 1, 31), gift_count=100)
    assert value("22.206", "gift.count") == 900
    declared(book, "22.206", date(2024, 2, 1), date(2024, 2, 29), gift_count=200)
    assert value("22.206", "gift.count") == 300


def test_a_crossing_declaration_keeps_no_remainder_until_the_other_goes(book):
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), key="h1", gift_count=600)
    declared(book, "22.206", date(2024, 3, 1), date(2024, 9, 30), key="x", gift_count=700)
    assert value("22.206", "gift.count") == 600
    withdraw(by=None, at=AT, unit_id=book.id("22.206"), key="h1", reason="nhầm")
    assert value("22.206", "gift.count") == 700


def test_a_declared_total_leaves_the_rest_unspecified(book):
    recorded(book, "22.195", date(2024, 5, 5), social_value=300, health_value=100)
    declared(book, "22.195", date(2024, 1, 1), date(2024, 10, 31), total_value=1000)
    assert value("22/cum-2", "total.value", last=date(2024, 10, 31)) == 1000
    recorded(book, "22.195", date(2024, 6, 5), social_value=250)
    assert value("22/cum-2", "total.value", last=date(2024, 10, 31)) == 1000
    assert value("22/cum-2", "social.value", last=date(2024, 10, 31)) == 550


def test_stocks_take_the_latest_reading_and_declared_ones_their_remainder(book):
    recorded(book, "22.206", date(2024, 1, 31), org_members=100)
    recorded(book, "22.206", date(2024, 5, 31), org_members=120)
    recorded(book, "22.195", date(2024, 5, 31), org_members=50)
    assert value("22", "org.members", last=date(2024, 4, 30)) == 100
    assert value("22", "org.members", last=date(2024, 6, 30)) == 170
    declared(book, "22", date(2024, 1, 1), date(2024, 6, 30), org_members=200)
    assert value("22", "org.members", last=date(2024, 6, 30)) == 200
    recorded(book, "22.206", date(2024, 6, 15), org_members=140)
    assert value("22", "org.members", last=date(2024, 6, 30)) == 200
    assert value("22.206", "org.members", last=date(2024, 6, 30)) == 140
    assert value("22", "org.members", last=date(2024, 6, 14)) == 170


def test_nothing_zero_and_not_reported_differ(book):
    silent = figure("22/cum-2", "gift.count")
    assert (silent.state, silent.value, silent.reported, silent.expected) == ("not_reported", None, 0, 6)
    for code in ("22.193", "22.195", "22.196", "22.205", "22.206", "22.cdyt"):
        attest(by=None, at=AT, unit_id=book.id(code), first=YEAR[0], last=YEAR[1])
    assert figure("22/cum-2", "gift.count").state == "zero"
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=600)
    cut = figure("22.206", "gift.count", date(2024, 1, 1), date(2024, 3, 31))
    assert (cut.state, cut.unplaced, cut.value) == ("not_enough", 600, None)


def test_a_breakdown_sums_with_a_row_for_what_has_no_key(book):
    recorded(book, "22", date(2024, 2, 1), gift_count=5)
    recorded(book, "22.206", date(2024, 2, 1), tags=TET, gift_count=7)
    declared(book, "22.193", date(2024, 1, 1), date(2024, 6, 30), gift_count=20)
    asked = Question(("22",), *YEAR, indicators=("gift.count",), by="unit")
    rows = {f.key: f.value for f in figures(asked)}
    assert rows.pop(None) == 5 and rows["22.206"] == 7 and rows["22.193"] == 20
    months = {f.key: f.value for f in figures(Question(("22",), *YEAR, indicators=("gift.count",), by="month"))}
    assert months == {"2024-02": 12, None: 20}
    programmes = figures(Question(("22",), *YEAR, indicators=("gift.count",), by="programme"))
    assert {f.key: f.value for f in programmes} == {"tet_nhan_ai": 7, None: 25}
    assert all(f.overlapping for f in programmes)
    assert value("22", "gift.count", tags=TET) == 7


def test_a_union_counts_each_fact_once(book):
    recorded(book, "22.206.07132", date(2024, 2, 1), gift_count=7)
    asked = Question(("22.206", "22/cum-2", "22.206.07132"), *YEAR, indicators=("gift.count",))
    assert figures(asked)[0].value == 7
