from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.kernel.money import Money, full_money, money, money_in_words
from chungtay.kernel.numbers import read


def test_dong_are_written_short_and_full() -> None:
    assert money(10_900_000_000) == "10,9 tỷ đồng"
    assert money(450_000_000) == "450 triệu đồng"
    assert money(1_234_567) == "1.234.567 đồng"
    assert money(10_900_000_000, "en") == "VND 10.9 billion"
    assert full_money(10_873_000_000) == "10.873.000.000 đồng"
    assert full_money(10_873_000_000, "en") == "VND 10,873,000,000"
    assert money_in_words(2_025_000) == "hai triệu không trăm hai mươi lăm nghìn đồng"


@given(st.integers(0, 10**18))
def test_every_writing_of_an_amount_reads_back(amount: int) -> None:
    for text in (money(amount), full_money(amount), money_in_words(amount)):
        figure = read(text)
        assert (figure.value, figure.unit) == (amount, "đồng")


def test_foreign_money_keeps_its_rate() -> None:
    given_money = Money.of(299_608, "CHF", Decimal("28410.5"))
    assert (given_money.amount, given_money.rate_num, given_money.rate_den) == (29_960_800, 56_821, 2)
    assert given_money.dong == 8_512_013_084
    assert given_money.written() == "299.608 CHF"
    assert Money.of(Decimal("12.5"), "USD", 25_000).written("en") == "USD 12.5"
    assert Money.of(1000, "JPY", Decimal("165.505")).dong == 165_505
    assert Money(500).dong == 500
    assert Money(500).written() == "500 đồng"


@given(st.integers(0, 10**12), st.integers(1, 10**9), st.integers(1, 10**4))
def test_a_conversion_is_off_by_at_most_half_a_dong(amount: int, num: int, den: int) -> None:
    exact = Fraction(amount * num, den * 100)
    dong = Money(amount, "USD", num, den).dong
    assert abs(dong - exact) <= Fraction(1, 2)
    assert dong >= exact or dong - exact > Fraction(-1, 2)  # a half goes up


@pytest.mark.parametrize(
    ("amount", "currency", "rate", "says"),
    [
        (1, "usd", 25_000, "mã tiền tệ"),
        (1, "US dollar", 25_000, "mã tiền tệ"),
        (1, "USD", 0, "Tỷ giá"),
        (1, "VND", 2, "Tiền đồng"),
        (Decimal("0.5"), "VND", 1, "nhỏ hơn đơn vị nhỏ nhất"),
        (Decimal("0.005"), "USD", 25_000, "0,005 USD"),
    ],
)
def test_money_that_cannot_be_is_refused(amount: int | Decimal, currency: str, rate: int, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        Money.of(amount, currency, rate)
    assert says in str(refused.value)
