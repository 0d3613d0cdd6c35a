"""Every number of the demonstration is the sum of the entries behind it, now and as known earlier."""

from dataclasses import replace

import pytest

from chungtay.figures.queries import By, Question
from chungtay.ledger.queries import head

from .tracing import PERIODS, SCOPES, untraced, untraced_rows

BROKEN_DOWN = ("org.members", "meal.sites", "meal.localities", "gift.count", "blood.units", "total.value")


def questions():
    return [Question(of, *days) for of in SCOPES for days in PERIODS]


@pytest.mark.parametrize("question", questions(), ids=lambda q: f"{'+'.join(q.of)} {q.first} {q.last}")
def test_every_number_of_the_demonstration_is_the_sum_of_its_entries(demonstration, question):
    assert list(untraced(question)) == []
    assert list(untraced(replace(question, known_seq=head().seq * 2 // 3))) == []


@pytest.mark.parametrize("by", [By.UNIT, By.MONTH])
@pytest.mark.parametrize("of", SCOPES[:3], ids="+".join)
def test_every_row_of_the_demonstration_is_the_sum_of_its_entries(demonstration, of, by):
    for days in PERIODS[1:]:
        assert list(untraced_rows(Question(of, *days, BROKEN_DOWN), by)) == []
