"""The entries behind a number add up to it: readings that count, one a locality, a rate never summed."""

from dataclasses import replace
from datetime import date

from chungtay.figures.queries import By, Question, behind, figures
from chungtay.ledger.actions import load_catalogue, post_tree
from chungtay.ledger.queries import head
from chungtay.ledger.rules import IndicatorDraft
from chungtay.organizations.actions import end_unit, move_unit
from tests.ledger.telling import AT, recorded, value

JUNE = (date(2024, 1, 1), date(2024, 6, 30))


def traced(of, indicator, first=JUNE[0], last=JUNE[1], **asked):
    found = behind(Question((of,), first, last, **asked), indicator)
    return found.total, [(line.unit, line.value, line.indicator) for line in found.entries]


def test_readings_of_units_that_ended_or_left_and_old_ones_are_not_behind_a_stock(book, settings):
    settings.CHUNGTAY_STOCK_AGE_DAYS = 100
    recorded(book, "22.193", date(2024, 4, 1), org_members=7)
    recorded(book, "22.195", date(2024, 3, 1), org_members=50)
    recorded(book, "22.206.07132", date(2024, 4, 1), org_members=100)
    move_unit(by=None, at=AT, unit_id=book.id("22.206.07132"), parent_id=book.id("22.196"), on=date(2024, 5, 1))
    end_unit(by=None, at=AT, unit_id=book.id("22.193"), on=date(2024, 6, 1))
    post_tree(by=None, at=AT)
    for seq in (None, head().seq):
        assert traced("22", "org.members", known_seq=seq) == (100, [("22.206.07132", 100, "org.members")])
        assert traced("22.196", "org.members", known_seq=seq)[0] == value("22.196", "org.members", *JUNE) == 100
        assert traced("22.206", "org.members", known_seq=seq) == (0, [])


def test_a_count_of_localities_names_one_reading_of_each(book):
    recorded(book, "22.206", date(2024, 2, 1), key="a", meal_sites=1)
    recorded(book, "22.206", date(2024, 3, 1), key="b", meal_sites=2)
    recorded(book, "22.206.07132", date(2024, 4, 1), meal_sites=1)
    recorded(book, "22.193", date(2024, 3, 1), meal_sites=5)
    recorded(book, "22.195", date(2024, 3, 1), meal_sites=0)
    lines = [("22.206.07132", 1, "meal.sites"), ("22.193", 1, "meal.sites")]
    for seq in (None, head().seq):
        assert traced("22/cum-2", "meal.localities", known_seq=seq) == (2, lines)
        asked = Question(("22/cum-2",), *JUNE, ("meal.localities",), known_seq=seq)
        assert [f.value for f in figures(asked)] == [2]
        rows = {f.key: f.value for f in figures(replace(asked, by=By.UNIT))}
        assert rows == {"22.193": 1, "22.195": 0, "22.196": None, "22.205": None, "22.206": 1, "22.cdyt": None}
        months = {f.key: f.value for f in figures(replace(asked, by=By.MONTH))}
        assert months == {"2024-02": 1, "2024-03": 2, "2024-04": 2, "2024-05": 2, "2024-06": 2}


def test_what_is_asked_without_indicators_tells_a_derived_count_too(book):
    recorded(book, "22.206", date(2024, 2, 1), meal_sites=1)
    for by in (None, By.MONTH, By.UNIT, By.FIELD, By.PROGRAMME):
        told = {f.indicator for f in figures(Question(("22/cum-2",), *JUNE, by=by))}
        assert told == {"meal.sites", "meal.localities"}


def test_a_rate_is_traced_but_never_summed(book):
    load_catalogue(by=None, at=AT, drafts=[IndicatorDraft("rate.rice", "Giá gạo", "money", "rate", "org")])
    recorded(book, "22.193", date(2024, 3, 1), rate_rice=20)
    recorded(book, "22.195", date(2024, 3, 1), rate_rice=20)
    assert traced("22", "rate.rice")[0] == value("22", "rate.rice", *JUNE) == 20
    recorded(book, "22.206", date(2024, 3, 1), rate_rice=30)
    total, lines = traced("22", "rate.rice")
    assert total is None and [v for _, v, _ in lines] == [20, 20, 30]
