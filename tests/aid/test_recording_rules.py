"""What helps while recording: likeness, prices, titles, differences, numbers read back. Without a database."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.aid.rules import (
    DeliveryDraft,
    GroupHelped,
    Likeness,
    Line,
    ValueKind,
    Work,
    amounts,
    common_tags,
    differences,
    is_far_off,
    is_likely_same,
    left_over,
    partners_in,
    proposed_title,
    tags_of,
)
from chungtay.ledger.rules import Amount
from tests.exchange.sheets import catalogue

CATALOGUE = catalogue()
GIFT = DeliveryDraft(
    1, "k", date(2024, 10, 1), "Tặng quà hộ nghèo phường Quảng Yên", Work.GIFT,
    lines=(Line(ValueKind.CASH, amount=5_000_000),), count=50, households=50, groups=(GroupHelped.POOR,),
    programmes=("tet_nhan_ai",), disasters=("yagi_2024",),
)  # fmt: skip
ONE = Likeness.of(GIFT)
TELLS_NOTHING = replace(ONE, numbers=(None, None, None), value=0)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (replace(ONE, title="Khác hẳn"), True),
        (replace(ONE, last_on=date(2024, 10, 4), first_on=date(2024, 10, 4)), True),
        (replace(ONE, last_on=date(2024, 10, 5), first_on=date(2024, 10, 5)), False),
        (replace(ONE, first_on=date(2024, 9, 1), last_on=date(2024, 9, 29)), True),
        (replace(ONE, work=Work.VISIT), False),
        (replace(ONE, value=4_000_000), False),
        (replace(ONE, numbers=(None, None, 50), value=0), True),
        (replace(TELLS_NOTHING, title="tang qua HO NGHEO phuong Quang Yen"), True),
        (replace(TELLS_NOTHING, title="Tặng chăn ấm cho trẻ em vùng cao"), False),
    ],
)
def test_deliveries_are_likely_the_same_by_work_near_days_and_numbers_else_by_title(other, is_same: bool) -> None:
    assert is_likely_same(ONE, other, days=3) is is_likely_same(other, ONE, days=3) is is_same


def test_what_is_done_day_after_day_is_the_same_on_the_same_day_only() -> None:
    porridge = replace(ONE, work=Work.MEAL)
    tomorrow = replace(porridge, first_on=date(2024, 10, 2), last_on=date(2024, 10, 2))
    assert is_likely_same(porridge, porridge, days=3) and not is_likely_same(porridge, tomorrow, days=3)


@pytest.mark.parametrize(
    ("price", "far"), [(18_000, False), (90_000, False), (90_001, True), (3_599, True), (0, False)]
)
def test_a_price_is_far_off_beyond_so_many_times_the_middle_one(price: int, far: bool) -> None:
    assert is_far_off(price, (17_000, 18_000, 900_000), times=5) is far
    assert not is_far_off(price, (), times=5)


def test_a_title_says_what_was_chosen() -> None:
    assert proposed_title(Work.GIFT, "50 suất quà", (GroupHelped.POOR,), "Tết Nhân ái") == (
        "Tặng quà: 50 suất quà, hộ nghèo (Tết Nhân ái)"
    )
    assert proposed_title(Work.MEAL, "", (), "") == "Nồi cháo, bếp ăn"


def test_only_what_the_other_changed_is_a_difference() -> None:
    other, typed = replace(GIFT, count=70, partners=(7,)), replace(GIFT, count=60, note="x")
    found = differences(GIFT, other, typed, {"unit:7": "Hội A"})
    assert [(d.label, d.before, d.now, d.typed) for d in found] == [
        ("Số lượng", "50", "70", "60"),
        ("Đơn vị phối hợp", "", "Hội A", ""),
    ]
    assert differences(GIFT, GIFT, typed, {}) == []


@given(st.integers(0, 500), st.integers(0, 10**9), st.booleans())
def test_a_draft_is_read_back_from_its_amounts(count: int, value: int, tagged: bool) -> None:
    also = (Amount("health.cards", count, frozenset({"source:x"} if tagged else ())), Amount("gift.value", value))
    draft = replace(GIFT, count=count, also=also)
    posted, shared = amounts(draft, CATALOGUE), tags_of(draft)
    assert common_tags(posted, "programme") == draft.programmes and common_tags(posted, "disaster") == draft.disasters
    rest = left_over(posted, amounts(replace(draft, also=()), CATALOGUE), shared)
    assert {a for a in rest if a.value} == {a for a in also if a.value}
    again = amounts(replace(draft, also=rest), CATALOGUE)
    assert {(a.indicator, a.tags): a.value for a in again} == {(a.indicator, a.tags): a.value for a in posted}


def test_partners_are_read_from_what_an_entry_holds_beside_its_numbers() -> None:
    assert partners_in("partners:3,12|salt:digest") == (3, 12)
    assert partners_in("|salt:digest") == partners_in("") == ()
