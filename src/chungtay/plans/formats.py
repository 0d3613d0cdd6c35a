"""The table of targets as bytes."""

from typing import Final

from chungtay.explorer.formats import Sheet, csv_bytes, xlsx_bytes

MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def target_bytes(sheet: Sheet, kind: str) -> bytes:
    """The table as a workbook, or as CSV in UTF-8 with a byte order mark."""
    return xlsx_bytes(sheet) if kind == "xlsx" else csv_bytes(sheet)
