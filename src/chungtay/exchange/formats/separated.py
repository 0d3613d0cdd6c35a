"""CSV as offices save it: comma, semicolon or tab, UTF-8 with or without a byte order mark."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import PurePath
from typing import Final, TextIO

from chungtay.kernel.errors import Refusal, gettext_noop

from .sheets import Row, Sheet, Span, within

DELIMITERS: Final = (";", ",", "\t")
LOOKED_AT: Final = 40  # lines in which the delimiter is sought
MAX_FIELD: Final = 32_767  # what a cell of a workbook holds


def separated_sheet(data: bytes, name: str) -> Sheet:
    """The file as one sheet. Raises Refusal for another encoding, a broken quotation or binary content."""
    _check_encoding(data)
    delimiter = _delimiter(data)

    def rows() -> Iterator[Row]:
        return _rows(_lines(data, ""), delimiter)

    def some(spans: Iterable[Span]) -> Iterator[Row]:
        return _rows(chain.from_iterable(within(_lines(data, ""), spans)), delimiter)

    plain = b'"' not in data  # every line is a row
    return Sheet(PurePath(name).stem or "CSV", rows, data.count(b"\n") + 1, some=some if plain else None)


def _check_encoding(data: bytes) -> None:
    if b"\0" in data[:4096] or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(gettext_noop("Tệp không phải CSV dạng UTF-8: hãy lưu lại “CSV UTF-8” hoặc .xlsx."))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(
            gettext_noop("Tệp không phải UTF-8 (dòng %(line)d): hãy lưu lại “CSV UTF-8” hoặc .xlsx."), line=line
        ) from None


def _lines(data: bytes, newline: str) -> TextIO:
    """Lines read as they are asked for: rows begin anew many times, mostly for the first few."""
    return io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline=newline)


def _delimiter(data: bytes) -> str:
    """The mark that the fullest of the first lines is divided by, quotations left out."""
    best, most = ",", 0
    for line in islice(_lines(data, "\n"), LOOKED_AT):
        bare = "".join(line.split('"')[::2])
        for delimiter in DELIMITERS:
            if (count := bare.count(delimiter)) > most:
                best, most = delimiter, count
    return best


def _rows(lines: Iterable[str], delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Refusal(
            gettext_noop("CSV sai cấu trúc ở dòng %(line)d (dấu nháy kép hoặc ô quá dài): %(why)s"),
            line=reader.line_num,
            why=str(error),
        ) from None
