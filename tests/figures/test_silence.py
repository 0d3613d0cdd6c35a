"""Whose word makes a silence a zero: a total above speaks of a part only where every part of it is known (law 4)."""

from datetime import date, timedelta

import pytest

from chungtay.figures.queries import By, Question, figures
from chungtay.ledger.actions import attest, post_tree
from chungtay.ledger.queries import head
from chungtay.organizations.actions import end_unit, move_unit
from tests.factories.organizations import MEMBERS
from tests.ledger.telling import AT, TET, YEAR, declared, figure, recorded

HALF = (date(2024, 1, 1), date(2024, 6, 30))
CHILD = "22.206.07132"
WHOLE_2025 = (date(2025, 1, 1), date(2025, 12, 31))


def says(book, code, first=YEAR[0], last=YEAR[1], **word):
    attest(by=None, at=AT, unit_id=book.id(code), first=first, last=last, **word)


def answer(of, indicator="blood.units", first=HALF[0], last=HALF[1], **asked):
    """State and who reported; the same whether asked now or as known after the newest entry."""
    now, then = (figure(of, indicator, first, last, known_seq=seq, **asked) for seq in (None, head().seq))
    assert (now.state, now.reported, now.missing) == (then.state, then.reported, then.missing)
    return now.state, now.reported, now.expected


@pytest.mark.parametrize("indicator", ["blood.units", "org.members"])
def test_a_total_above_says_nothing_of_a_part_that_may_lie_in_its_remainder(book, indicator):
    declared(book, "22.206", *HALF, **{indicator.replace(".", "_"): 600})
    assert answer(CHILD, indicator) == ("not_reported", 0, 1)
    for above in ("22.206", "22"):
        assert answer(above, indicator)[0] == "value"
    assert answer("22.206", indicator)[1:] == (1, 1), "the total that is counted holds its share"
    row = figures(Question(("22.206",), *HALF, (indicator,), by=By.UNIT))[0]
    assert (row.key, row.state, row.reported) == (CHILD, "not_reported", 0)


@pytest.mark.parametrize("indicator", ["blood.units", "org.members"])
def test_a_declared_zero_above_is_a_zero_of_every_part(book, indicator):
    declared(book, "22.206", *HALF, **{indicator.replace(".", "_"): 0})
    assert answer(CHILD, indicator) == ("zero", 1, 1)


def test_a_total_above_of_which_every_part_is_known_makes_the_others_silence_a_zero(book):
    declared(book, "22.206", *HALF, blood_units=600)
    recorded(book, "22.206", date(2024, 3, 1), blood_units=500)
    assert answer(CHILD)[0] == "not_reported"
    recorded(book, "22.206", date(2024, 4, 1), blood_units=100)
    assert answer(CHILD) == ("zero", 1, 1)
    assert answer(CHILD, tags=TET)[0] == "zero"


def test_a_total_under_other_tags_is_not_what_is_counted(book):
    says(book, "22.206")
    declared(book, "22.206", *HALF, blood_units=600)
    assert answer("22.206", tags=TET) == ("not_reported", 0, 1), "some of the 600 may have been given at Tết"
    assert answer("22.206") == ("value", 1, 1)


def test_a_total_of_sites_above_tells_no_localities(book):
    declared(book, "22.206", *HALF, meal_sites=3)
    assert answer("22.206", "meal.sites") == ("value", 1, 1)
    assert answer("22.206", "meal.localities") == ("not_enough", 0, 1), "they are somewhere"


def test_a_total_that_crosses_another_and_keeps_no_remainder_is_not_known(book):
    declared(book, "22.206", date(2024, 4, 1), date(2024, 9, 30), blood_units=0)
    declared(book, "22.206", *HALF, key="crossing", blood_units=600)
    first_quarter = (date(2024, 1, 1), date(2024, 3, 31))
    assert answer(CHILD, "blood.units", *first_quarter)[0] == "not_reported"
    assert answer("22.206", "blood.units", *first_quarter)[0] == "not_reported"


