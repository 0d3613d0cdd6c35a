import math
import timeit
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.errors import Refusal
from chungtay.kernel.numbers import read_cell, scaled, written


@pytest.mark.parametrize(
    ("cell", "scale", "number"),
    [
        ("123", 1, 123),
        ("05", 1, 5),
        (" 22.200 ", 1, 22_200),
        ("22.200", 1, 22_200),
        ("1 500 000", 1, 1_500_000),
        ("10,9", 10**6, 10_900_000),
        ("10.9", 10**6, 10_900_000),
        ("1.500,50", 100, 150_050),
        ("1500.50", 100, 150_050),
        ("0.500", 10**3, 500),
        ("5,0", 1, 5),
        (123, 1, 123),
        (123.0, 10**6, 123_000_000),
        (10.9, 10**9, 10_900_000_000),
        (0.1 + 0.2, 10**6, 300_000),  # what the sheet shows
        (Decimal("10.90"), 10, 109),
        (0, 1, 0),
    ],
)
def test_a_cell_reads_in_either_style(cell: object, scale: int, number: int) -> None:
    assert read_cell(cell, scale) == number


@pytest.mark.parametrize(
    ("cell", "scale", "says"),
    [
        (None, 1, "ghi 0 nếu không phát sinh"),
        ("  ", 1, "ghi 0 nếu không phát sinh"),
        ("abc", 1, "không phải là một số"),
        (True, 1, "không phải là một số"),
        (math.nan, 1, "không phải là một số"),
        (math.inf, 1, "quá lớn"),
        (1e300, 1, "quá lớn"),
        ("9999999999999999999", 1, "quá lớn"),
        ("999999999999", 10**9, "quá lớn"),
        (-5, 1, "số âm"),
        (-5.0, 1, "số âm"),
        (-2.5, 10, "số âm"),
        ("-5", 1, "số âm"),
        ("(1.500)", 1, "số âm"),
        ("1,500", 1, "1.500 hoặc 1,5"),
        ("1,500.50", 1, "1.500,50"),
        ("10,9", 1, "phần lẻ"),
        (10.9, 1, "phần lẻ"),
        ("2,5 triệu", 1, "bằng 2.500.000"),
        ("2,5 triệu", 10**6, "bằng 2,5"),
        ("1.500.000 đ", 1, "bằng 1.500.000"),
        ("hai hộ", 1, "bằng 2"),
        ("trên 500", 1, "số chính xác"),
        ("300-500", 1, "số chính xác"),
        ("9/9", 1, "số chính xác"),
        ("11/11/2024", 1, "không phải là một số"),
        ("²", 1, "không phải là một số"),
        ("٣", 1, "không phải là một số"),
    ],
)
def test_a_bad_cell_is_refused_with_what_would_be_right(cell: object, scale: int, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_cell(cell, scale)
    assert says in str(refused.value)


@given(st.integers(0, 10**18))
def test_a_number_reads_the_same_plain_and_vietnamese(number: int) -> None:
    assert read_cell(number) == read_cell(str(number)) == read_cell(written(number)) == number
    if number < 10**15:
        assert read_cell(float(number)) == number


@given(st.integers(0, 10**12), st.integers(1, 2))
def test_a_fraction_reads_the_same_plain_and_vietnamese(value: int, places: int) -> None:
    assert read_cell(scaled(value, places), 10**places) == value
    assert read_cell(f"{value // 10**places}.{value % 10**places:0{places}}", 10**places) == value
    assert read_cell(value / 10**places, 10**places) == value


@given(st.one_of(st.text(max_size=12), st.floats(), st.integers(), st.none(), st.booleans(), st.decimals()))
def test_any_cell_is_read_or_refused(cell: Any) -> None:
    try:
        assert 0 <= read_cell(cell, 1000) <= 10**18
    except Refusal as refusal:
        assert str(refusal)


@pytest.mark.parametrize("cell", ["123", "67550", 123, 123.0])
def test_plain_cells_are_read_fast(cell: object) -> None:
    fastest = min(timeit.repeat(lambda: read_cell(cell, 1), number=2000, repeat=20)) / 2000
    assert fastest < 3e-6  # 0.4 µs on a quiet machine
