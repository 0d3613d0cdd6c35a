"""What every format is taken apart into, and the document that is put together from it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from chungtay.kernel.text import nfc, visible
from chungtay.unpacking.rules import Block, BlockKind, Cell, Document, Span, Table

from .unreadable import Unreadable, UnreadKind

MAX_TEXT: Final = 3_000_000  # characters: a thousand pages; more is no report, and would keep a person waiting
MAX_LINES: Final = 60_000  # paragraphs, or cells of a Word document's table, for the same reason
MAX_CELLS: Final = 200_000  # filled cells of all tables together: the twelve months of four thousand communes


@dataclass(slots=True)
class Line:
    """A paragraph, heading or item."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    place: str = ""
    bold: bool = False


@dataclass(slots=True)
class Filled:
    """A cell that is not empty."""

    row: int
    column: int
    text: str
    number: int | Decimal | None = None
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Grid:
    """A table; `names` its columns as people do ("cột 2", in a spreadsheet "ô B4")."""

    cells: list[Filled]
    place: str
    lettered: bool = False

    def cell_place(self, cell: Filled) -> str:
        """Where a person finds the cell."""
        if self.lettered:
            return f"{self.place}, ô {column_letter(cell.column)}{cell.row + 1}"
        return f"{self.place}, dòng {cell.row + 1}, cột {cell.column + 1}"


@dataclass(slots=True)
class Parts:
    """A file taken apart: its pieces in reading order, and what it says of itself."""

    pieces: list[Line | Grid] = field(default_factory=list)
    title: str | None = None
    dated: date | None = None

    def lines(self) -> Iterator[Line]:
        """The pieces that are not tables."""
        return (piece for piece in self.pieces if isinstance(piece, Line))


def tidy(text: str) -> str:
    """The text composed, without unseen characters, in single spaces."""
    return nfc(" ".join(visible(text).split()))


def column_letter(index: int) -> str:
    """Letter of a spreadsheet's column counted from 0: A, B, ... Z, AA."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def assembled(file: str, parts: Parts) -> Document:
    """The document: pieces under each other, the cells of a row side by side. Raises Unreadable for too much or nothing."""
    writer = _Writer()
    for piece in parts.pieces:
        if isinstance(piece, Line):
            writer.line(piece)
        else:
            writer.grid(piece)
    if not writer.blocks:
        raise Unreadable(UnreadKind.EMPTY)
    title = tidy(parts.title or "") or None
    return Document(file, "".join(writer.parts), tuple(writer.blocks), tuple(writer.tables), title, parts.dated)


class _Writer:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.tables: list[Table] = []
        self.at = 0
        self.cells = 0

    def line(self, line: Line) -> None:
        if text := tidy(line.text):
            self.blocks.append(Block(line.kind, self._add(text, "\n"), line.place))

    def grid(self, grid: Grid) -> None:
        cells: list[Cell] = []
        for row in _rows(grid.cells):
            for place, (cell, text) in enumerate(row):
                span = self._add(text, "\t" if place else "\n")
                cells.append(Cell(cell.row, cell.column, span, cell.number, cell.rows, cell.columns))
                self.blocks.append(Block(BlockKind.CELL, span, grid.cell_place(cell)))
        self.cells += len(cells)
        if self.cells > MAX_CELLS:
            raise Unreadable(UnreadKind.TOO_LARGE)
        if cells:
            self.tables.append(Table(tuple(cells), grid.place))

    def _add(self, text: str, joint: str) -> Span:
        if self.at:
            self.parts.append(joint)
            self.at += 1
        self.parts.append(text)
        span = Span(self.at, self.at + len(text))
        self.at = span.end
        if self.at > MAX_TEXT:
            raise Unreadable(UnreadKind.TOO_LARGE)
        return span


def _rows(cells: Iterable[Filled]) -> Iterator[Sequence[tuple[Filled, str]]]:
    """The filled cells with their text, row by row."""
    row: list[tuple[Filled, str]] = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if text := tidy(cell.text):
            if row and row[-1][0].row != cell.row:
                yield row
                row = []
            row.append((cell, text))
    if row:
        yield row
