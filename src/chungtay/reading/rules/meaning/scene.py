"""A document laid out for meaning: its words, its blocks with the headings above them, what stands around a quantity."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chungtay.kernel.lexicon import Word, words_of
from chungtay.quantities.rules.figures import Quantity
from chungtay.unpacking.rules import Block, BlockKind, Cell, Document, Span, Table

_ABOVE: Final = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CAPTION)
_SKIPPED: Final = (BlockKind.FURNITURE, BlockKind.CELL, BlockKind.DATELINE)

_ADDRESSED: Final = ("kính gửi", "căn cứ", "thực hiện")  # how a letter begins before it says anything
_SPREAD: Final = 200  # rows or columns that a merged cell names at most


@dataclass(frozen=True, slots=True)
class Labels:
    """What names a cell: the texts left of it in its row, those above it in its column, the row that opens its part."""

    row: tuple[Span, ...]
    column: tuple[Span, ...]
    part: Span | None
    head: tuple[Span, ...] = ()  # the lines that stand above the table's headings


class Scene:
    """The document with its quantities, in the order of the text; `small` is that in lower case."""

    def __init__(self, document: Document, small: str, quantities: Sequence[Quantity]) -> None:
        self.document, self.quantities = document, quantities
        self.text, self.small = document.text, small
        self.words: list[Word] = words_of(self.small)
        self._word_starts = [word.start for word in self.words]
        self.blocks = sorted(
            (block for block in document.blocks if block.kind not in _SKIPPED), key=lambda block: block.span.start
        )
        self._block_starts = [block.span.start for block in self.blocks]
        self._starts = [quantity.span.start for quantity in quantities]

    @cached_property
    def title(self) -> Span | None:
        """The title: every block of it that stands together, a report's name and what it is about."""
        number = next((n for n, block in enumerate(self.blocks) if block.kind is BlockKind.TITLE), None)
        if number is None:
            return next((head[0] for table in self.document.tables[:1] if (head := self._rows[table.place].head)), None)
        last = number
        while last + 1 < len(self.blocks) and self.blocks[last + 1].kind is BlockKind.TITLE:
            last += 1
        return Span(self.blocks[number].span.start, self.blocks[last].span.end)

    @cached_property
    def letterhead(self) -> Span | None:
        """What stands above a report's title: who is over the one who writes, then who writes."""
        if self.title is None or not self.blocks or self.blocks[0].span.start >= self.title.start:
            return None
        return Span(self.blocks[0].span.start, self.title.start)

    @cached_property
    def lead(self) -> Span | None:
        """The first paragraph: who, where, when."""
        told = (b.span for b in self.blocks if b.kind in (BlockKind.LEAD, BlockKind.PARAGRAPH))
        return next((span for span in told if not span.of(self.small).lstrip().startswith(_ADDRESSED)), None)

    @cached_property
    def datelines(self) -> list[Span]:
        """The lines that say where and when: "Hải Hà, ngày 16 tháng 6 năm 2025"."""
        return [block.span for block in self.document.blocks if block.kind is BlockKind.DATELINE]

    @cached_property
    def plain(self) -> list[tuple[int, int]]:
        """The stretches that were typed without accents."""
        found: list[tuple[int, int]] = []
        for word in self.words:
            if word.plain and not (found and word.start < found[-1][1]):
                end = self.small.find("\n", word.start)
                found.append((word.start, end if end >= 0 else len(self.small)))
        return found

    def head(self, opens: int, quantity: Quantity, reach: int) -> tuple[int, int]:
        """The head before a colon, the nearest; none where it names a whole whose parts follow: "Trong trị giá ... có: ..."."""
        last = (0, 0)
        for start in (opens, quantity.sentence.start):
            end = self.small.find(":", start, min(start + reach, quantity.span.start))
            last = last if end < 0 else (0, 0) if self.small.startswith("trong ", start) else (start, end)
        return last

    def block_at(self, place: int) -> int | None:
        """The number of the block that a place lies in."""
        number = bisect_right(self._block_starts, place) - 1
        return number if number >= 0 and place < self.blocks[number].span.end else None

    def word_at(self, place: int) -> int:
        """The number of the first word that begins at a place or after it."""
        return bisect_left(self._word_starts, place)

    def between(self, start: int, end: int) -> range:
        """The numbers of the quantities that begin between two places."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    @cached_property
    def _headings(self) -> list[tuple[Span, ...]]:
        """For every block the headings that it stands under, the nearest first; the title is none of them."""
        found: list[tuple[Span, ...]] = []
        stack: list[Block] = []
        begins = self.title.end if self.title else 0
        for block in self.blocks:
            found.append(tuple(above.span for above in reversed(stack)))
            if block.kind in _ABOVE and block.kind is not BlockKind.TITLE and block.span.start >= begins:
                depth = _depth(block.span.of(self.text))
                while stack and _depth(stack[-1].span.of(self.text)) >= depth:
                    stack.pop()
                stack.append(block)
        return found

    def headings(self, place: int) -> tuple[Span, ...]:
        """The headings above a place, the nearest first."""
        number = bisect_right(self._block_starts, place) - 1
        return self._headings[number] if number >= 0 else ()

    @cached_property
    def openers(self) -> list[Span | None]:
        """For every block that is an item the paragraph that opens its list: "Đã tiếp nhận 1,2 tỷ đồng, trong đó:"."""
        found: list[Span | None] = []
        opens: Span | None = None
        for block in self.blocks:
            item = block.kind is BlockKind.ITEM or self.text.startswith(("-", "+", "•"), block.span.start)
            if not item:
                opens = block.span if self.text.endswith(":", block.span.start, block.span.end) else None
            found.append(opens if item else None)
        return found

    def since_heading(self, place: int) -> int:
        """Where the part of the document that a place belongs to begins."""
        above = self.headings(place)
        return above[0].end if above else 0

    @cached_property
    def _cells(self) -> tuple[list[int], list[tuple[Table, Cell]]]:
        cells = sorted(
            ((table, cell) for table in self.document.tables for cell in table.cells),
            key=lambda both: both[1].span.start,
        )
        return [cell.span.start for _, cell in cells], cells

    @cached_property
    def _rows(self) -> dict[str, "_Layout"]:
        return {table.place: _laid_out(table, self.text) for table in self.document.tables}

    def labels(self, quantity: Quantity) -> Labels | None:
        """What names the cell that a quantity stands in; None in prose."""
        if not self.document.tables:
            return None
        starts, cells = self._cells
        number = bisect_right(starts, quantity.span.start) - 1
        if number < 0 or quantity.span.start >= cells[number][1].span.end:
            return None
        table, cell = cells[number]
        laid = self._rows[table.place]
        left = [c.span for c in laid.rows.get(cell.row, ()) if c.column < cell.column]
        above = [c.span for c in laid.columns.get(cell.column, ()) if c.row < cell.row]
        return Labels(tuple(left), tuple(above), laid.parts.get(cell.row), laid.head)


def _depth(heading: str) -> int:
    """How deep a heading stands by its number: "II." 1, "3." 2, "a)" 3; without one 2."""
    first = heading.lstrip("*#- ").split(" ", 1)[0].rstrip(".):/")
    if first and first.isupper() and set(first) <= set("IVX"):
        return 1
    if heading.lower().startswith("phần"):
        return 0
    if len(first) == 1 and first.isalpha() and first.islower():
        return 3
    return 2 + first.count(".") if first[:1].isdigit() else 2


@dataclass(frozen=True, slots=True)
class _Layout:
    """The cells with words by row, the headings by column, for each row the row of words above it, and what heads all."""

    rows: dict[int, list[Cell]]
    columns: dict[int, list[Cell]]
    parts: dict[int, Span]
    head: tuple[Span, ...]


def _laid_out(table: Table, text: str) -> _Layout:
    whole: dict[int, list[Cell]] = {}
    for cell in table.cells:
        whole.setdefault(cell.row, []).append(cell)
    numbered = {row for row, cells in whole.items() if any(_is_number(cell, text) for cell in cells[1:])}
    body = min(numbered, default=0)
    first = next((row for row in sorted(whole) if len(whole[row]) > 1), body)
    rows: dict[int, list[Cell]] = {}
    columns: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.number is None and any(c.isalpha() for c in cell.span.of(text)):
            for row in range(cell.row, cell.row + min(cell.rows, _SPREAD)):
                rows.setdefault(row, []).append(cell)
            if first <= cell.row < body:
                for column in range(cell.column, cell.column + min(cell.columns, _SPREAD)):
                    columns.setdefault(column, []).append(cell)
    head = tuple(cell.span for row in sorted(whole) if row < first for cell in whole[row])
    return _Layout(rows, columns, _parts(whole, rows, numbered, body), head)


def _parts(whole: dict[int, list[Cell]], rows: dict[int, list[Cell]], numbered: set[int], body: int) -> dict[int, Span]:
    """For each row with numbers the row of words alone that opens its part of the table."""
    found: dict[int, Span] = {}
    part: Span | None = None
    for row in sorted(whole):
        if row in numbered:
            if part is not None:
                found[row] = part
        elif row >= body and rows.get(row):
            part = rows[row][-1].span
    return found


def _is_number(cell: Cell, text: str) -> bool:
    words = cell.span.of(text).strip()
    return cell.number is not None or (words[:1].isdigit() and sum(c.isalpha() for c in words) < 4)
