"""Workbooks: bytes to sheets of cells and back, without knowing what the cells mean."""

from .reading import sheets_of
from .sheets import Cell, CellMark, Sheet, column_letter
from .writing import Comment, Page, Validation, csv_bytes, xlsx_bytes

__all__ = [
    "Cell", "CellMark", "Comment", "Page", "Sheet", "Validation", "column_letter", "csv_bytes", "sheets_of", "xlsx_bytes",
]  # fmt: skip
