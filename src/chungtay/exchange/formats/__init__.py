"""Workbooks: bytes to sheets of cells, and back (`writing`), without knowing what the cells mean."""

from .reading import sheets_of
from .sheets import Cell, CellMark, Sheet, column_letter

__all__ = ["Cell", "CellMark", "Sheet", "column_letter", "sheets_of"]
