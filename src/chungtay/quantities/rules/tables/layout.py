"""How a table is laid out: titles above, headings of one or several rows, labels at the left, rows of data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from chungtay.unpacking.rules import Cell, Table

from .labels import measured
from .written import Written, is_english, written

DEEPEST: Final = 5  # rows of a heading
_NUMBERING: Final = re.compile(r"\(?(?:[A-E]|\d{1,2})\)?(?:\s*[=:+].{0,12})?")
_RANK: Final = re.compile(r"\(?(?:[IVX]{1,5}|[A-H]|\d{1,2}(?:\.\d{1,2})*|[a-z])[.)]?")

Row = list[Cell]


@dataclass(slots=True)
class Section:
    """A heading and the rows below it; a sheet may hold several."""

    titles: list[Cell] = field(default_factory=list)
    headings: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    groups: dict[int, Cell] = field(default_factory=dict)  # row: the line without numbers that heads its part


class Grid:
    """A table with the numbers of its cells."""

    def __init__(self, table: Table, text: str) -> None:
        self.table = table
        self._text = text
        english = is_english(cell.span.of(text) for cell in table.cells)
        found = ((cell.span.start, written(cell, cell.span.of(text), english=english)) for cell in table.cells)
        self._numbers: dict[int, Written] = {start: number for start, number in found if number is not None}
        self._counting = _counting(table.cells, self._numbers)

    def said(self, cell: Cell) -> str:
        """The cell's text."""
        return cell.span.of(self._text)

    def number(self, cell: Cell) -> Written | None:
        """The cell's number, unless its column counts the rows."""
        return None if cell.column == self._counting else self._numbers.get(cell.span.start)

    def words(self, cell: Cell) -> bool:
        """Does the cell say something in words?"""
        return cell.span.start not in self._numbers and any(c.isalpha() for c in self.said(cell))

    def sections(self) -> list[Section]:
        """The table's parts, each with its own heading."""
        return list(_sections(self))


def _counting(cells: Sequence[Cell], numbers: Mapping[int, Written]) -> int | None:
    """The column of 1, 2, 3 ... with words to its right: STT, headed so or not."""
    column = min((cell.column for cell in cells), default=0)
    found = [numbers[cell.span.start] for cell in cells if cell.column == column and cell.span.start in numbers]
    values = [one.value for one in found if one.unit is None]
    steps = sum(later in (before + 1, 1) for before, later in pairwise(values))
    beside = any(cell.column == column + 1 and cell.span.start not in numbers for cell in cells)
    counts = len(values) > 1 and values[0] in (0, 1) and steps >= 0.7 * (len(values) - 1) and beside
    return column if counts else None


def _sections(grid: Grid) -> Iterator[Section]:
    section, waiting = Section(), list[Row]()  # rows without data since the last that held some
    filled: set[int] = set()  # columns that have held numbers
    for row in _rows(grid.table.cells):
        numbers = {cell.column for cell in row if grid.number(cell)}
        if not numbers or _only_heads(grid, row, section, waiting):
            waiting.append(row)
            continue
        if not section.rows or _heads_anew(grid, waiting, filled):
            if section.rows:
                yield section
            section, filled = Section(), set()
            waiting = _open(grid, section, waiting)
        for line in waiting:
            group = max(line, key=lambda cell: cell.span.end - cell.span.start)
        if waiting:
            section.groups[row[0].row] = group
        section.rows.append(row)
        filled |= numbers
        waiting = []
    if section.rows:
        yield section


def _rows(cells: Iterable[Cell]) -> Iterator[Row]:
    row: Row = []
    for cell in cells:
        if row and cell.row != row[0].row:
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _only_heads(grid: Grid, row: Row, section: Section, waiting: Sequence[Row]) -> bool:
    """Are a row's numbers years (2023, 2024) or the columns' own numbers (1, 2, 3), above any data?"""
    if section.rows and not waiting:
        return False
    numbers = [number for cell in row if (number := grid.number(cell))]
    if all(number.year for number in numbers) and (len(numbers) > 1 or not waiting):
        return True
    told = [grid.said(cell) for cell in row]
    if len(row) < 3 or not waiting or not all(_NUMBERING.fullmatch(text) for text in told):
        return False
    values = [number.value for number in numbers]
    return all(later == before + 1 for before, later in pairwise(values))


def _heads_anew(grid: Grid, waiting: Sequence[Row], filled: set[int]) -> bool:
    """Do words stand where numbers stood before? Then another heading begins; one lone word must name a measure."""
    for row in waiting:
        over = [cell for cell in row if cell.column in filled and grid.words(cell)]
        if len(over) > 1 or (len(row) > 1 and over and measured(grid.said(over[0])) is not None):
            return True
    return False


def _open(grid: Grid, section: Section, above: list[Row]) -> list[Row]:
    """Part what stands above the first data into titles and headings; what is left heads the first rows."""
    groups: list[Row] = []
    while above and len(above) > 1 and _is_group(grid, above[-1]) and any(len(row) > 1 for row in above[:-1]):
        groups.insert(0, above.pop())
    first = len(above)
    while first > 0 and len(above) - first < DEEPEST and _may_head(above, first - 1):
        first -= 1
    section.titles = [cell for row in above[:first] for cell in row]
    section.headings = above[first:]
    return groups


def _may_head(above: Sequence[Row], place: int) -> bool:
    """A row of several cells heads columns, if it stands right above; of one cell only between two such rows."""
    row = above[place]
    apart = place + 1 < len(above) and above[place + 1][0].row - row[0].row > max(cell.rows for cell in row)
    alone = len(row) == 1 and (row[0].columns > 3 or place == 0 or len(above[place - 1]) == 1 or row[0].column == 0)
    return not apart and not alone


def _is_group(grid: Grid, row: Row) -> bool:
    """Is it a line at the left (I, Công tác xã hội) that heads the rows below it?"""
    if len(row) == 1:
        return row[0].column <= 1
    return len(row) == 2 and row[1].column <= 2 and _RANK.fullmatch(grid.said(row[0])) is not None


def paths(grid: Grid, section: Section) -> dict[int, Row]:
    """The heading of each column, the lowest cell first; a row that numbers the columns is none."""
    last = max((cell.column for row in (*section.headings, *section.rows) for cell in row), default=0)
    found: dict[int, Row] = {}
    lower: set[int] = set()
    for row in reversed(section.headings):
        if len(section.headings) > 1 and all(_NUMBERING.fullmatch(grid.said(cell)) for cell in row):
            continue
        covered = {
            column: cell for cell in row for column in range(cell.column, min(cell.column + cell.columns, last + 1))
        }
        before: Cell | None = None
        for column in range(last + 1):
            cell = covered.get(column)
            if cell is None and before is not None and column in lower and before.column in lower:
                cell = before if before.columns == before.rows == 1 else None  # merged by the eye, not by the program
            if cell is not None:
                found.setdefault(column, []).append(cell)
                before = cell
        lower |= covered.keys()
    return found
