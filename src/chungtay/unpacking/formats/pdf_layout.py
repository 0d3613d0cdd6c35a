"""From words on pages to paragraphs and tables: reading order, columns, furniture, lines joined."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from chungtay.kernel.text import folded
from chungtay.unpacking.rules import BlockKind

from .arranging import arranged
from .legacy import modern
from .pdf_tables import Box, Word, aligned_cells, lines_of, ruled_tables
from .pieces import Grid, Line, Parts
from .text import goes_on, together

APART: Final = 2.0  # heights of a line: a wider gap is no space of the same line
NARROW: Final = 0.8  # and at the edge of a column
ZONE: Final = 0.1  # of a page's height, at its top and foot: where running heads and page numbers stand
COLUMN_LINES: Final = 6  # lines on both sides of a gutter that make two columns
ALIGNED: Final = 3  # stretches of a line, and such lines, that make a table without borders
PITCH: Final = 1.9  # heights between two lines of one paragraph
_LAST_NUMBER: Final = re.compile(r"\d+(?:\s*/\s*\d+)?\W*$")
_PRINTED: Final = re.compile(
    r"(?:https?|file)://\S+|\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}.*"
)  # by a program that prints pages
_NUMBER: Final = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*")


@dataclass(slots=True)
class Sheet:
    """A page: its number and size, its words, the borders drawn on it."""

    number: int
    wide: float
    high: float
    words: list[Word]
    borders: list[Box]


@dataclass(slots=True)
class Segment:
    """Words beside each other on one line, or a whole table."""

    box: Box
    text: str = ""
    grid: Grid | None = None
    page: int = 0
    full: bool = False


def parts_of_pages(sheets: Sequence[Sheet]) -> Parts:
    """The document on these pages."""
    pages = [_segments(sheet) for sheet in sheets]
    repeated = _repeated(sheets, pages)
    furniture: list[Line] = []
    running: list[Segment] = []
    for sheet, segments in zip(sheets, pages, strict=True):
        for segment in _in_order(segments, sheet):
            if segment.grid is None and _is_furniture(segment, sheet, repeated):
                furniture.append(Line(segment.text, BlockKind.FURNITURE, f"trang {sheet.number}"))
            else:
                running.append(segment)
    pieces = _joined(running)
    lines = [piece for piece in pieces if isinstance(piece, Line)]
    for line, text in zip(lines, modern([line.text for line in lines]), strict=True):
        line.text = text
    parts = arranged(lines)
    parts.pieces = [*pieces, *furniture]
    return parts


def _segments(sheet: Sheet) -> list[Segment]:
    """A page's tables and the stretches of its other lines, from top to bottom."""
    tables, rest = ruled_tables(sheet.words, sheet.borders)
    found = [Segment(box, grid=Grid(cells, ""), page=sheet.number) for box, cells in tables]
    lines = list(lines_of(rest))
    edges = _edges(lines, sheet)
    found += _aligned([[_segment(part, sheet.number) for part in _stretches(line, edges)] for line in lines])
    found.sort(key=lambda segment: (-segment.box.y1, segment.box.x0))
    margin = max((segment.box.x1 for segment in found), default=0)
    for segment in found:
        segment.full = segment.box.x1 > margin - 0.08 * sheet.wide
    return found


def _edges(lines: Sequence[list[Word]], sheet: Sheet) -> frozenset[int]:
    """Where in the middle of a page many lines begin anew after a gap: the second of two columns, however near."""
    begins: Counter[int] = Counter()
    for line in lines:
        for before, word in pairwise(line):
            middle = 0.35 * sheet.wide < word.box.x0 < 0.65 * sheet.wide
            if middle and word.box.x0 - before.box.x1 > NARROW * word.box.high:
                begins[round(word.box.x0)] += 1
    return frozenset(edge for edge, times in begins.items() if times >= COLUMN_LINES)


def _stretches(line: Sequence[Word], edges: frozenset[int]) -> Iterator[list[Word]]:
    """A line's words, parted where a gap is wider than any space, or before the edge of a column."""
    stretch = [line[0]]
    high = max(word.box.high for word in line)
    for word in line[1:]:
        gap = word.box.x0 - stretch[-1].box.x1
        if gap > (NARROW if round(word.box.x0) in edges else APART) * high:
            yield stretch
            stretch = []
        stretch.append(word)
    yield stretch


def _aligned(lines: Sequence[list[Segment]]) -> list[Segment]:
    """Lines of several stretches under each other are a table without borders; others stay as they are."""
    found: list[Segment] = []
    group: list[list[Segment]] = []
    for line in [*lines, []]:
        if len(line) >= ALIGNED:
            group.append(line)
            continue
        cells = aligned_cells([[Word(s.box, s.text) for s in row] for row in group]) if len(group) >= ALIGNED else []
        flat = [segment for row in group for segment in row]
        if cells:
            boxes = [segment.box for segment in flat]
            x0, y0, x1, y1 = zip(*boxes, strict=True)
            whole = Box(min(x0), min(y0), max(x1), max(y1))
            flat = [Segment(whole, grid=Grid(cells, ""), page=flat[0].page)]
        found += flat + line
        group = []
    return found


