"""Small cells: who is one of four people in a village is soon known, so such a number is not told, nor what betrays it.

A cell of 1 to k - 1 is hidden; where its number would still follow from the total and the cells beside it, so is the
smallest of the others. Zero is told: it is about nobody.
"""

from collections.abc import Collection, Mapping
from typing import Final, TypeVar

from chungtay.kernel.measures import Measure

K = TypeVar("K")
FEWEST: Final = 5  # no setting goes below
ABOUT_PEOPLE: Final = frozenset({
    Measure.TURNS, Measure.PEOPLE, Measure.HOUSEHOLDS, Measure.HOUSEHOLD_TURNS, Measure.CASES, Measure.UNIT_OF_BLOOD,
    Measure.UNIT_OF_PLATELETS, Measure.MEMBERS, Measure.VOLUNTEERS, Measure.YOUTH, Measure.STAFF,
    Measure.COMMITTEE_MEMBERS, Measure.DELEGATES, Measure.SPONSORS, Measure.SCHOLARSHIPS, Measure.WHEELCHAIRS,
})  # fmt: skip


def counts_people(measure: str) -> bool:
    """Does the measure count people, or what each of them was given once?"""
    return measure in ABOUT_PEOPLE


def is_small(value: int, k: int) -> bool:
    """A number that could point at somebody."""
    return 0 < value < k


def suppressed(cells: Mapping[K, int], k: int, *, summed: bool = True) -> dict[K, int | None]:
    """The cells as they may be told where their total is told too (`told` says whether it may); None for what is hidden.

    Not `summed`: no total is told, or they do not add up to one (readings of a stock).
    """
    hidden = {key for key, value in cells.items() if is_small(value, k)}
    if summed:
        hidden |= _beside(cells, hidden, k)
    return {key: None if key in hidden else value for key, value in cells.items()}


def told(cells: Mapping[K, int], k: int) -> tuple[dict[K, int | None], int | None]:
    """Cells with their total as they may be told together; the total is None where it is small, or would betray a small
    cell whatever else is hidden: then only the small cells are."""
    beside = suppressed(cells, k)
    if not is_small(sum(cells.values()), k) and _is_safe(cells, {key for key in beside if beside[key] is None}, k):
        return beside, sum(cells.values())
    return suppressed(cells, k, summed=False), None


def _beside(cells: Mapping[K, int], small: Collection[K], k: int) -> set[K]:
    """What must be hidden besides the small ones: the smallest of the others, until no small one can be worked out."""
    others = sorted((key for key in cells if cells[key] >= k), key=lambda key: cells[key])
    for number in range(len(others) + 1):
        if _is_safe(cells, {*small, *others[:number]}, k):
            return set(others[:number])
    return set(others)


def _is_safe(cells: Mapping[K, int], hidden: Collection[K], k: int) -> bool:
    """Could each small number be another one, for who knows the sum of all that is hidden and which of it is small?"""
    small = [cells[key] for key in hidden if cells[key] < k]
    large = [cells[key] for key in hidden if cells[key] >= k]
    if not small:
        return True
    whole, others = sum(small) + sum(large), len(small) - 1
    most = min(k - 1, whole - others - k * len(large))
    least = 1 if large else max(1, whole - others * (k - 1))
    return most > least
