"""CSV as offices save it: comma, semicolon or tab, UTF-8 with or without a byte order mark."""

import csv
import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

from .sheets import Row, Sheet

DELIMITERS: Final = (";", ",", "\t")
LOOKED_AT: Final = 40  # lines in which the delimiter is sought
MAX_FIELD: Final = 32_767  # what a cell of a workbook holds


def separated_sheet(data: bytes, name: str) -> Sheet:
    """The file as one sheet. Raises Refusal for another encoding, a broken quotation or binary content."""
    text = _decoded(data)
    delimiter = _delimiter(text)

    def rows() -> Iterator[Row]:
        return _rows(text, delimiter)

    return Sheet(PurePath(name).stem or "CSV", rows, text.count("\n") + 1)


def _decoded(data: bytes) -> str:
    if b"\0" in data[:4096] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(gettext_noop("Tệp không phải CSV dạng UTF-8: hãy lưu lại “CSV UTF-8” hoặc .xlsx."))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(
            gettext_noop("Tệp không phải UTF-8 (dòng %(line)d): hãy lưu lại “CSV UTF-8” hoặc .xlsx."), line=line
        ) from None


def _delimiter(text: str) -> str:
    """The mark that the fullest of the first lines is divided by, quotations left out."""
    best, most = ",", 0
    lines = io.StringIO(text)
    for _ in range(LOOKED_AT):
        line = lines.readline()
        if not line:
            break
        bare = "".join(line.split('"')[::2])
        for delimiter in DELIMITERS:
            if (count := bare.count(delimiter)) > most:
                best, most = delimiter, count
    return best


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Refusal(
            gettext_noop("CSV sai cấu trúc ở dòng %(line)d (dấu nháy kép hoặc ô quá dài): %(why)s"),
            line=reader.line_num,
            why=str(error),
        ) from None
