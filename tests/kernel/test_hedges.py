import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.hedges import exactly, exactly_with_unit, hedge, hedged, hedged_with_unit
from chungtay.kernel.measures import Measure, MeasureKind
from chungtay.kernel.numbers import Precision, read

M = Measure
values = st.one_of(st.integers(0, 2 * 10**6), st.integers(0, 10**13))


@pytest.mark.parametrize(
    ("value", "measure", "vietnamese", "english"),
    [
        (22_214, M.TURNS, "trên 22.200 lượt người", "more than 22,200 person-times"),
        (22_287, M.TURNS, "gần 22.300 lượt người", "nearly 22,300 person-times"),
        (22_250, M.TURNS, "gần 22.300 lượt người", "nearly 22,300 person-times"),
        (22_200, M.TURNS, "22.200 lượt người", "22,200 person-times"),
        (9_999, M.TURNS, "9.999 lượt người", "9,999 person-times"),
        (10_001, M.TURNS, "trên 10.000 lượt người", "more than 10,000 person-times"),
        (99_960, M.PEOPLE, "gần 100.000 người", "nearly 100,000 people"),
        (1_234_567, M.PEOPLE, "trên 1.230.000 người", "more than 1,230,000 people"),
        (5_482, M.CASES, "5.482 trường hợp", "5,482 cases"),
        (6_727, M.UNIT_OF_BLOOD, "6.727 đơn vị máu", "6,727 units of blood"),
        (3_581, M.GIFTS, "3.581 suất quà", "3,581 gifts"),
        (2, M.HOUSEHOLDS, "2 hộ", "2 households"),
        (1, M.HOUSEHOLDS, "1 hộ", "1 household"),
        (67_551, M.ML, "67.551 ml", "67,551 ml"),
        (10_873_000_000, M.DONG, "gần 10,9 tỷ đồng", "nearly VND 10.9 billion"),
        (1_740_000_000, M.DONG, "trên 1,7 tỷ đồng", "more than VND 1.7 billion"),
        (4_312_500_000, M.DONG, "trên 4,3 tỷ đồng", "more than VND 4.3 billion"),
        (4_300_000_000, M.DONG, "4,3 tỷ đồng", "VND 4.3 billion"),
        (2_980_000_000, M.DONG, "gần 3 tỷ đồng", "nearly VND 3 billion"),
        (1_000_000_001, M.DONG, "trên 1 tỷ đồng", "more than VND 1 billion"),
        (999_999_999, M.DONG, "999.999.999 đồng", "VND 999,999,999"),
        (450_000_000, M.DONG, "450 triệu đồng", "VND 450 million"),
        (580_750_000, M.DONG, "580.750.000 đồng", "VND 580,750,000"),
        (0, M.DONG, "0 đồng", "VND 0"),
        (600_000, M.DONG_PER_GIFT, "600.000 đồng/suất quà", "VND 600,000 per gift"),
        (50_000_000, M.DONG_PER_HOUSE, "50 triệu đồng/nhà", "VND 50 million per house"),
        (120, M.PERCENT, "120%", "120%"),
        (-22_214, M.TURNS, "-22.214 lượt người", "-22,214 person-times"),
    ],
)
def test_numbers_are_hedged_by_the_rule(value: int, measure: Measure, vietnamese: str, english: str) -> None:
    assert hedged_with_unit(value, measure) == vietnamese
    assert hedged_with_unit(value, measure, "en") == english


def test_the_number_may_stand_without_its_unit_and_with_the_other_word() -> None:
    assert hedged(22_214, M.TURNS) == "trên 22.200"
    assert hedged(22_214, M.TURNS, over="hơn") == "hơn 22.200"
    assert hedged(22_287, M.TURNS, over="hơn") == "gần 22.300"
    assert hedged(10_873_000_000, M.DONG) == "gần 10,9 tỷ đồng"


def test_decimal_places_are_given_exactly() -> None:
    assert hedged_with_unit(105, M.TONNES, scale=1) == "10,5 tấn"
    assert hedged(577, M.PERCENT, scale=1) == "57,7%"
    assert exactly(123_456_78, M.TONNES, "en", scale=2) == "123,456.78"


def test_exact_numbers_keep_every_digit() -> None:
    assert exactly(22_214, M.TURNS) == "22.214"
    assert exactly_with_unit(22_214, M.TURNS, "en") == "22,214 person-times"
    assert exactly(10_873_000_000, M.DONG) == "10,873 tỷ đồng"
    assert exactly(10_873_123_456, M.DONG) == "10.873.123.456 đồng"


@given(values, st.sampled_from(Measure))
def test_the_word_agrees_with_the_way_the_number_was_rounded(value: int, measure: Measure) -> None:
    rounded = hedge(value, measure)
    sides = {Precision.EXACT: 0, Precision.MORE_THAN: -1, Precision.NEARLY: 1}
    assert (rounded.shown > value) - (rounded.shown < value) == sides[rounded.precision]
    if measure.kind in (MeasureKind.QUANTITY, MeasureKind.SHARE) or value < 10_000:
        assert rounded.shown == value
    assert abs(rounded.shown - value) * 200 <= max(value, 1) or value >= 10**9
    assert abs(rounded.shown - value) <= max(50_000_000, value // 200)


@given(values, st.sampled_from([M.TURNS, M.GIFTS, M.DONG, M.UNIT_OF_BLOOD, M.ML]))
def test_a_hedged_number_reads_back(value: int, measure: Measure) -> None:
    rounded, figure = hedge(value, measure), read(hedged(value, measure))
    assert (figure.value, figure.precision) == (rounded.shown, rounded.precision)
    assert read(exactly(value, measure)).value == value
