"""A sheet as it was read: rows of raw cells, and the cells that hold a formula or an error instead of a value."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import chain, count, islice, tee
from typing import TypeVar

Cell = str | float | int | bool | date | datetime | time | timedelta  # an empty cell is ""
Row = Sequence[Cell]
Item = TypeVar("Item")
Span = tuple[int, int]  # places from 0: the first one, and the first one behind; spans follow each other


class CellMark(StrEnum):
    """Why a cell's value cannot be trusted."""

    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` begins anew at row 1 on every call; `left` empty columns were cut off on the left.

    `some`: the rows of some places only, where that takes less than to pass over the others; its refusals name no right line.
    """

    name: str
    rows: Callable[[], Iterator[Row]]
    height: int
    left: int = 0
    marks: Mapping[tuple[int, int], CellMark] = field(default_factory=dict)  # (row from 1, column from 0 as read)
    some: Callable[[Iterable[Span]], Iterator[Row]] | None = None

    def batches(
        self, size: int, *, after: int = 0, number: int = 0, wanted: Callable[[int], bool] | None = None
    ) -> Iterator[tuple[int, list[Row]]]:
        """(number of the first row, rows) in batches, beginning below row `after`.

        `wanted`: only those of these numbers, counted on from the first one's; sooner or later one must be.
        """
        places = ((after + n * size, after + (n + 1) * size) for n in count() if not wanted or wanted(number + n))
        mine, asked = tee(places)
        rows = self.some(asked) if self.some and wanted else chain.from_iterable(within(self.rows(), asked))
        for first, _ in mine:
            if not (batch := list(islice(rows, size))):
                return
            yield first + 1, batch


def within(items: Iterator[Item], spans: Iterable[Span]) -> Iterator[list[Item]]:
    """The items of each span, until there are no more."""
    at = 0
    for first, end in spans:
        if not (found := list(islice(items, first - at, end - at))):
            return
        yield found
        at = end


def column_letter(index: int) -> str:
    """Letter of a column counted from 0: A, B, ... Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Column counted from 0 behind its letters."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
