from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.numbers import decimal, half_up, percent, read, scaled, short, to_nearest, to_three_digits, written

numbers = st.integers(min_value=0, max_value=10**18)


@given(numbers)
def test_a_written_number_reads_back(number: int) -> None:
    assert read(written(number)).value == number
    assert int(written(-number).replace(".", "")) == -number


@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=0, max_value=2))
def test_a_decimal_reads_back(value: int, scale: int) -> None:
    assert Fraction(read(scaled(value, scale)).value) == Fraction(value, 10**scale)


@given(numbers)
def test_a_short_form_is_exact(number: int) -> None:
    assert read(f"{short(number)} đồng").value == number


def test_numbers_are_written_as_reports_write_them() -> None:
    assert written(22200) == "22.200"
    assert written(-1234567) == "-1.234.567"
    assert written(22200, "en") == "22,200"
    assert decimal(Decimal("10.873")) == "10,9"
    assert decimal(Fraction(3)) == "3"
    assert decimal(Fraction(-1, 30)) == "0"
    assert decimal(Fraction(200001, 100), 2, "en") == "2,000.01"
    assert scaled(105, 1) == "10,5"
    assert scaled(-5, 2) == "-0,05"
    assert percent(120) == "120%"
    assert percent(Fraction(780, 650) * 100) == "120%"
    assert percent(Decimal("57.66")) == "57,7%"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1_250_000, "1,25 triệu"),
        (10_900_000_000, "10,9 tỷ"),
        (10_873_000_000, "10,873 tỷ"),
        (580_750_000, "580,75 triệu"),
        (1_234_567, "1.234.567"),
        (999_999, "999.999"),
        (1_100_000_000_000, "1.100 tỷ"),
        (0, "0"),
    ],
)
def test_short_forms(number: int, text: str) -> None:
    assert short(number) == text


def test_a_half_is_rounded_away_from_zero() -> None:
    assert [half_up(Fraction(n, 2)) for n in (-5, -3, -1, 1, 3, 5)] == [-3, -2, -1, 1, 2, 3]
    assert half_up(Decimal("2.4999")) == 2
    assert to_nearest(22_250, 100) == 22_300
    assert to_nearest(-22_250, 100) == -22_300


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_three_digits_stay_and_nothing_moves_further_than_half_a_step(number: int) -> None:
    rounded = to_three_digits(number)
    assert len(str(abs(rounded)).rstrip("0")) <= 3
    assert abs(rounded - number) * 2 <= 10 ** max(0, len(str(abs(number))) - 3)
