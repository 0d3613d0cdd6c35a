"""Periods in the words of offices."""

from datetime import date

import pytest

from chungtay.kernel.period_words import period_of


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("10 tháng năm 2024", date(2024, 1, 1), date(2024, 10, 31)),
        ("Quý III năm 2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("quý 4/2024", date(2024, 10, 1), date(2024, 12, 31)),
        ("6 tháng cuối năm 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("Tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("năm 2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_period_of_words_is_what_offices_mean(words, first, last) -> None:
    found = period_of(words)
    assert (found.first, found.last) == (first, last)