def _segment(words: Sequence[Word], page: int) -> Segment:
    box = Box(words[0].box.x0, min(w.box.y0 for w in words), words[-1].box.x1, max(w.box.y1 for w in words))
    return Segment(box, " ".join(word.text for word in words), page=page)


def _in_order(segments: Sequence[Segment], sheet: Sheet) -> list[Segment]:
    """As a person reads: two columns one after the other, where a gutter parts the page."""
    gutter = _gutter(segments, sheet)
    if gutter is None:
        return list(segments)
    order: list[Segment] = []
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    lowest = min(s.box.y0 for s in segments if s.grid is None and not _in_zone(s, sheet))
    for segment in segments:
        below = segment.grid is not None and segment.box.y1 < lowest  # a table under both columns
        if below or segment.box.x0 < gutter < segment.box.x1:
            order += [*sides[0], *sides[1], segment]
            sides = ([], [])
        else:
            segment.full = True
            sides[segment.box.x0 >= gutter].append(segment)
    return [*order, *sides[0], *sides[1]]


def _gutter(segments: Sequence[Segment], sheet: Sheet) -> float | None:
    """Where the second column begins, if there are two: an edge that many lines share and few cross."""
    text = [s for s in segments if s.grid is None and s.box.wide > 0.2 * sheet.wide]
    begins = Counter(round(s.box.x0) for s in text if 0.35 * sheet.wide < s.box.x0 < 0.65 * sheet.wide)
    if not begins:
        return None
    edge = begins.most_common(1)[0][0] - 2.0
    right = sum(s.box.x0 >= edge for s in text)
    left = sum(s.box.x1 <= edge for s in text)
    crossing = len(text) - left - right
    return edge if min(left, right) >= COLUMN_LINES and crossing <= min(left, right) else None


def _repeated(sheets: Sequence[Sheet], pages: Sequence[Sequence[Segment]]) -> set[str]:
    """What stands at the top or foot of three pages or more, whatever the number at its end."""
    seen: Counter[str] = Counter()
    for sheet, segments in zip(sheets, pages, strict=True):
        seen.update({_shape(s.text) for s in segments if s.text and _in_zone(s, sheet)})
    return {text for text, times in seen.items() if times >= max(3, len(sheets) // 3)}


def _shape(text: str) -> str:
    return _LAST_NUMBER.sub("0", folded(text))


def _in_zone(segment: Segment, sheet: Sheet) -> bool:
    return segment.box.y0 < ZONE * sheet.high or segment.box.y1 > (1 - ZONE) * sheet.high


def _is_furniture(segment: Segment, sheet: Sheet, repeated: set[str]) -> bool:
    if not _in_zone(segment, sheet):
        return False
    plain = folded(segment.text)
    return _shape(segment.text) in repeated or bool(_NUMBER.fullmatch(plain) or _PRINTED.fullmatch(plain))


def _joined(segments: Sequence[Segment]) -> list[Line | Grid]:
    """Lines of one paragraph joined, also over a page's end; a table that goes on over a page's end too."""
    pieces: list[Line | Grid] = []
    last: Segment | None = None
    tables = 0
    for segment in segments:
        before = pieces[-1] if pieces else None
        if segment.grid is not None:
            if last is not None and last.grid is not None and isinstance(before, Grid) and _same_columns(last, segment):
                _append(before, segment.grid)
            else:
                tables += 1
                segment.grid.place = f"trang {segment.page}, bảng {tables}"
                pieces.append(segment.grid)
        elif isinstance(before, Line) and last is not None and _follows(last, segment):
            before.text = together(before.text, segment.text)
        else:
            pieces.append(Line(segment.text, place=f"trang {segment.page}"))
        last = segment
    return pieces


def _follows(last: Segment, segment: Segment) -> bool:
    near = last.page != segment.page or last.box.y0 - segment.box.y1 < (PITCH - 1) * max(last.box.high, 1)
    beside = last.page == segment.page and abs(last.box.y0 - segment.box.y0) < 2
    return near and not beside and goes_on(last.text, segment.text, last.full)


def _same_columns(last: Segment, segment: Segment) -> bool:
    same = abs(last.box.x0 - segment.box.x0) < 3 and abs(last.box.x1 - segment.box.x1) < 3
    return same and last.page == segment.page - 1


def _append(grid: Grid, more: Grid) -> None:
    """Rows of a table's next page below; a heading that is said again is left out."""
    said = {(cell.row, cell.column, cell.text) for cell in grid.cells}
    rows = {cell.row for cell in more.cells}
    again = 0
    while again in rows and all((c.row, c.column, c.text) in said for c in more.cells if c.row == again):
        again += 1
    down = max((cell.row + cell.rows for cell in grid.cells), default=0) - again
    for cell in more.cells:
        if cell.row >= again:
            cell.row += down
            grid.cells.append(cell)
