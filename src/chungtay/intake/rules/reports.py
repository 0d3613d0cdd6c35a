"""What a step came to, as it is kept and shown again: counts, control totals, each wrong cell with its row."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field
from datetime import date
from typing import Any

from chungtay.exchange.rules.outcomes import ControlTotal, ImportResult, RowFlag, UndoResult
from chungtay.exchange.rules.problems import Problem
from chungtay.kernel.errors import Refusal

MOST_FLAGGED = 200


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row with something wrong: its cells as text and its problems; a problem without a column concerns all of it."""

    sheet: str
    row: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check or a posting. `headings`: sheet to its headings as written; `kept`: problems that are kept."""

    rows: int = 0
    accepted: int = 0
    corrected: int = 0
    already: int = 0
    refused: int = 0
    posted: bool = False
    totals: Mapping[str, ControlTotal] = field(default_factory=dict)
    scales: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    cells: Mapping[str, Mapping[int, Sequence[str]]] = field(default_factory=dict)  # refused rows, by sheet and row
    headings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    failed: str = ""
    withdrawn: int = 0
    restored: int = 0
    conflicts: tuple[tuple[str, str, str], ...] = ()  # unit, key, message
    flagged: tuple[RowFlag, ...] = ()  # declarations that do not fit; the first of them

    @property
    def good(self) -> int:
        """Rows that are right, new or not."""
        return self.accepted + self.corrected + self.already

    @property
    def about_file(self) -> tuple[Problem, ...]:
        """Problems of no row: of the file or of its headings."""
        return tuple(p for p in self.problems if p.row not in self.cells.get(p.sheet, {}))

    @property
    def places(self) -> list[tuple[str, int]]:
        """(sheet, row) of the refused rows that are kept, in order of the file."""
        return [(sheet, row) for sheet, rows in self.cells.items() for row in sorted(rows)]

    def row(self, sheet: str, number: int) -> RefusedRow:
        """One of the kept rows."""
        problems = tuple(p for p in self.problems if p.sheet == sheet and p.row == number)
        return RefusedRow(sheet, number, tuple(self.cells[sheet][number]), problems)

    def undone(self, result: UndoResult) -> "Report":
        """The same report after the import was taken back."""
        conflicts = tuple((c.unit, c.key, c.message) for c in result.conflicts)
        kept = {name: getattr(self, name) for name in Report.__slots__}
        return Report(**kept | {"withdrawn": result.withdrawn, "restored": result.restored, "conflicts": conflicts})

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            **{name: getattr(self, name) for name in Report.__slots__},
            "totals": {code: asdict(total) for code, total in self.totals.items()},
            "flagged": [
                [day.isoformat() if isinstance(day, date) else day for day in astuple(f)] for f in self.flagged
            ],
            "problems": [[p.sheet, p.row, p.column, p.heading, _said(p.refusal)] for p in self.problems],
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Report":
        """The report again."""
        return cls(
            **dict(kept)
            | {
                "totals": {code: ControlTotal(**total) for code, total in kept["totals"].items()},
                "problems": tuple(
                    Problem(sheet, row, column, heading, _meant(said))
                    for sheet, row, column, heading, said in kept["problems"]
                ),
                "cells": {s: {int(row): cells for row, cells in rows.items()} for s, rows in kept["cells"].items()},
                "flagged": tuple(_flag(values) for values in kept.get("flagged", ())),
                "conflicts": tuple((unit, key, message) for unit, key, message in kept["conflicts"]),
            }
        )


def report_of(
    result: ImportResult, problems: Sequence[Problem], cells: Mapping[str, Mapping[int, Sequence[str]]],
    headings: Mapping[str, Sequence[str]],
) -> Report:  # fmt: skip
    """The report of what `exchange` said; `problems`: those of them that are kept, `cells`: the rows they stand in."""
    counts = {name: getattr(result, name) for name in ("rows", "accepted", "corrected", "already", "refused", "posted")}
    return Report(
        **counts,
        totals=result.totals,
        scales=result.scales,
        problems=tuple(problems),
        cells=cells,
        headings=headings,
        flagged=result.flagged[:MOST_FLAGGED],
    )


def _flag(values: Sequence[Any]) -> RowFlag:
    row, kind, unit, indicator, scale, first, last, value, beneath, other, *span = values
    crossed = [date.fromisoformat(day) if day else None for day in span]
    days = date.fromisoformat(first), date.fromisoformat(last)
    return RowFlag(row, kind, unit, indicator, scale, *days, value, beneath, other, *crossed)


def _said(refusal: Refusal) -> list[Any]:
    params = {name: _said(v) if isinstance(v, Refusal) else v for name, v in refusal.params.items()}
    return [refusal.message, {k: v if isinstance(v, str | int | list) else str(v) for k, v in params.items()}]


def _meant(said: Sequence[Any]) -> Refusal:
    message, params = said
    return Refusal(message, **{name: _meant(v) if isinstance(v, list) else v for name, v in params.items()})
