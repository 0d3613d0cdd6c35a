"""Rates and people are never summed; what is no sum refuses to be posted as one."""

from datetime import date

import pytest
from django.db import transaction

from chungtay.kernel.errors import Refusal
from chungtay.ledger.queries import rates
from tests.factories.organizations import MEMBERS

from .telling import YEAR, declared, figure, recorded

DAY = date(2024, 3, 1)


def test_one_rate_is_a_value_and_two_that_differ_are_not_enough(book):
    assert figure("22", "gift.price").state == "not_reported"
    recorded(book, "22.206", DAY, gift_price=500_000)
    assert figure("22", "gift.price").value == 500_000
    recorded(book, "22.193", DAY, gift_price=500_000)
    found = figure("22/cum-2", "gift.price")
    assert (found.state, found.value, found.entries) == ("value", 500_000, 2)
    recorded(book, "22.195", DAY, gift_price=300_000)
    found = figure("22/cum-2", "gift.price")
    assert (found.state, found.value) == ("not_enough", None)
    assert figure("22.195", "gift.price").value == 300_000


def test_a_rate_is_found_where_a_transaction_that_was_undone_had_its_number(book, monkeypatch):
    monkeypatch.setattr(rates, "MOST_BEHIND", 0)
    recorded(book, "22.193", DAY, gift_count=1)
    assert figure("22", "gift.price").state == "not_reported"
    with pytest.raises(InterruptedError), transaction.atomic():
        recorded(book, "22.206", DAY, gift_price=500_000)
        recorded(book, "22.206", DAY, gift_count=2)
        assert figure("22", "gift.price").value == 500_000  # both entries are known from now on
        raise InterruptedError
    recorded(book, "22.195", DAY, gift_price=300_000)
    recorded(book, "22.193", DAY, gift_count=3, key="again")
    assert figure("22", "gift.price").value == 300_000


def test_people_reached_are_not_enough_while_nobody_is_linked(book):
    found = figure("22/cum-2", "people.reached")
    assert (found.state, found.value, found.kind) == ("not_enough", None, "distinct")


@pytest.mark.parametrize("code", ["people_reached", "total_turns", "meal_localities"])
def test_what_is_counted_or_derived_is_never_recorded(book, code):
    with pytest.raises(Refusal):
        recorded(book, "22.206", DAY, **{code: 5})


@pytest.mark.parametrize("code", ["people_reached", "gift_price", "meal_localities"])
def test_people_rates_and_localities_are_never_declared(book, code):
    with pytest.raises(Refusal):
        declared(book, "22.206", *YEAR, **{code: 5})


def test_cases_and_turns_are_not_parts_of_each_other(book):
    for code in MEMBERS:
        recorded(book, code, DAY, health_cases=3, health_turns=40, social_turns=500)
    assert figure("22/cum-2", "health.cases").value == 18
    assert figure("22/cum-2", "health.turns").value == 240
    assert figure("22/cum-2", "total.turns").value == 3018, (
        "a case counts as a turn by the rule, a turn of care does not"
    )
