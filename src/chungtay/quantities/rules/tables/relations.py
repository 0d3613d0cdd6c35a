"""What numbers of a table say of each other: shares of a plan, the worth of a count, parts of a total."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from chungtay.kernel.text import folded
from chungtay.quantities.rules.figures import Comparison, ComparisonKind, FigureKind, Quantity
from chungtay.unpacking.rules import Cell

from ..grammar.lexicon import DONG
from .columns import Column, Reader, is_rank
from .labels import ColumnRole
from .totals import Line, is_total, tie_rows
from .written import Written, percent

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(slots=True)
class Found:
    """A quantity to be: its cell and column, and what it was read from."""

    quantity: Quantity
    cell: Cell
    column: Column
    label: str


Share = tuple[Cell, Written, Column]


def compare(reader: Reader, found: list[Found], shares: Sequence[Share]) -> list[Share]:
    """Percentages of a plan or of a year before go to the result that they speak of; those left stand alone."""
    alone: list[Share] = []
    for cell, number, column in shares:
        one = _spoken_of(reader, found, cell, column)
        if one is None:
            alone.append((cell, number, column))
            continue
        if one.quantity.comparison is not None:  # a quantity is set beside one thing; the other is told
            told = f"{reader.grid.said(column.path[0])}: {reader.grid.said(cell)}"
            one.quantity = replace(one.quantity, why=(*one.quantity.why, told))
            continue
        said = folded(" ".join(map(reader.grid.said, column.path[:1])))
        kind = ComparisonKind.LAST_YEAR if column.role is ColumnRole.CHANGE else ComparisonKind.OF_PLAN
        if kind is ComparisonKind.OF_PLAN and "vuot" in said:
            kind = ComparisonKind.OVER_PLAN
        value = percent(number.value, 100 if _is_fraction(number, one, found) else 1)
        one.quantity = replace(one.quantity, comparison=Comparison(kind, value, number.span))
    return alone


def _spoken_of(reader: Reader, found: Sequence[Found], cell: Cell, column: Column) -> Found | None:
    """The result to its left that a percentage speaks of: done before planned, the later year before the earlier."""
    near = [one for one in found if one.cell.column < cell.column and one.column.role is not ColumnRole.PLAN]
    near = [one for one in near if one.quantity.unit != "%"]
    same = [one for one in near if one.column.path[1:] == column.path[1:]] or near
    done = [one for one in same if one.column.role is ColumnRole.DONE] or same
    return max(done, key=lambda one: (_time(reader, one.column), one.cell.column), default=None)


def _time(reader: Reader, column: Column) -> int:
    """The year of a column's heading; "cùng kỳ" is earlier than any."""
    said = folded(" ".join(map(reader.grid.said, column.path)))
    if "cung ky" in said or "nam truoc" in said:
        return -1
    return max(map(int, _YEAR.findall(said)), default=0)


def _is_fraction(number: Written, one: Found, found: Sequence[Found]) -> bool:
    """Does a spreadsheet keep 0.95 for 95%? The plan beside tells, else that it is small."""
    if not number.kept:
        return False
    group = one.column.path[1:]
    beside = (other for other in found if other.column.path[1:] == group)
    plan = next((other.quantity.value for other in beside if other.column.role is ColumnRole.PLAN), None)
    if plan:
        share = Decimal(one.quantity.value) / Decimal(plan)
        return abs(share - number.value) < abs(share * 100 - number.value)
    return -2 <= number.value <= 2 and not isinstance(number.value, int)


def tie_worth(found: list[Found], first: int) -> None:
    """Money beside a count under one heading is the worth of what is counted."""
    for one in found:
        beside = [o for o in found if o is not one and one.column.path[1:] and o.column.path[1:] == one.column.path[1:]]
        counts = [o for o in beside if o.quantity.unit not in (DONG.name, "%", "") and "/" not in o.quantity.unit]
        same_kind = [o for o in counts if o.quantity.kind is one.quantity.kind or o.quantity.kind is FigureKind.STOCK]
        if one.quantity.unit.startswith(DONG.name) and len(same_kind) == 1:
            one.quantity = replace(one.quantity, value_of=first + found.index(same_kind[0]))


def tied(reader: Reader, found: list[Found], first: int) -> list[Quantity]:
    """The quantities, each part tied to its total: of its row first, else of its column."""
    columns: dict[tuple[int, str], list[Line]] = {}
    ranked = {cell.row for row in reader.section.rows for cell in row[:1] if is_rank(reader, cell)}
    rows: dict[int, list[int]] = {}
    for place, one in enumerate(found):
        line = Line(first + place, one.label, one.quantity.value, one.cell.row in ranked)
        if one.quantity.unit != "%" and "/" not in one.quantity.unit:  # shares and prices are never summed
            columns.setdefault((one.cell.column, one.quantity.unit), []).append(line)
        rows.setdefault(one.cell.row, []).append(place)
    parts: dict[int, int] = {}
    for lines in columns.values():
        tie_rows(lines)
        parts |= {line.place - first: line.part_of for line in lines if line.part_of is not None}
    for places in rows.values():
        parts |= _across(reader, found, places, first)
    return [
        replace(one.quantity, part_of=parts[place], why=(*one.quantity.why, "part of a total"))
        if place in parts
        else replace(one.quantity, why=(*one.quantity.why, "total")) if is_total(one.label) else one.quantity
        for place, one in enumerate(found)
    ]  # fmt: skip


def _across(reader: Reader, found: Sequence[Found], places: Sequence[int], first: int) -> dict[int, int]:
    """Parts of a column that sums the others of its heading, in one row."""
    parts: dict[int, int] = {}
    for total in places:
        whole = found[total]
        if not whole.column.path or not is_total(reader.grid.said(whole.column.path[0])):
            continue
        for place in places:
            one = found[place]
            same = one.quantity.unit == whole.quantity.unit != "%" and one.column.path[1:] == whole.column.path[1:]
            if (
                place != total
                and same
                and one.column.role is whole.column.role
                and one.quantity.value <= whole.quantity.value
            ):
                parts[place] = first + total
    return parts
