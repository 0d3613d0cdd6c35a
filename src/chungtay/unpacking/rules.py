"""A document as the reader sees it: one text, and what stands where in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of a document is to its reader."""

    TITLE = "title"
    DATELINE = "dateline"
    LEAD = "lead"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    CELL = "cell"
    FURNITURE = "furniture"  # menus, comments, page numbers: kept as text, never read for figures


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in a document's text: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that stand there."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or cell. `place` says where a person finds it ("trang 3", "bảng 1, dòng 4, cột 2")."""

    kind: BlockKind
    span: Span
    place: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, rows and columns counted from 0; `number` where a spreadsheet keeps one, not a text."""

    row: int
    column: int
    span: Span
    number: int | Decimal | None = None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a sheet: its cells that are not empty, in reading order; `place` names it ("bảng 2", "trang tính T10")."""

    cells: tuple[Cell, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read. `text` is composed Unicode without unseen characters; every span points into it.

    `dated` is the day the document itself bears (a page's date line, a letter's date), None where it bears none.
    """

    file: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    title: str | None = None
    dated: date | None = None

    def prose(self) -> Iterator[Block]:
        """The blocks that are read as sentences: everything but cells and furniture."""
        return (block for block in self.blocks if block.kind not in (BlockKind.CELL, BlockKind.FURNITURE))
