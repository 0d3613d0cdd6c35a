"""Stocks: the latest reading up to a day counts, expires, and is never cumulated."""

from datetime import date, timedelta

import pytest

from chungtay.figures.queries import Question, behind, figures
from chungtay.ledger.actions import post_tree, withdraw
from chungtay.ledger.queries import head
from chungtay.organizations.actions import end_unit

from .telling import AT, TET, by, declared, figure, recorded, value

JUNE = date(2024, 6, 30)


def members(of, day, **asked):
    return value(of, "org.members", date(day.year, 1, 1), day, **asked)


@pytest.fixture
def given(book):
    recorded(book, "22.206", date(2024, 3, 1), key="a", org_members=100)
    recorded(book, "22.206", date(2024, 6, 15), key="b", org_members=140)
    recorded(book, "22.193", date(2024, 2, 1), key="c", org_members=7)
    return book


def test_the_latest_reading_counts_and_none_is_cumulated(given):
    assert members("22.206", date(2024, 2, 29)) is None
    assert members("22.206", date(2024, 3, 1)) == members("22.206", date(2024, 6, 14)) == 100
    assert members("22.206", date(2024, 6, 15)) == 140
    assert [members(of, JUNE) for of in ("22", "22/cum-2", "vn")] == [147, 147, 147]
    assert behind(Question(("22",), date(2024, 1, 1), JUNE), "org.members").total == 147


def test_a_reading_expires_after_the_set_age(book, settings):
    settings.CHUNGTAY_STOCK_AGE_DAYS = 60
    recorded(book, "22.206", date(2024, 3, 1), org_members=100)
    recorded(book, "22.193", date(2024, 2, 1), org_members=7)
    last, seq = date(2024, 3, 1) + timedelta(days=59), head().seq
    for known in (None, seq):
        assert members("22.206", last, known_seq=known) == 100
        assert members("22.206", last + timedelta(days=1), known_seq=known) is None
        assert members("22", last, known_seq=known) == 100, "the other unit's older reading is over"
        assert members("22", date(2024, 3, 31), known_seq=known) == 107


def test_a_stock_ends_with_its_unit(given):
    end_unit(by=None, at=AT, unit_id=given.id("22.193"), on=date(2024, 5, 1))
    post_tree(by=None, at=AT)
    assert members("22", date(2024, 4, 30)) == 107
    assert members("22", JUNE) == 140


def test_a_withdrawn_reading_gives_way_to_the_one_before(given):
    withdraw(by=None, at=AT, unit_id=given.id("22.206"), key="b", reason="")
    assert members("22", JUNE) == 107


def test_a_late_reading_of_an_early_day_changes_only_its_days(given):
    recorded(given, "22.206", date(2024, 4, 1), key="d", org_members=90)
    assert [members("22.206", d) for d in (date(2024, 3, 31), date(2024, 4, 1), JUNE)] == [100, 90, 140]


def test_months_of_a_stock_overlap_and_each_is_the_reading_of_its_last_day(given):
    rows = figures(Question(("22",), date(2024, 1, 1), date(2024, 6, 20), ("org.members",), by="month"))
    assert {f.key: f.value for f in rows} == {
        "2024-02": 7, "2024-03": 107, "2024-04": 107, "2024-05": 107, "2024-06": 147,
    }  # fmt: skip
    assert all(f.overlapping for f in rows)


def test_a_declared_reading_keeps_what_the_readings_beneath_leave(given):
    declared(given, "22.206", date(2024, 1, 1), JUNE, org_members=200)
    assert members("22.206", JUNE) == 200
    assert members("22.206", date(2024, 6, 29)) == 140
    recorded(given, "22.206.07132", date(2024, 6, 20), org_members=25)
    assert members("22.206", JUNE) == 200
    assert by("unit", "22.206", "org.members", date(2024, 1, 1), JUNE) == {"22.206.07132": 25, None: 175}


def test_tagged_readings_are_series_of_their_own(given):
    recorded(given, "22.206", date(2024, 6, 16), tags=TET, org_members=5)
    assert members("22.206", JUNE) == 145
    assert members("22.206", JUNE, tags=TET) == 5


def test_localities_are_the_units_with_an_active_site(given):
    recorded(given, "22.206", date(2024, 3, 1), meal_sites=2)
    recorded(given, "22.193", date(2024, 3, 1), key="s", meal_sites=3)
    recorded(given, "22.206.07132", date(2024, 3, 1), meal_sites=1)
    found = figure("22/cum-2", "meal.localities")
    assert (found.value, found.kind) == (2, "stock")
    assert value("22.206", "meal.localities") == 1
    assert value("22/cum-2", "meal.sites") == 6
    withdraw(by=None, at=AT, unit_id=given.id("22.193"), key="s", reason="")
    assert value("22/cum-2", "meal.localities") == 1
