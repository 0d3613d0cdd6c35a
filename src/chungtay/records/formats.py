"""A list as bytes: CSV line by line, XLSX in a file of its own; and the name under which a file is handed out."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Final
from urllib.parse import quote

import xlsxwriter

from chungtay.kernel.text import folded

Value = str | int | date | None
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run text that begins so
SAFELY: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
CHUNK: Final = 64 * 1024


def csv_lines(heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """CSV in UTF-8 with a byte order mark (so that Excel shows Vietnamese), a line at a time.

    Text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    yield b"\xef\xbb\xbf"
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        if out.tell() > CHUNK:
            yield _taken(out)
    yield _taken(out)


def _taken(out: io.StringIO) -> bytes:
    text = out.getvalue()
    out.seek(0)
    out.truncate()
    return text.encode()


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return value.isoformat() if isinstance(value, date) else str(value)


def xlsx_file(name: str, heading: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """A workbook of one sheet in a temporary file, at its beginning; text stays text. Rows are not kept in memory."""
    file = TemporaryFile()  # noqa: SIM115 - handed out; closed with the answer
    book = xlsxwriter.Workbook(file, SAFELY)
    bold = book.add_format({"bold": True, "bg_color": "#E7ECF2", "border": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(name)
    for column, (label, width) in enumerate(zip(heading, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, label, bold)
    sheet.freeze_panes(1, 1)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value:
                sheet.write_string(number, column, value)
    book.close()
    file.seek(0)
    return file


def disposition(name: str) -> str:
    """An attachment under its Vietnamese name, and under the same without accents for old browsers (RFC 6266)."""
    safe = "".join(c if c.isalnum() or c in " .,-()" else "-" for c in name)
    plain = "".join(c for c in folded(safe) if c.isascii())
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe)}"
