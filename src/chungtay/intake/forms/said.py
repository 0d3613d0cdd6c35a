"""What is typed about columns and rows: fields whose names say which cell they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from chungtay.exchange.rules.cells import LONGEST
from chungtay.intake.rules.reports import Report

COLUMN: Final = re.compile(r"col-(\d{1,3})-(\d{1,4})")
ROW: Final = re.compile(r"row-(\d{1,3})")
CELL: Final = re.compile(r"cell-(\d{1,3})-(\d{1,7})-(\d{1,4})")
PLACE: Final = re.compile(r"(\d{1,3})-(\d{1,7})")


@dataclass(frozen=True, slots=True)
class ColumnsSaid:
    """Chosen sheets, rows of their headings, meanings by sheet and column."""

    chosen: frozenset[str]
    rows: Mapping[str, int]
    given: Mapping[str, Mapping[int, str]]


def columns_said(data: QueryDict, names: Sequence[str]) -> ColumnsSaid:
    """`sheet` (places of sheets), `row-SHEET`, `col-SHEET-COLUMN`."""
    chosen = {names[int(text)] for text in data.getlist("sheet") if text.isdecimal() and int(text) < len(names)}
    rows: dict[str, int] = {}
    given: dict[str, dict[int, str]] = {}
    for name, text in data.items():
        if (found := COLUMN.fullmatch(name)) and int(found[1]) < len(names):
            given.setdefault(names[int(found[1])], {})[int(found[2])] = str(text)
        elif (found := ROW.fullmatch(name)) and int(found[1]) < len(names) and str(text).isdecimal():
            rows[names[int(found[1])]] = int(str(text)[:6])
    return ColumnsSaid(frozenset(chosen), rows, given)


@dataclass(frozen=True, slots=True)
class RowsSaid:
    """Cells that were changed, rows left out, rows taken in again; by sheet."""

    edits: Mapping[str, Mapping[int, Mapping[int, str]]]
    left_out: Mapping[str, frozenset[int]]
    taken_back: Mapping[str, frozenset[int]]

    @property
    def anything(self) -> bool:
        """Was anything said at all?"""
        return bool(self.edits or self.left_out or self.taken_back)


def rows_said(data: QueryDict, names: Sequence[str], report: Report) -> RowsSaid:
    """`cell-SHEET-ROW-COLUMN` where it differs from what stood there; `out` and `back` with SHEET-ROW."""
    edits: dict[str, dict[int, dict[int, str]]] = {}
    for name, text in data.items():
        found = CELL.fullmatch(name)
        if found is None or int(found[1]) >= len(names):
            continue
        sheet, row, column = names[int(found[1])], int(found[2]), int(found[3])
        cells = report.cells.get(sheet, {}).get(row)
        stood = cells[column] if cells is not None and column < len(cells) else ""
        if cells is not None and column < max(len(report.headings.get(sheet, ())), len(cells)) and text != stood:
            edits.setdefault(sheet, {}).setdefault(row, {})[column] = str(text).strip()[:LONGEST]
    return RowsSaid(edits, _places(data.getlist("out"), names), _places(data.getlist("back"), names))


def _places(texts: Iterable[str], names: Sequence[str]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for text in texts:
        place = PLACE.fullmatch(text)
        if place and int(place[1]) < len(names):
            found.setdefault(names[int(place[1])], set()).add(int(place[2]))
    return {sheet: frozenset(rows) for sheet, rows in found.items()}
