"""Small cells: what is told beside a total never says who one of four people is."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from chungtay.kernel.small_cells import suppressed, told

K = 5
CELLS = st.lists(st.one_of(st.integers(0, 7), st.integers(0, 60)), min_size=1, max_size=5)


def could_be(cells, total, shown, few):
    """Every way to fill what is hidden, for who sees the rest, the total (None: not told) and which cells are small."""
    hidden = [key for key, value in shown.items() if value is None]
    ranges = [range(1, K) if few[key] else range(K, 70) for key in hidden]
    open_sum = sum(value for value in shown.values() if value is not None)
    for guess in product(*ranges[:-1]) if ranges else ():
        rest = range(0) if total is None else (total - open_sum - sum(guess),)
        for last in ranges[-1] if total is None else rest:
            if last in ranges[-1]:
                yield dict(zip(hidden, (*guess, last), strict=True))


@given(CELLS)
def test_no_small_cell_can_be_worked_out_from_what_is_told(values) -> None:
    cells = dict(enumerate(values))
    shown, total = told(cells, K)
    few = {key: 0 < value < K for key, value in cells.items()}
    assert all(shown[key] is None for key in cells if few[key])
    assert all(shown[key] in (None, value) for key, value in cells.items()) and total in (None, sum(values))
    assert all(shown[key] == 0 for key, value in cells.items() if value == 0)  # nobody is told of
    if sum(1 for value in shown.values() if value is None) > 3:
        return  # all ways would be too many to list
    ways = list(could_be(cells, total, shown, few))
    for key in (key for key in cells if few[key]):
        assert len({way[key] for way in ways}) > 1, (cells, shown, total)


def test_a_lone_small_cell_takes_the_smallest_other_one_with_it() -> None:
    assert suppressed({"a": 3, "b": 40, "c": 9, "d": 0}, K) == {"a": None, "b": 40, "c": None, "d": 0}
    assert suppressed({"a": 3, "b": 40}, K, summed=False) == {"a": None, "b": 40}  # no total stands beside them
    assert told({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, K) == (dict.fromkeys("abcde"), None)  # 5 would say it all
