"""What is wrong with a workbook, cell by cell."""

from dataclasses import dataclass

from chungtay.kernel.errors import Refusal


@dataclass(frozen=True, slots=True)
class Problem:
    """One refused cell: row from 1 as the sheet shows it, column from 0 (None: the row as a whole)."""

    sheet: str
    row: int
    column: int | None
    heading: str
    refusal: Refusal
