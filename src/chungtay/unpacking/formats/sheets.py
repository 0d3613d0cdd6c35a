"""Spreadsheets: XLSX, XLSB, XLS and ODS (in the worker, see `apart`), CSV; every sheet one table, hidden ones said."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby
from pathlib import PurePath
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from chungtay.kernel.numbers import decimal, written
from chungtay.unpacking.rules import BlockKind

from .arranging import TITLE_MOST, names_letter
from .encodings import decoded
from .legacy import modern
from .pieces import MAX_CELLS, MAX_TEXT, Filled, Grid, Line, Parts
from .unreadable import Unreadable, UnreadKind

MAX_SHEETS: Final = 300
MAX_FIELD: Final = 32_767  # characters that a cell of a workbook holds
LARGEST: Final = 10**15  # beyond, a workbook's number has lost digits
_NAMELESS: Final = re.compile(r"(?:sheet|trang|trang tính|bảng tính)\s*\d*", re.IGNORECASE)
FEW_WORDS: Final = 4  # "BÁO CÁO", "BẢNG TỔNG HỢP": the title goes on below
_SCALE: Final = re.compile(r"\W*(?:đvt|đơn vị)\b", re.IGNORECASE)
_STATE: Final = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\s*[-–—]\s*tự do", re.IGNORECASE
)  # at a letter's head
_DELIMITERS: Final = (";", "\t", ",")


def book_parts(data: bytes) -> Parts:
    """A workbook: the name of each sheet, then its cells. Raises Unreadable for what is broken or too large."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
        if len(shown) > MAX_SHEETS:
            raise Unreadable(UnreadKind.TOO_LARGE)
        parts = Parts()
        for meta in shown:
            hidden = meta.visible != SheetVisibleEnum.Visible
            _add(parts, meta.name, hidden, _cells(book.get_sheet_by_name(meta.name)))
        return parts
    except CalamineError as error:
        locked = "password" in str(error).lower()
        raise Unreadable(UnreadKind.ENCRYPTED if locked else UnreadKind.BROKEN) from None
    except (ValueError, OSError, ArithmeticError):
        raise Unreadable(UnreadKind.BROKEN) from None


def csv_parts(name: str, data: bytes) -> Parts:
    """Separated values as one sheet."""
    text = decoded(data) if len(data) <= 4 * MAX_TEXT else None
    if text is None:
        raise Unreadable(UnreadKind.TOO_LARGE if len(data) > 4 * MAX_TEXT else UnreadKind.OTHER)
    csv.field_size_limit(MAX_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        raise Unreadable(UnreadKind.BROKEN) from None
    cells = (Filled(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value.strip())
    parts = Parts()
    _add(parts, PurePath(name).stem, False, cells)
    return parts


def is_separated(name: str, data: bytes) -> bool:
    """Is the file a table of separated values? A comma parts prose too, and is believed only where the name says so."""
    if name.lower().endswith((".csv", ".tsv")):
        return True
    lines = [line for line in data[:8192].splitlines()[:-1] if line.strip()]
    marks = (b";", b"\t")
    return len(lines) > 2 and any(min(line.count(mark) for line in lines) > 0 for mark in marks)


def _delimiter(text: str) -> str:
    """The mark that parts most of the first lines, quotations left out."""
    lines = text[:8192].splitlines()[:40]
    return max(_DELIMITERS, key=lambda mark: sum(mark in "".join(line.split('"')[::2]) for line in lines))


def _add(parts: Parts, name: str, hidden: bool, cells: Iterable[Filled]) -> None:
    filled: list[Filled] = []
    for cell in cells:
        filled.append(cell)
        if len(filled) > MAX_CELLS:
            raise Unreadable(UnreadKind.TOO_LARGE)
    if not filled:
        return
    for cell, text in zip(filled, modern([cell.text for cell in filled]), strict=True):
        cell.text = text
    place = f"trang tính “{name[:60]}”" + (" (ẩn)" if hidden else "")
    if not _NAMELESS.fullmatch(name.strip()):
        parts.pieces.append(Line(name, BlockKind.HEADING, place))
    head = {cell.row for cell in filled if _STATE.search(cell.text)}
    parts.pieces += [Line(cell.text, BlockKind.FURNITURE, place) for cell in filled if cell.row in head]
    filled = [cell for cell in filled if cell.row not in head]
    parts.title = parts.title or sheet_title(filled)
    parts.pieces.append(Grid(filled, place, lettered=True))


def sheet_title(cells: Iterable[Filled]) -> str | None:
    """What a sheet says above its table that it is: a line that stands alone and names a report, and what follows on a few words."""
    said = ""
    for _, row in groupby(cells, key=lambda cell: cell.row):
        texts = [cell.text.strip() for cell in row if cell.text.strip()]
        alone = len(texts) == 1 and len(texts[0]) <= TITLE_MOST and not _SCALE.match(texts[0])
        if said:
            return f"{said} {texts[0]}" if alone and len(said.split()) <= FEW_WORDS else said
        if len(texts) > 2:  # a table has begun
            return None
        if alone and names_letter(texts[0]):
            said = texts[0]
    return said or None


def _cells(sheet: CalamineSheet) -> Iterator[Filled]:
    """The filled cells, merged ones with their reach."""
    if not sheet.height:
        return
    top, left = sheet.start or (0, 0)
    merged = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in sheet.merged_cell_ranges or ()}
    for down, row in enumerate(sheet.to_python(skip_empty_area=True)):
        for right, value in enumerate(row):
            if value != "" and value is not None:
                text, number = _said(value)
                rows, columns = merged.get((top + down, left + right), (1, 1))
                yield Filled(top + down, left + right, text, number, rows, columns)


def _said(value: object) -> tuple[str, int | Decimal | None]:
    """A cell's text as Vietnamese write it, and its number."""
    if isinstance(value, bool):
        return ("đúng" if value else "sai"), None
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, datetime | date):
        return f"{value.day:02}/{value.month:02}/{value.year}", None
    return (value.isoformat() if isinstance(value, time) else str(value)[:MAX_FIELD]), None


def _number(value: int | float) -> tuple[str, int | Decimal | None]:
    if value != value or abs(value) >= LARGEST:
        return str(value), None
    exact = Decimal(f"{value:.15g}")
    if exact == exact.to_integral_value():
        whole = int(exact)
        return (str(whole) if 0 <= whole < 10_000 else written(whole)), whole
    return decimal(exact, places=15), exact
