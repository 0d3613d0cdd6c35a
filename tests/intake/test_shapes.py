"""A file is never changed: what was said of it is laid over it, row by row."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chungtay.exchange.rules.cells import shown
from chungtay.intake.rules.shapes import IGNORED, SheetShape, mended
from chungtay.kernel.numbers import read

ROWS = [["Bảng", ""], ["STT", "Số"], [1, "mười"], [2, ""], ["", ""]]


def test_rows_and_columns_keep_their_places() -> None:
    shape = SheetShape(2, {0: IGNORED, 1: "gift.count"}, "22.206", 3, {3: {1: "10"}}, frozenset({4}))
    laid = [list(row) for row in mended(ROWS, shape)]
    assert laid[0] == ROWS[0] and laid[1] == [IGNORED, "gift.count", "", "unit"]
    assert laid[2] == [1, "10", "", "22.206"], "a corrected cell, and the unit where none is named"
    assert laid[3:] == [[], ["", ""]], "a row left out is empty, an empty row gets no unit"


def test_a_formula_is_of_no_matter_where_its_cell_was_corrected_left_out_or_passed_over() -> None:
    shape = SheetShape(1, {0: IGNORED}, edits={3: {1: "5"}}, left_out=frozenset({4}))
    assert [shape.frees(*place) for place in ((3, 1), (3, 2), (4, 2), (5, 0), (5, 1), (1, 0))] == [
        True, False, True, True, False, False,
    ]  # fmt: skip


def test_a_shape_is_kept_and_read_again() -> None:
    shape = SheetShape(2, {0: "key"}, "22", 4, {7: {2: "x"}}, frozenset({9, 3}))
    assert SheetShape.of_json(shape.as_json()) == shape


@given(st.one_of(st.integers(0, 10**12), st.integers(0, 10**6).map(lambda n: n / 8)))
def test_a_number_is_shown_as_it_reads_again(value: float) -> None:
    assert Fraction(read(shown(value)).value) == Fraction(value)
