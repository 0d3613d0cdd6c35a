"""The audit book as a file of its own: CSV that spreadsheets open as UTF-8 and in which nothing is run."""

import csv
import io
from collections.abc import Iterable, Iterator

from chungtay.exchange.formats.writing import RISKY


def csv_of(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """The text of the file, row by row; text that a spreadsheet would run is quoted as text."""
    yield "\ufeff"
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
