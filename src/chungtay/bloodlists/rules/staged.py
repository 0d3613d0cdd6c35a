"""A list as it came, as text, and what its owner said of it: meanings of columns, corrected cells, rows left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .columns import headings_in, meanings


@dataclass(frozen=True, slots=True)
class Staged:
    """Rows count from 1 as the sheet shows them, columns from 0 (`left` empty ones were cut off). `doubtful`: cells that
    hold a formula or an error; `day`: of giving, where the list does not say it; `unread`: sheets that hold no list."""

    sheet: str
    heading: tuple[int, int]
    rows: tuple[tuple[str, ...], ...]
    left: int = 0
    doubtful: frozenset[tuple[int, int]] = frozenset()
    day: date | None = None
    unread: tuple[str, ...] = ()
    columns: Mapping[int, str] = field(default_factory=dict)
    edits: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()

    @property
    def headings(self) -> tuple[str, ...]:
        """As they stand in the list."""
        return headings_in(self.rows, *self.heading)

    @property
    def meanings(self) -> dict[int, str]:
        """What each column is taken for."""
        return meanings(self.headings, self.columns)

    @property
    def filled(self) -> frozenset[int]:
        """The columns that hold anything below the headings."""
        return frozenset(index for _number, row in self.below() for index, cell in enumerate(row) if cell)

    def below(self) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Number and cells of each row that is not empty or left out, corrected."""
        for number in range(self.heading[1] + 1, len(self.rows) + 1):
            row = self.row(number)
            if number not in self.left_out and any(row):
                yield number, row

    def row(self, number: int) -> tuple[str, ...]:
        """One row with its corrections."""
        row, edits = self.rows[number - 1], self.edits.get(number, {})
        if not edits:
            return row
        cells = [*row, *[""] * (max(edits) + 1 - len(row))]
        for index, text in edits.items():
            cells[index] = text
        return tuple(cells)

    def doubts(self, row: int, column: int) -> bool:
        """Does a cell hold what cannot be trusted, and was it not corrected?"""
        return (row, column) in self.doubtful and column not in self.edits.get(row, {})

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "sheet": self.sheet, "heading": self.heading, "rows": self.rows, "left": self.left,
            "doubtful": sorted(self.doubtful), "day": self.day.isoformat() if self.day else None, "unread": self.unread,
            "columns": _text_keys(self.columns), "edits": _text_keys({k: _text_keys(v) for k, v in self.edits.items()}),
            "left_out": sorted(self.left_out),
        }  # fmt: skip

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Staged":
        """The list again."""
        return cls(
            kept["sheet"], (kept["heading"][0], kept["heading"][1]), tuple(map(tuple, kept["rows"])), kept["left"],
            frozenset((row, column) for row, column in kept["doubtful"]),
            date.fromisoformat(kept["day"]) if kept["day"] else None, tuple(kept["unread"]),
            _number_keys(kept["columns"]), {int(k): _number_keys(v) for k, v in kept["edits"].items()},
            frozenset(kept["left_out"]),
        )  # fmt: skip


def trimmed(rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Rows without the empty ones at the end, cells without spaces at their ends."""
    found = [tuple(cell.strip() for cell in row) for row in rows]
    while found and not any(found[-1]):
        found.pop()
    return tuple(found)


def _text_keys(values: Mapping[int, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in values.items()}


def _number_keys(values: Mapping[str, Any]) -> dict[int, Any]:
    return {int(key): value for key, value in values.items()}
