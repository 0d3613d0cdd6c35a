"""The sheets of a file, with what its owner said laid over them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from django.conf import settings

from chungtay.exchange.formats import Sheet, sheets_of
from chungtay.exchange.rules.cells import shown
from chungtay.exchange.rules.headings import LOOKED_AT, layout_of
from chungtay.intake.models import ColumnMapping
from chungtay.intake.rules.meanings import heading_row_of, signature, understood
from chungtay.intake.rules.shapes import SheetShape, mended
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import catalogue

from .contents import FileShape, SheetHead

TOO_LARGE: Final = gettext_noop("Tệp quá lớn (%(size)s MB); mỗi tệp tối đa %(most)s MB, hãy chia nhỏ.")
TOO_MANY_ROWS: Final = gettext_noop("Tệp có %(rows)s dòng; mỗi tệp tối đa %(most)s dòng, hãy chia nhỏ.")
TOO_MANY_CELLS: Final = gettext_noop("Bảng có quá nhiều ô (%(cells)s): hãy xóa các cột và dòng không cần.")
NOTHING: Final = gettext_noop("Tệp không có dòng số liệu nào.")
MEGABYTE: Final = 2**20


def read_sheets(data: bytes, name: str) -> list[Sheet]:
    """The sheets of a file within this site's limits. Raises Refusal for what is too large or cannot be read."""
    _weighed(data)
    return sheets_of(data, name)


def _weighed(data: bytes) -> None:
    most = settings.CHUNGTAY_IMPORT_BYTES
    if len(data) > most:
        raise Refusal(TOO_LARGE, size=-(-len(data) // MEGABYTE), most=most // MEGABYTE)
    most = settings.CHUNGTAY_IMPORT_UNPACKED
    if data.startswith(b"PK") and (size := _unpacked(data)) > most:
        raise Refusal(TOO_LARGE, size=-(-size // MEGABYTE), most=most // MEGABYTE)


def _unpacked(data: bytes) -> int:
    """What an archive says its members come to; `exchange` reads no more of each than it says."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return 0  # `exchange` says what is wrong with it


def first_shape(sheets: Sequence[Sheet], unit_id: int, unit_code: str) -> FileShape:
    """What is understood of a file at first, with what people of the unit said of such headings before."""
    heads = {sheet.name: _head(sheet) for sheet in sheets}
    heads = {name: head for name, head in heads.items() if any(any(row) for row in head.rows)}
    rows, cells = sum(h.height for h in heads.values()), sum(h.height * h.width for h in heads.values())
    if not heads:
        raise Refusal(NOTHING)
    if rows > settings.CHUNGTAY_IMPORT_ROWS:
        raise Refusal(TOO_MANY_ROWS, rows=rows, most=settings.CHUNGTAY_IMPORT_ROWS)
    if cells > settings.CHUNGTAY_IMPORT_CELLS:
        raise Refusal(TOO_MANY_CELLS, cells=cells)
    views = catalogue()
    tables = [name for name, head in heads.items() if layout_of(name, head.rows, views)[0] is not None]
    kept = remembered(heads.values(), unit_id)
    shapes = {}
    for name, head in heads.items():
        row = heading_row_of(head.rows, views)
        columns = kept.get(signature(head.rows[row - 1]), {}) if len(head.rows) >= row else {}
        shapes[name] = with_unit(SheetShape(row, columns), head, unit_code)
    known = [name for name in heads if shapes[name].columns]
    return FileShape(heads, tuple(dict.fromkeys([*tables, *known])) or tuple(heads)[:1], shapes, bool(known))


def _head(sheet: Sheet) -> SheetHead:
    rows = sheet.rows()
    first = tuple(tuple(map(shown, row)) for row in islice(rows, LOOKED_AT))
    height, width = len(first), max(map(len, first), default=0)
    for row in rows:
        height += 1
        width = max(width, len(row))
    return SheetHead(first, height, width)


def remembered(heads: Iterable[SheetHead], unit_id: int) -> dict[str, dict[int, str]]:
    """Meanings that people of the unit gave to such headings: signature to index to heading."""
    signs = {signature(row) for head in heads for row in head.rows}
    found = ColumnMapping.objects.filter(unit=unit_id, signature__in=signs).values_list("signature", "columns")
    return {sign: {int(index): heading for index, heading in columns.items()} for sign, columns in found}


def with_unit(shape: SheetShape, head: SheetHead, unit_code: str) -> SheetShape:
    """The shape with the unit filled in where no column names one."""
    bare = replace(shape, unit="", unit_at=0)
    if not understood(head.rows, bare, catalogue()).lacks_unit:
        return bare
    return replace(shape, unit=unit_code, unit_at=head.width)


def laid(sheets: Iterable[Sheet], shape: FileShape) -> list[Sheet]:
    """The chosen sheets as their owner wants them read."""
    return [_laid(sheet, shape.sheets[sheet.name]) for sheet in sheets if sheet.name in shape.chosen]


def _laid(sheet: Sheet, shape: SheetShape) -> Sheet:
    def rows() -> Iterator[Sequence[Any]]:
        return mended(sheet.rows(), shape)

    marks = {place: mark for place, mark in sheet.marks.items() if not shape.frees(*place)}
    return Sheet(sheet.name, rows, sheet.height, sheet.left, marks)


def told_apart(data: bytes, shape: FileShape) -> bytes:
    """The file with what was said of it: the same again is the same import, another shape another one."""
    said = {name: shape.sheets[name].as_json() for name in shape.chosen}
    return data + json.dumps(said, sort_keys=True, ensure_ascii=False).encode()


def digest_of(data: bytes) -> str:
    """SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()


def cells_of(sheets: Iterable[Sheet], wanted: Mapping[str, Collection[int]]) -> dict[str, dict[int, list[str]]]:
    """The wanted rows of the sheets as text."""
    found: dict[str, dict[int, list[str]]] = {}
    for sheet in sheets:
        numbers = wanted.get(sheet.name, ())
        if numbers:
            rows = enumerate(islice(sheet.rows(), max(numbers)), 1)
            found[sheet.name] = {number: list(map(shown, row)) for number, row in rows if number in numbers}
    return found
