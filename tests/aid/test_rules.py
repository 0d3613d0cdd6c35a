"""What is given, what it is worth, how it counts: without a database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.aid.rules import (
    WORKS,
    Delivered,
    DeliveryDraft,
    GroupHelped,
    Line,
    ValueKind,
    Work,
    amounts,
    besides,
    checked,
    keeps,
    value_of,
    worth,
)  # fmt: skip
from chungtay.kernel.errors import Refusal
from chungtay.ledger.rules import Amount, RecordDraft
from tests.exchange.sheets import catalogue

TODAY = date(2026, 11, 24)
CATALOGUE = catalogue()
CASH = Line(ValueKind.CASH, amount=2_000_000)
RICE = Line(ValueKind.GOODS, "Gạo tẻ", 250, 1, "kg", 15_000, "hóa đơn", counts_as="goods.rice")
GIFT = DeliveryDraft(1, "k", date(2024, 10, 1), "Tặng quà", Work.GIFT, lines=(CASH, RICE), turns=12, count=10)


def test_goods_are_worth_quantity_times_price_and_halves_go_up() -> None:
    assert worth(RICE) == 375_000
    assert worth(replace(RICE, quantity=1, quantity_scale=1, unit_price=5)) == 1
    assert value_of((CASH, RICE)) == 2_375_000


def test_foreign_money_keeps_its_currency_and_counts_at_its_rate() -> None:
    francs = Line(ValueKind.CASH, amount=1_000_050, amount_scale=2, currency="CHF", rate=283_456_000)
    assert worth(francs) == 283_470_173  # 10.000,50 x 28.345,6
    assert (francs.currency, francs.rate) == ("CHF", 283_456_000)
    with pytest.raises(Refusal, match="tỷ giá"):
        worth(replace(francs, rate=None))


@given(st.integers(0, 10**9), st.integers(0, 4), st.integers(0, 10**7))
def test_a_line_is_worth_within_half_a_dong_of_the_exact_product(quantity: int, scale: int, price: int) -> None:
    line = Line(ValueKind.GOODS, "x", quantity, scale, "kg", price, "giá")
    assert abs(worth(line) * 10**scale - quantity * price) * 2 <= 10**scale


def test_amounts_name_the_kind_of_value_the_counts_and_the_item() -> None:
    draft = replace(
        GIFT, programmes=("tet_nhan_ai",), disasters=("yagi_2024",), groups=(GroupHelped.POOR,), households=9
    )
    tags = frozenset({"programme:tet_nhan_ai", "disaster:yagi_2024", "group:poor"})
    assert amounts(draft, CATALOGUE) == (
        Amount("gift.value", 2_000_000, tags | {"value:cash"}),
        Amount("gift.value", 375_000, tags | {"value:goods"}),
        Amount("goods.rice", 25, tags | {"item:gao_te"}),
        Amount("social.turns", 12, tags), Amount("gift.households", 9, tags), Amount("gift.count", 10, tags),
    )  # fmt: skip


@pytest.mark.parametrize(("change", "words"), [({"unit_word": "thùng"}, "tấn"), ({"quantity": 255}, "lẻ hơn")])
def test_a_quantity_that_its_indicator_cannot_hold_is_refused(change: dict, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        amounts(replace(GIFT, lines=(replace(RICE, **change),)), CATALOGUE)


def test_lines_of_one_kind_are_one_amount() -> None:
    found = amounts(replace(GIFT, lines=(CASH, CASH), turns=None, count=None), CATALOGUE)
    assert found == (Amount("gift.value", 4_000_000, frozenset({"value:cash"})),)


def test_a_number_that_the_work_does_not_count_is_refused() -> None:
    with pytest.raises(Refusal, match="lượt người"):
        amounts(DeliveryDraft(1, "k", TODAY, "Cháo", Work.MEAL, turns=5), CATALOGUE)


@pytest.mark.parametrize("work", Work)
def test_every_work_counts_under_indicators_of_the_right_measure(work: Work) -> None:
    counted = WORKS[work]
    for code, measures in (
        (counted.value, {"dong"}), (counted.turns, {"turns"}), (counted.households, {"households"}),
        (counted.count, {"gifts", "addresses", "houses", "scholarships", "cases", "portions"}),
    ):  # fmt: skip
        assert not code or (CATALOGUE[code].measure in measures and CATALOGUE[code].kind == "flow")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"occurred_on": date(2026, 11, 25)}, "chưa tới"),
        ({"since": date(2024, 10, 2)}, "sau ngày kết thúc"),
        ({"turns": -1}, "âm"),
        ({"also": (Amount("blood.units", -2),)}, "âm"),
        ({"lines": (replace(CASH, amount=-1),)}, "âm"),
        ({"partners": (1,)}, "trùng"),
        ({"lines": (), "turns": None, "count": None}, "Chưa có gì"),
        ({"lines": (replace(RICE, price_source=""),)}, "nguồn giá"),
        ({"lines": (replace(RICE, currency="USD", rate=1),)}, "dòng tiền"),
        ({"lines": (replace(CASH, currency="đô la"),)}, "ba chữ"),
        ({"lines": (replace(CASH, currency="USD"),)}, "tỷ giá"),
    ],
)
def test_a_wrong_delivery_is_refused_with_what_is_wrong(change: dict, words: str) -> None:
    assert checked(GIFT, TODAY) is GIFT
    with pytest.raises(Refusal, match=words):
        checked(replace(GIFT, **change), TODAY)


def test_partners_belong_to_the_content_in_any_order() -> None:
    record = RecordDraft(1, "k", TODAY, ())
    assert besides(Delivered(record)) == ""
    assert besides(Delivered(record, (3, 2))) == besides(Delivered(record, (2, 3))) != besides(Delivered(record, (2,)))


def test_a_bare_record_leaves_nothing_to_keep() -> None:
    record = RecordDraft(1, "k", TODAY, ())
    assert not keeps(Delivered(record))
    assert keeps(Delivered(record, (2,))) and keeps(Delivered(record, giver="x")) and keeps(Delivered(record, turns=0))
