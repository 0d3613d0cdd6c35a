"""A document as it is shown: its blocks and tables, every figure marked in place, a long one in pages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chungtay.unpacking.rules import BlockKind, Cell, Document, Span, Table

LETTERS: Final = 12_000  # of a page
ROWS: Final = 60  # of a table on a page
COLUMNS: Final = 40


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text; `place` of the figure that it is."""

    text: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of a table: its pieces, and how many rows and columns it takes."""

    pieces: tuple[Piece, ...] = ()
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Part:
    """A block or (a part of) a table, as it is shown; `span` is what it takes of the text."""

    kind: str
    span: Span
    place: str = ""
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[ShownCell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """The document in pages, and on which page each figure stands."""

    pages: tuple[tuple[Part, ...], ...]
    page_of: Mapping[int, int] = field(default_factory=dict)


def marked(document: Document, spans: Sequence[Span]) -> Marked:
    """The document with the spans marked, each by its place in the sequence."""
    marks = _Marks(document.text, spans)
    pages: list[list[Part]] = [[]]
    letters = 0
    page_of: dict[int, int] = {}
    for part in _parts(document, marks):
        size = part.span.end - part.span.start
        if pages[-1] and letters + size > LETTERS:
            pages.append([])
            letters = 0
        pages[-1].append(part)
        letters += size
        pieces = [*part.pieces, *(piece for row in part.rows for cell in row for piece in cell.pieces)]
        page_of |= {piece.place: len(pages) - 1 for piece in pieces if piece.place is not None}
    return Marked(tuple(map(tuple, pages)), page_of)


class _Marks:
    """The spans in the order of the text; of two that overlap the first is marked."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.order = sorted(enumerate(spans), key=lambda item: (item[1].start, -item[1].end))
        self.next = 0

    def pieces(self, span: Span) -> tuple[Piece, ...]:
        """What stands in a span; spans are asked for in the order of the text, or begin the search anew."""
        if self.next >= len(self.order) or self.order[self.next][1].start > span.start:
            self.next = 0
        found: list[Piece] = []
        at = span.start
        while self.next < len(self.order) and self.order[self.next][1].start < span.end:
            place, mark = self.order[self.next]
            self.next += 1
            if mark.start < at or mark.end > span.end:
                continue
            if mark.start > at:
                found.append(Piece(self.text[at : mark.start]))
            found.append(Piece(mark.of(self.text), place))
            at = mark.end
        if at < span.end:
            found.append(Piece(self.text[at : span.end]))
        return tuple(found)


def _parts(document: Document, marks: _Marks) -> Iterator[Part]:
    owner = {cell.span.start: index for index, table in enumerate(document.tables) for cell in table.cells}
    told: set[int] = set()
    for block in document.blocks:
        if block.kind != BlockKind.CELL:
            yield Part(block.kind, block.span, block.place, marks.pieces(block.span))
            continue
        index = owner.get(block.span.start)
        if index is None:
            yield Part(BlockKind.PARAGRAPH, block.span, block.place, marks.pieces(block.span))
        elif index not in told:
            told.add(index)
            yield from _tables(document.tables[index], marks)


def _tables(table: Table, marks: _Marks) -> Iterator[Part]:
    rows: dict[int, dict[int, Cell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    width = min(max((cell.column + cell.columns for cell in table.cells), default=0), COLUMNS)
    numbers = sorted(rows)
    taken: set[tuple[int, int]] = set()
    for start in range(0, len(numbers), ROWS):
        chunk = numbers[start : start + ROWS]
        shown = tuple(_row(row, rows[row], width, taken, marks, chunk[-1]) for row in chunk)
        spans = [cell.span for row in chunk for cell in rows[row].values()]
        span = Span(min(s.start for s in spans), max(s.end for s in spans))
        yield Part("table", span, table.place, rows=shown)


def _row(
    row: int, cells: Mapping[int, Cell], width: int, taken: set[tuple[int, int]], marks: _Marks, last: int
) -> tuple[ShownCell, ...]:  # fmt: skip
    found = []
    for column in range(width):
        if (row, column) in taken:
            continue
        cell = cells.get(column)
        if cell is None:
            found.append(ShownCell())
            continue
        high, wide = min(cell.rows, last - row + 1), min(cell.columns, width - column)
        taken.update((row + down, column + right) for down in range(high) for right in range(wide))
        found.append(ShownCell(marks.pieces(cell.span), high, wide))
    return tuple(found)
