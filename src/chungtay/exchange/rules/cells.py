"""Cells as a person reads and types them."""

from datetime import date, datetime
from typing import Any, Final

LONGEST: Final = 4000


def shown(cell: Any) -> str:
    """A cell of a sheet as text that reads the same way again: 31/12/2024, 1500, 2,5."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime | date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else _decimal(cell)
    return str(cell)[:LONGEST]


def _decimal(value: float) -> str:
    """A decimal comma, never exactly three places behind it: 1,125 could be thousands."""
    whole, _, places = f"{value:.10f}".rstrip("0").partition(".")
    return f"{whole},{places}0" if len(places) == 3 else f"{whole},{places}"
