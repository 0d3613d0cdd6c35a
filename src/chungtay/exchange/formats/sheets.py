"""A sheet as it was read: rows of raw cells, and the cells that hold a formula or an error instead of a value."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

Cell = str | float | int | bool | date | datetime | time | timedelta  # an empty cell is ""
Row = Sequence[Cell]


class CellMark(StrEnum):
    """Why a cell's value cannot be trusted."""

    FORMULA = "formula"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows` begins anew at row 1 on every call; `left` empty columns were cut off on the left."""

    name: str
    rows: Callable[[], Iterator[Row]]
    height: int
    left: int = 0
    marks: Mapping[tuple[int, int], CellMark] = field(default_factory=dict)  # (row from 1, column from 0 as read)

    def batches(self, size: int, *, after: int = 0) -> Iterator[tuple[int, list[Row]]]:
        """(number of the first row, rows) in batches, beginning below row `after`."""
        rows = islice(self.rows(), after, None)
        first = after + 1
        while batch := list(islice(rows, size)):
            yield first, batch
            first += len(batch)


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
