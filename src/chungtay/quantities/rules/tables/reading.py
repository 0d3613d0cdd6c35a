"""The rows of a table's part to quantities: unit and scale, plan and result, what is part of what."""

from dataclasses import replace
from typing import Final

from chungtay.kernel.text import folded
from chungtay.kernel.tokens import plain_words
from chungtay.quantities.rules.figures import Comparison, ComparisonKind, FigureKind, Quantity
from chungtay.unpacking.rules import Cell, Span

from ..grammar.lexicon import DONG, PERCENT, STOCK_UNITS, UNITS
from .columns import Column, Reader, first_told, know_columns, label_of
from .labels import ColumnRole, Measured, measured, noun_at_head, role_of, told_unit
from .layout import Grid, Row, Section
from .relations import Found, Share, compare, tie_worth, tied
from .written import Written, percent, times

_NEW: Final = ("ket nap", "phat trien", "moi", "tang them", "thanh lap", "tap huan", "khen thuong", "tham gia")


def section_quantities(grid: Grid, section: Section, above: Measured | None, first: int) -> list[Quantity]:
    """The quantities of a table's part; `first` is the place of the first in the whole list."""
    reader = Reader(grid, section, first_told(map(grid.said, section.titles)) or above)
    reader.named = next((unit for cell in reversed(section.titles) if (unit := measured(grid.said(cell)))), None)
    know_columns(reader)
    found: list[Found] = []
    for row in section.rows:
        found += _row(reader, row, first + len(found))
    return tied(reader, found, first)


def _row(reader: Reader, row: Row, first: int) -> list[Found]:
    grid = reader.grid
    label, cell_of_label = label_of(reader, row)
    units = next((told_unit(grid.said(cell)) for cell in row if cell.column == reader.units), None)
    sentence = Span(row[0].span.start, row[-1].span.end)
    found: list[Found] = []
    shares: list[Share] = []
    for cell in row:
        number, column = grid.number(cell), reader.columns[cell.column]
        if number is None or column.role in (ColumnRole.NOTHING, ColumnRole.UNIT) or cell.column in reader.labels:
            continue
        if column.role in (ColumnRole.SHARE, ColumnRole.CHANGE):
            shares.append((cell, number, column))
            continue
        unit, why = _unit(reader, number, column, units, label)
        counted = cell_of_label if reader.by_rows and cell_of_label else column.counted or cell_of_label
        quantity = _quantity(number, unit, _kind(reader, column, unit, label), counted or cell, sentence, why)
        found.append(Found(quantity, cell, column, label))
    for cell, number, column in compare(reader, found, shares):
        counted = cell_of_label or column.counted or cell
        quantity = _quantity(number, Measured(PERCENT), FigureKind.RESULT, counted, sentence, "percentage alone")
        found.append(Found(quantity, cell, column, label))
    found.sort(key=lambda one: one.cell.column)
    tie_worth(found, first)
    return found


def _unit(
    reader: Reader, number: Written, column: Column, of_row: Measured | None, label: str
) -> tuple[Measured | None, str]:
    """The unit of a number, and who said it: itself, its row's measure, its heading, its label, the table."""
    if number.unit is not None:
        name, _, per = number.unit.partition("/")
        known = UNITS.at(plain_words(name), 0)
        return (Measured(known[1], per=per) if known else None), "unit in the cell"
    if number.out_of is not None and column.counted is not None:
        return noun_at_head(reader.grid.said(column.counted)), "unit of the heading"
    if of_row is not None:
        return of_row, "unit of the row"
    named = measured(label) if label else None
    choices = [(column.unit, "unit of the heading"), (named, "unit of the label")]
    if reader.by_rows:
        choices.reverse()
    choices.sort(key=lambda choice: choice[0] is None or not choice[0].told)
    unit, why = choices[0] if choices[0][0] is not None else choices[1]
    above = reader.above
    if unit is None and above is None:
        return reader.named, "unit of the title"
    if above is not None and (unit is None or (not unit.told and unit.unit == DONG and above.unit == DONG)):
        return replace(above, per=unit.per if unit else ""), "unit of the table"
    return unit, why


def _kind(reader: Reader, column: Column, unit: Measured | None, label: str) -> FigureKind:
    if column.role is ColumnRole.PLAN or role_of(label) is ColumnRole.PLAN:
        return FigureKind.TARGET
    if unit is not None and unit.per:
        return FigureKind.RATE
    if unit is not None and unit.unit.name in STOCK_UNITS:
        said = folded(" ".join([label, *map(reader.grid.said, column.path)]))
        if not any(word in said for word in _NEW):
            return FigureKind.STOCK
    return FigureKind.RESULT


def _quantity(
    number: Written, unit: Measured | None, kind: FigureKind, counted: Cell, sentence: Span, why: str
) -> Quantity:
    factor = unit.factor if unit is not None and number.unit is None else 1
    name = "" if unit is None else f"{unit.unit.name}/{unit.per}" if unit.per else unit.unit.name
    fraction = name == "%" and number.kept and -1 <= number.value <= 1
    comparison = None
    if number.out_of is not None:
        comparison = Comparison(ComparisonKind.OUT_OF, number.out_of, number.span)
    reasons = ["table", why] if name else ["table", "no unit"]
    return Quantity(
        span=number.span, value=percent(number.value, 100) if fraction else times(number.value, factor), unit=name, precision=number.precision, kind=kind,
        counted=counted.span, sentence=sentence, comparison=comparison,
        value_to=None if number.value_to is None else times(number.value_to, factor),
        why=(*reasons, f"nhân với {factor}") if factor > 1 else tuple(reasons),
    )  # fmt: skip
