"""A record with a window counts whole on its last day (decision 0006), wherever it is read."""

from datetime import date

import pytest

from chungtay.figures.queries import Question, behind
from chungtay.ledger.actions import withdraw
from chungtay.ledger.models import Entry, Fact
from chungtay.ledger.queries import head
from chungtay.ledger.queries.verification import verification

from .telling import AT, by, declared, figure, recorded, value

BUILT = (date(2023, 12, 20), date(2024, 2, 10))  # over a month's and a year's edge


@pytest.fixture
def house(book):
    recorded(book, "22.206", BUILT[1], since=BUILT[0], key="nha-1", house_built=1)
    return book


@pytest.mark.parametrize(
    ("first", "last", "counts"),
    [
        ((2024, 1, 1), (2024, 12, 31), True),
        ((2024, 2, 1), (2024, 2, 29), True),
        ((2024, 2, 10), (2024, 2, 10), True),
        ((2023, 12, 1), (2024, 2, 10), True),
        ((2023, 1, 1), (2023, 12, 31), False),
        ((2023, 12, 20), (2024, 2, 9), False),
        ((2024, 2, 11), (2024, 12, 31), False),
    ],
)
@pytest.mark.parametrize("of", ["22.206", "22", "22/cum-2", "vn"])
def test_a_window_enters_the_questions_that_hold_its_last_day_and_is_never_cut(house, of, first, last, counts):
    found = figure(of, "house.built", date(*first), date(*last))
    assert (found.value, found.unplaced, found.entries) == ((1, 0, 1) if counts else (None, 0, 0))


def test_a_window_lies_in_the_month_of_its_last_day(house):
    span = (BUILT[0], date(2024, 3, 31))
    assert by("month", "22", "house.built", *span) == {"2024-02": 1}
    assert by("month", "22.206.07132", "house.built", *span) == {}


def test_a_window_traces_to_its_last_day_and_the_entry_keeps_both(house):
    lines = behind(Question(("22",), date(2024, 2, 1), date(2024, 2, 29)), "house.built")
    assert [(line.occurred_on, line.value) for line in lines.entries] == [(BUILT[1], 1)]
    entry = Entry.objects.get(key="nha-1")
    assert (entry.since, entry.day) == BUILT
    assert set(Fact.objects.values_list("since", "day")) == {(BUILT[1], BUILT[1])}


def test_a_window_reads_the_same_as_known_before_it_went(house):
    seq = head().seq
    withdraw(by=None, at=AT, unit_id=house.id("22.206"), key="nha-1", reason="")
    assert value("22", "house.built") is None
    for of in ("22", "22.206", "22/cum-2"):
        assert value(of, "house.built", known_seq=seq) == 1
        assert value(of, "house.built", date(2023, 1, 1), date(2023, 12, 31), known_seq=seq) is None
    assert by("month", "22", "house.built", known_seq=seq) == {"2024-02": 1}


def test_a_window_lies_beneath_the_declaration_that_holds_its_last_day(house):
    declared(house, "22.206", date(2023, 12, 1), date(2023, 12, 31), house_built=4)
    declared(house, "22.206", date(2024, 2, 1), date(2024, 2, 29), house_built=3)
    assert value("22.206", "house.built", date(2023, 12, 1), date(2023, 12, 31)) == 4
    assert value("22.206", "house.built", date(2024, 2, 1), date(2024, 2, 29)) == 3
    remainders = Fact.objects.filter(layer__gt=0).order_by("day").values_list("value", flat=True)
    assert list(remainders) == [4, 2]
    assert verification().ok
