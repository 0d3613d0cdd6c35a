"""What the owner of a file said of it, laid over its rows: meanings of columns, corrected cells, rows left out.

Rows and columns keep their places, so that every message about the file points into the file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

IGNORED: Final = "#"  # a heading that `exchange` passes over


@dataclass(frozen=True, slots=True)
class SheetShape:
    """One sheet. `columns`: index to the heading it gets; `unit`: code that fills column `unit_at`, where none is named."""

    heading_row: int
    columns: Mapping[int, str] = field(default_factory=dict)
    unit: str = ""
    unit_at: int = 0
    edits: Mapping[int, Mapping[int, str]] = field(default_factory=dict)  # row to column to text
    left_out: frozenset[int] = frozenset()

    def as_json(self) -> dict[str, Any]:
        """As it is kept; keys of JSON objects are text."""
        return {
            "heading_row": self.heading_row,
            "columns": {str(index): text for index, text in self.columns.items()},
            "unit": self.unit,
            "unit_at": self.unit_at,
            "edits": {str(row): {str(c): text for c, text in cells.items()} for row, cells in self.edits.items()},
            "left_out": sorted(self.left_out),
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "SheetShape":
        """The shape again."""
        return cls(
            heading_row=kept["heading_row"],
            columns={int(index): text for index, text in kept["columns"].items()},
            unit=kept["unit"],
            unit_at=kept["unit_at"],
            edits={int(row): {int(c): text for c, text in cells.items()} for row, cells in kept["edits"].items()},
            left_out=frozenset(kept["left_out"]),
        )

    def frees(self, row: int, column: int) -> bool:
        """Is a formula or an error value in this cell of no matter: corrected, left out, or passed over?"""
        passed = self.columns.get(column) == IGNORED and row > self.heading_row
        return passed or row in self.left_out or column in self.edits.get(row, ())


def mended(rows: Iterable[Sequence[Any]], shape: SheetShape) -> Iterator[Sequence[Any]]:
    """The rows with the shape over them."""
    for number, row in enumerate(rows, 1):
        if number == shape.heading_row:
            yield _headed(row, shape)
        elif number < shape.heading_row:
            yield row
        elif number in shape.left_out:
            yield ()
        else:
            yield _filled(row, shape, shape.edits.get(number, {}))


def _headed(row: Sequence[Any], shape: SheetShape) -> Sequence[Any]:
    given = {**shape.columns, shape.unit_at: "unit"} if shape.unit else shape.columns
    return _with(row, given)


def _filled(row: Sequence[Any], shape: SheetShape, edits: Mapping[int, str]) -> Sequence[Any]:
    row = _with(row, edits)
    if shape.unit and any(cell != "" for cell in row):
        return _with(row, {shape.unit_at: shape.unit})
    return row


def _with(row: Sequence[Any], given: Mapping[int, str]) -> Sequence[Any]:
    if not given:
        return row
    cells = [*row, *[""] * (max(given) + 1 - len(row))]
    for index, text in given.items():
        cells[index] = text
    return cells
