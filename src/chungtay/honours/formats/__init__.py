"""Papers of honours as bytes."""

from .certificates import certificates_pdf
from .workbooks import list_workbook

__all__ = ["certificates_pdf", "list_workbook"]
