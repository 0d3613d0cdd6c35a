"""A block copied out of a spreadsheet, laid onto a year's sheet: by its labels where it has some, else from a cell on."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import folded

from .cells import Place, month_of_year

MOST_CELLS: Final = 20_000
LABEL_ROWS: Final = 3
FEWEST_BARE: Final = 3  # so many bare numbers in a row make a row of months; with a word beside it one does
TOO_LARGE: Final = gettext_noop("Khối dán quá lớn (trên %(most)s ô): hãy dán từng phần.")
NOT_A_TABLE: Final = gettext_noop("Bảng dán có ngoặc kép không đóng; hãy chép lại từ bảng tính.")
OUTSIDE: Final = gettext_noop("nằm ngoài bảng")
UNKNOWN_ROW: Final = gettext_noop("không có chỉ tiêu tên như vậy")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Where the texts of a block came to lie, and those that found no place, each with the reason."""

    cells: dict[Place, str]
    lost: tuple[tuple[str, str], ...]


def read_block(text: str) -> list[list[str]]:
    """Rows of texts as spreadsheets copy them: tabs between cells, quotes around line breaks; all rows equally long."""
    try:
        rows = [[" ".join(cell.split()) for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    except csv.Error:
        raise Refusal(NOT_A_TABLE) from None
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if width * len(rows) > MOST_CELLS:
        raise Refusal(TOO_LARGE, most=MOST_CELLS)
    return [row + [""] * (width - len(row)) for row in rows]


def placed(block: Sequence[Sequence[str]], year: int, order: Sequence[str], names: Mapping[str, str],
           start: Place) -> Pasted:  # fmt: skip
    """Lay a block onto the sheet; `order`: codes as they are shown, `names`: folded names to codes.

    Months may stand above and names before the numbers, or the other way round. Where neither is found the numbers go
    right and down from the cell `start`.
    """
    if not block:
        return Pasted({}, ())
    turned = [list(row) for row in zip(*block, strict=True)]
    plain, other = _labels(block, year, names), _labels(turned, year, names)
    block, labels = (turned, other) if other.found > plain.found else (block, plain)
    cells: dict[Place, str] = {}
    lost: list[tuple[str, str]] = []
    for down, row in enumerate(block[labels.head + 1 :]):
        code = _code(labels, row, down, order, names, start[0])
        for right, text in enumerate(row[labels.side + 1 :]):
            if not text:
                continue
            month = labels.months.get(right) if labels.months else start[1] + right
            if code is None:
                lost.append((f"{row[labels.side]}: {text}" if labels.side >= 0 else text,
                             UNKNOWN_ROW if labels.side >= 0 else OUTSIDE))  # fmt: skip
            elif month is None or month // 12 != year:
                lost.append((text, OUTSIDE))
            else:
                cells[code, month] = text
    return Pasted(cells, tuple(lost))


@dataclass(frozen=True, slots=True)
class BlockLabels:
    """Which row holds months and which column names (-1: none), and the months by how far right of the names."""

    head: int
    side: int
    months: dict[int, int]

    @property
    def found(self) -> int:
        """How many sides of the block have labels."""
        return (self.head >= 0) + (self.side >= 0)


def _labels(block: Sequence[Sequence[str]], year: int, names: Mapping[str, str]) -> BlockLabels:
    head, columns = _head(block, year)
    side = max(
        (c for c in range(min(LABEL_ROWS, len(block[0])))
         if any(named(row[c], names) for row in block[head + 1 :])), default=-1,
    )  # fmt: skip
    return BlockLabels(head, side, {column - side - 1: month for column, month in columns.items()})


def _head(block: Sequence[Sequence[str]], year: int) -> tuple[int, dict[int, int]]:
    """The row of months among the first rows: labels that follow each other month by month."""
    for index, row in enumerate(block[:LABEL_ROWS]):
        found = {c: m for c, text in enumerate(row) if (m := month_of_year(year, text)) is not None}
        months = list(found.values())
        worded = any(not row[c].isdecimal() for c in found)
        straight = all(b == a + 1 for a, b in pairwise(months))
        if months and straight and (worded or len(months) >= FEWEST_BARE):
            return index, found
    return -1, {}


def _code(labels: BlockLabels, row: Sequence[str], down: int, order: Sequence[str], names: Mapping[str, str],
          start: str) -> str | None:  # fmt: skip
    if labels.side >= 0:
        return named(row[labels.side], names)
    place = order.index(start) + down if start in order else len(order)
    return order[place] if place < len(order) else None


def named(text: str, names: Mapping[str, str]) -> str | None:
    """The code of the indicator that a label names, with or without its unit in brackets."""
    plain = folded(text)
    return names.get(plain) or names.get(plain.rpartition(" (")[0]) if plain else None
