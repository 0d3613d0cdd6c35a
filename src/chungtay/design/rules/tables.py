"""Tables as HTML text, joined in one go (a template cell by cell costs fifty times as much).

Under 640 px each row becomes a list of labelled cells (CSS), so every cell carries its column's label, and the roles
stand in the markup because a changed `display` takes them away in some browsers.
"""

from dataclasses import dataclass
from html import escape
from typing import Literal

Sort = Literal["", "ascending", "descending"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column; numbers stand right with the unit in the heading; `href` sorts by it."""

    label: str
    is_number: bool = False
    unit: str = ""
    href: str = ""
    sort: Sort = ""


@dataclass(unsafe_hash=True, slots=True)  # made by the thousand: frozen ones take four times as long
class Cell:
    """A written value, which nobody changes; `word` is set quietly beside or instead of it ("chưa báo cáo")."""

    text: str
    href: str = ""
    word: str = ""


@dataclass(unsafe_hash=True, slots=True)  # as `Cell`
class Row:
    """Cells in the order of the columns; the first one heads the row. A total is set apart; nobody changes it."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, which is a sentence that says what is counted, where and when."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("every row has one cell for each column")


def table_html(table: Table) -> str:
    """The table's markup, every text escaped."""
    head = "".join(_heading(column) for column in table.columns)
    begins = ['<th scope="row" role="rowheader">', *map(_begin, table.columns[1:])]
    ends = ["</th>", *["</td>"] * (len(table.columns) - 1)]
    body = "".join([_row(row, begins, ends) for row in table.rows if not row.is_total])
    totals = "".join([_row(row, begins, ends) for row in table.rows if row.is_total])
    foot = f'<tfoot role="rowgroup">{totals}</tfoot>' if totals else ""
    note = f'<p class="table-note">{escape(table.note)}</p>' if table.note else ""
    return (
        f'<table class="table" role="table"><caption>{escape(table.caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody>{foot}</table>{note}'
    )


def _heading(column: Column) -> str:
    words = escape(column.label)
    if column.href:
        words = f'<a href="{escape(column.href)}">{words}</a>'
    if column.unit:
        words += f' <span class="unit">({escape(column.unit)})</span>'
    number = ' class="number"' if column.is_number else ""
    sort = f' aria-sort="{column.sort}"' if column.sort else ""
    return f'<th scope="col" role="columnheader"{number}{sort}>{words}</th>'


def _begin(column: Column) -> str:
    label = f"{column.label} ({column.unit})" if column.unit else column.label
    number = ' class="number"' if column.is_number else ""
    return f'<td role="cell"{number} data-label="{escape(label)}">'


def _row(row: Row, begins: list[str], ends: list[str]) -> str:
    cells = [f"{begin}{_words(cell)}{end}" for cell, begin, end in zip(row.cells, begins, ends, strict=True)]
    return f'<tr role="row">{"".join(cells)}</tr>'


def _words(cell: Cell) -> str:
    words = escape(cell.text)
    if cell.href:
        words = f'<a href="{escape(cell.href)}">{words}</a>'
    if cell.word:
        words = f'<span>{words} <span class="word">{escape(cell.word)}</span></span>'
    return words
