"""Sharing out in whole numbers, and how far a figure has come."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.plans.rules import Pace, allocated, check_shares, pasted_shares, progress, unit_labels
from chungtay.plans.templatetags.target_words import progress_words

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)


@given(st.integers(0, 10**15), st.lists(st.integers(0, 10**12), min_size=1, max_size=60))
def test_shares_sum_to_the_total_and_none_is_a_whole_unit_away_from_its_proportion(total, weights):
    shares = allocated(total, weights)
    assert sum(shares) == total and min(shares) >= 0
    whole = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(total * weight, whole) if whole else Fraction(total, len(weights))
        assert abs(share - exact) < 1


def test_what_is_left_over_goes_to_the_largest_remainders_then_to_the_first():
    assert allocated(10, [1, 1, 1]) == [4, 3, 3]
    assert allocated(7, [5, 3, 1]) == [4, 2, 1]  # 3 8/9, 2 1/3, 7/9
    assert allocated(5, [0, 0]) == [3, 2]


@pytest.mark.parametrize(("total", "weights"), [(1, []), (-1, [1]), (1, [2, -1])])
def test_nothing_to_share_by_is_an_error_of_the_caller(total, weights):
    with pytest.raises(ValueError, match="weight"):
        allocated(total, weights)


def test_shares_of_another_sum_are_refused_with_the_difference():
    with pytest.raises(Refusal) as refusal:
        check_shares(100, {"22.193": 60, "22.195": 30})
    assert refusal.value.params["difference"] == 10


@pytest.mark.parametrize(
    ("value", "on", "pace", "words"),
    [
        (6727, date(2024, 10, 31), Pace.REACHED, "đạt 103,5% (vượt 3,5%)"),
        (7800, LAST, Pace.REACHED, "đạt 120% (vượt 20%)"),
        (6500, LAST, Pace.REACHED, "đạt 100%"),
        (6499, LAST, Pace.MISSED, "đạt gần 100%, không đạt"),  # 99,98%: rounding reaches no plan
        (6501, LAST, Pace.REACHED, "đạt trên 100% (vượt trên 0%)"),  # 100,02%
        (1, date(2024, 1, 1), Pace.BEHIND, "đạt trên 0%, chậm tiến độ"),
        (3250, date(2024, 6, 30), Pace.AHEAD, "đạt 50%, kịp tiến độ"),
        (1000, date(2024, 6, 30), Pace.BEHIND, "đạt 15,4%, chậm tiến độ"),
        (6000, LAST, Pace.MISSED, "đạt 92,3%, không đạt"),
        (None, LAST, Pace.UNKNOWN, "chưa có số"),
    ],
)
def test_what_is_reached_and_what_is_beyond_are_two_numbers(value, on, pace, words):
    found = progress(value, 6500, FIRST, LAST, on)
    assert (found.pace, progress_words(found)) == (pace, words)


def test_days_pass_from_none_to_all():
    passed = [
        progress(0, 1, FIRST, LAST, day).passed for day in (date(2023, 12, 31), date(2024, 7, 1), date(2025, 1, 1))
    ]
    assert passed == [0, Fraction(1, 2), 1]


UNITS = {"22.1": ("Hội Chữ thập đỏ thành phố Hạ Long", "Hạ Long"), "22.2": ("Hội Chữ thập đỏ phường Tân An", "Tân An"),
         "22.3": ("Hội Chữ thập đỏ xã Tân An", "Tân An")}  # fmt: skip


def test_a_pasted_block_finds_units_by_what_people_call_them_and_never_guesses_between_two():
    labels = unit_labels(UNITS)
    block = [["Hội CTĐ TP Hạ Long", "", "4"], ["Phường Tân An", "", "5"], ["Tân An", "", "6"], ["22.1", "", "7"]]
    pasted = pasted_shares(block, list(UNITS), labels)
    assert (pasted.cells, pasted.missing) == ({"22.1": "4", "22.2": "5"}, ("22.3",))
    assert [text for text, _ in pasted.lost] == ["Tân An: 6", "22.1: 7"]
    assert pasted_shares([["1"], ["2"], ["3"]], list(UNITS), labels).cells == {"22.1": "1", "22.2": "2", "22.3": "3"}
    for wrong in ([["1"], ["2"]], [["Hạ Long", "1", "2"]], [["Hạ Long"]], []):
        with pytest.raises(Refusal):
            pasted_shares(wrong, list(UNITS), labels)
