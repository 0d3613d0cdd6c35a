"""What is known of a table's part before its rows are read: each column's role, unit and heading, where labels stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from chungtay.unpacking.rules import BlockKind, Cell, Document, Table

from ..grammar.lexicon import PERCENT
from .labels import ColumnRole, Measured, is_bare, measured, role_of, told_unit
from .layout import Grid, Row, Section, paths

ABOVE: Final = 4  # blocks before a table in which its unit is sought
_RANKS: Final = frozenset(
    ["A", "B", "C", "D", "E", "F", "G", "H", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
)


@dataclass(slots=True)
class Column:
    path: Row
    role: ColumnRole
    unit: Measured | None
    counted: Cell | None


@dataclass(slots=True)
class Reader:
    grid: Grid
    section: Section
    above: Measured | None  # said for the whole table
    named: Measured | None = None  # counted by its title's words
    columns: dict[int, Column] = field(default_factory=dict)
    labels: set[int] = field(default_factory=set)
    units: int | None = None  # the column of units
    by_rows: bool = False


def unit_above(document: Document, table: Table) -> Measured | None:
    """The unit said above a table ("ĐVT: triệu đồng"), for the numbers that have none of their own."""
    start = table.cells[0].span.start
    before = [b for b in document.blocks if b.span.end < start and b.kind is not BlockKind.CELL][-ABOVE:]
    return first_told(block.span.of(document.text) for block in reversed(before))


def first_told(texts: Iterable[str]) -> Measured | None:
    for text in texts:
        if len(text) < 200 and ("đvt" in text.lower() or "đơn vị tính" in text.lower()):
            unit = measured(text)
            if unit is not None and unit.told:
                return unit
    return None


def know_columns(reader: Reader) -> None:
    grid, section = reader.grid, reader.section
    above = paths(grid, section)
    count: dict[int, list[int]] = {}
    for row in section.rows:
        for cell in row:
            tally = count.setdefault(cell.column, [0, 0])
            tally[0] += grid.number(cell) is not None
            tally[1] += grid.words(cell)
    for column, (numbers, words) in count.items():
        path = above.get(column, [])
        said = [grid.said(cell) for cell in path]
        role = next((role for text in said if (role := role_of(text)) is not ColumnRole.FIGURE), ColumnRole.FIGURE)
        units = [unit for unit in map(measured, said) if unit is not None]
        unit = next((unit for unit in units if unit.told), units[0] if units else None)
        counted = next((cell for cell, text in zip(path, said, strict=True) if not is_bare(text)), None)
        reader.columns[column] = Column(path, role, unit, counted)
        if words > numbers:
            reader.labels.add(column)
            _is_of_units(reader, column, role)
    figures = [c for n, c in reader.columns.items() if n not in reader.labels and c.role is not ColumnRole.NOTHING]
    by_columns = sum(c.unit is not None and c.unit.unit != PERCENT for c in figures) / max(1, len(figures))
    named = [measured(label_of(reader, row)[0]) for row in section.rows[:200]]
    reader.by_rows = reader.units is not None or sum(unit is not None for unit in named) / len(named) > by_columns


def _is_of_units(reader: Reader, column: int, role: ColumnRole) -> None:
    """Does a column hold the measure of each row, by its heading or by what stands in it?"""
    cells = [cell for row in reader.section.rows[:100] for cell in row if cell.column == column]
    told = sum(told_unit(reader.grid.said(cell)) is not None for cell in cells)
    if role is ColumnRole.UNIT or (told >= 0.7 * len(cells) and column > min(reader.columns)):
        reader.units = column
        reader.labels.discard(column)
        reader.columns[column].role = ColumnRole.UNIT


def label_of(reader: Reader, row: Row) -> tuple[str, Cell | None]:
    """What a row is called, and the cell that says it most fully."""
    words = [c for c in row if reader.grid.words(c) and c.column != reader.units]
    cells = [c for c in words if c.column in reader.labels and reader.columns[c.column].role is not ColumnRole.NOTHING]
    cells = cells or words[:1]
    first = [c for c in cells if not is_rank(reader, c)] or cells
    return " ".join(reader.grid.said(c) for c in first), first[-1] if first else None


def is_rank(reader: Reader, cell: Cell) -> bool:
    return reader.grid.said(cell).strip(".) ") in _RANKS
