"""Every write of the exchange."""

from .importing import import_workbook
from .undoing import undo_import

__all__ = ["import_workbook", "undo_import"]