def test_a_total_of_own_work_above_says_nothing_of_a_part(book):
    declared(book, "22.206", *HALF, covers="own", blood_units=0)
    assert answer(CHILD)[0] == "not_reported"


def test_a_word_from_above_is_no_zero_in_the_months_of_a_remainder(book):
    says(book, "22.206")
    assert answer(CHILD, "blood.units", *YEAR) == ("zero", 1, 1)
    declared(book, "22.206", *HALF, blood_units=600)
    assert answer(CHILD)[0] == "not_reported"
    assert answer(CHILD, "blood.units", *YEAR)[0] == "not_reported"
    assert answer(CHILD, "blood.units", date(2024, 7, 1), YEAR[1]) == ("zero", 1, 1)
    assert answer(CHILD, "gift.count", *YEAR) == ("zero", 1, 1)
    says(book, CHILD)
    assert answer(CHILD) == ("zero", 1, 1)


def test_a_word_from_far_above_is_no_zero_below_a_remainder_between(book):
    says(book, "22")
    declared(book, "22.206", *HALF, blood_units=600)
    assert answer(CHILD)[0] == "not_reported"
    assert answer("22.193") == ("zero", 1, 1)


def test_a_remainder_of_own_work_hides_no_part(book):
    says(book, "22.206")
    declared(book, "22.206", *HALF, covers="own", blood_units=600)
    assert answer(CHILD) == ("zero", 1, 1)


def test_a_word_from_above_holds_for_the_days_below_it(book):
    says(book, "22.206")
    move_unit(by=None, at=AT, unit_id=book.id(CHILD), parent_id=book.id("22.193"), on=date(2024, 7, 1))
    post_tree(by=None, at=AT)
    assert answer(CHILD) == ("zero", 1, 1)
    assert answer(CHILD, "blood.units", *YEAR)[0] == "not_reported"


def test_a_word_about_a_stock_expires_as_a_reading_does(book, settings):
    settings.CHUNGTAY_STOCK_AGE_DAYS = 60
    says(book, "22.193", *HALF)
    last = HALF[1] + timedelta(days=59)
    assert answer("22.193", "org.members", HALF[0], last)[0] == "zero"
    assert answer("22.193", "org.members", HALF[0], last + timedelta(days=1))[0] == "not_reported"


def test_a_stock_is_owed_by_who_stands_on_its_last_day(book, settings):
    end_unit(by=None, at=AT, unit_id=book.id("22.193"), on=date(2024, 5, 1))
    post_tree(by=None, at=AT)
    says(book, "22.193", HALF[0], date(2024, 4, 30))
    assert answer("22.193", "org.members", HALF[0], date(2024, 4, 30)) == ("zero", 1, 1)
    assert answer("22.193", "org.members") == ("not_applicable", 0, 0)
    assert answer("22/cum-2", "org.members") == ("not_reported", 0, 5)


def test_a_unit_that_ended_inside_the_period_owes_up_to_its_end(book):
    for code in MEMBERS[:-1]:
        says(book, code, WHOLE_2025[0], date(2025, 6, 30))
    says(book, "22.cdyt", *WHOLE_2025)
    assert answer("22/cum-2", "live.cows", *WHOLE_2025) == ("zero", 6, 6)
    assert answer("22.206", "live.cows", *WHOLE_2025) == ("zero", 1, 1), "its commune ended with it"


def test_a_unit_born_inside_the_period_owes_from_its_first_day(book):
    says(book, "22.07132", date(2025, 7, 1), WHOLE_2025[1])
    assert answer("22.07132", "live.cows", *WHOLE_2025) == ("zero", 1, 1)
    assert answer("22.07132", "live.cows", date(2025, 6, 1), date(2025, 8, 31)) == ("zero", 1, 1)
