"""A table with totals hides what would betray a small cell: checked against what its equations determine."""

from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.openness.rules.cells import REST, TOTAL, hidden_cells, hidden_rows, of_period, with_rest
from chungtay.openness.rules.sums import Sums

K = 5
unhurried = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
NUMBERS = st.one_of(st.integers(0, 6), st.integers(0, 200))


INNER = st.lists(st.lists(NUMBERS, min_size=4, max_size=4), min_size=1, max_size=5)


def table(rows):
    return totalled(
        {(f"r{row}", f"c{column}"): value for row, line in enumerate(rows) for column, value in enumerate(line)}
    )


def totalled(inner):
    cells = dict(inner)
    for (row, column), value in inner.items():
        for total in ((row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            cells[total] = cells.get(total, 0) + value
    return cells


def determined(cells, hidden, told=()):
    """The hidden cells that the sums of the lines, and other sums that are told, determine: Gaussian elimination over what is
    not known."""
    unknown = sorted(hidden)
    lines = [[(r, c) for r, c in cells if r == row] for row in {r for r, _ in cells}]
    lines += [[(r, c) for r, c in cells if c == column] for column in {c for _, c in cells}]
    matrix = [
        [Fraction(-1 if TOTAL in cell and cell in line and _is_total(cell, line) else cell in line) for cell in unknown]
        for line in lines
    ]
    matrix += [[Fraction(cell in asked) for cell in unknown] for asked in told]
    found, place = set(), 0
    for column in range(len(unknown)):
        pivot = next((row for row in range(place, len(matrix)) if matrix[row][column]), None)
        if pivot is None:
            continue
        matrix[place], matrix[pivot] = matrix[pivot], matrix[place]
        matrix[place] = [value / matrix[place][column] for value in matrix[place]]
        for row in range(len(matrix)):
            if row != place and matrix[row][column]:
                factor = matrix[row][column]
                matrix[row] = [one - factor * other for one, other in zip(matrix[row], matrix[place], strict=True)]
        place += 1
    for row in matrix:
        known = [place for place, value in enumerate(row) if value]
        if len(known) == 1:
            found.add(unknown[known[0]])
    return found


def _is_total(cell, line):
    """Is the cell what the others of its line sum to?"""
    rows = {row for row, _ in line}
    return cell[1] == TOTAL if len(rows) == 1 else cell[0] == TOTAL


@unhurried
@given(INNER)
def test_no_hidden_cell_follows_from_the_sums_and_nothing_is_hidden_in_vain(rows) -> None:
    cells = table(rows)
    hidden = hidden_cells(cells, K)
    small = {cell for cell, value in cells.items() if 0 < value < K}
    assert small <= hidden
    assert not determined(cells, hidden)
    assert all(cells[cell] for cell in hidden)  # zero is about nobody
    assert bool(hidden) == bool(small)
    assert (TOTAL, TOTAL) not in hidden or (TOTAL, TOTAL) in small


@unhurried
@given(INNER)
def test_ones_are_not_betrayed_by_how_many_they_are(rows) -> None:
    cells = table(rows)
    hidden = hidden_cells(cells, K)
    for row in {row for row, _ in cells} - {TOTAL}:
        ones = [cell for cell in hidden if cell[0] == row and cell[1] != TOTAL]
        others = [cell for cell in cells if cell[0] == row and cells[cell] > 1 and cell[1] != TOTAL]
        assert not (ones and others and (row, TOTAL) not in hidden and all(cells[cell] == 1 for cell in ones))


def test_a_month_alone_is_hidden_with_the_cheapest_ring_around_it() -> None:
    cells = totalled({("hl", "03"): 40, ("hl", "05"): 30, ("cp", "03"): 3, ("cp", "05"): 20})
    assert hidden_cells(cells, K) == {("hl", "03"), ("hl", "05"), ("cp", "03"), ("cp", "05")}


def test_what_lacks_of_a_total_is_a_cell_like_the_others() -> None:
    cells = {("hl", "03"): 4, ("hl", TOTAL): 9, (TOTAL, "03"): 4, (TOTAL, TOTAL): 12}
    assert with_rest(cells) == cells | {("hl", REST): 5, (TOTAL, REST): 8, (REST, TOTAL): 3, (REST, REST): 3}


def test_the_sum_of_months_is_told_where_it_follows_from_what_is_told() -> None:
    hidden = {("hl", "03"), ("hl", "05")}
    assert of_period("hl", ("01", "02"), hidden) and of_period("hl", ("03", "04", "05"), hidden)
    assert not of_period("hl", ("01", "02", "03"), hidden)
    assert not of_period("hl", ("03", "05"), hidden | {("hl", TOTAL)})


@unhurried
@given(INNER, st.sets(st.tuples(st.integers(0, 4), st.integers(0, 3))))
def test_a_sum_is_told_unless_it_gives_a_hidden_cell_away_with_all_that_is_told(rows, places) -> None:
    cells = table(rows)
    hidden = hidden_cells(cells, K)
    asked = {(f"r{row}", f"c{column}") for row, column in places if row < len(rows)}
    sums = Sums((2024, cell) for cell in hidden)
    given_away = determined(cells, hidden, told=[asked])
    assert sums.may_tell({(2024, cell) for cell in asked}) == (not given_away)
    if not given_away:
        rest = hidden - asked
        assert sums.may_tell({(2024, cell) for cell in rest}) == (not determined(cells, hidden, told=[asked, rest]))


def test_rows_that_overlap_hide_what_is_small_and_what_leaves_few() -> None:
    assert hidden_rows({"tet": 3, "may": 40, TOTAL: 100}, K) == {"tet"}
    assert hidden_rows({"tet": 30, "may": 97, TOTAL: 100}, K) == {"may"}  # three were not helped in May
    assert hidden_rows({"tet": 30, "may": 67, "": 3, TOTAL: 100}, K) == {"", "tet"}
    assert hidden_rows({"tet": 3, TOTAL: 3}, K) == {"tet", TOTAL}
