"""Workbooks: bytes to sheets of cells and back, without knowing what the cells mean."""

from .reading import sheets_of
from .sheets import Cell, Mark, Sheet, column_letter
from .writing import Comment, Page, Validation, csv_bytes, xlsx_bytes

__all__ = [
    "Cell",
    "Comment",
    "Mark",
    "Page",
    "Sheet",
    "Validation",
    "column_letter",
    "csv_bytes",
    "sheets_of",
    "xlsx_bytes",
]
