"""Bytes to sheets, by content: XLSX or CSV. Everything hostile or foreign is refused with what to do instead."""

import io
from collections.abc import Iterator
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from chungtay.kernel.errors import Refusal, gettext_noop

from .archive import Marks, scanned
from .separated import separated_sheet
from .sheets import CellMark, Row, Sheet

MAX_BYTES: Final = 64 * 2**20
MAX_COLUMNS: Final = 400
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


def sheets_of(data: bytes, name: str = "", *, plain: bool = False) -> list[Sheet]:
    """The sheets of a workbook, in order; a CSV file is one sheet called by the file's name.

    `plain`: this very archive was looked through before, and nothing was found in it (`archive.scanned`). Raises Refusal
    for what is not a readable XLSX or CSV file, or too large to be one.
    """
    if not data or data.isspace():
        raise Refusal(gettext_noop("Tệp rỗng: chưa có dòng nào."))
    if len(data) > MAX_BYTES:
        raise Refusal(
            gettext_noop("Tệp quá lớn (%(size)d MB); mỗi tệp tối đa %(most)d MB, hãy chia nhỏ."),
            size=len(data) // 2**20,
            most=MAX_BYTES // 2**20,
        )
    if data.startswith(OLD_OFFICE):
        raise Refusal(gettext_noop("Tệp .xls cũ hoặc có mật khẩu: hãy bỏ mật khẩu và lưu lại dạng .xlsx."))
    found = _workbook(data, {} if plain else scanned(data)) if data.startswith(b"PK") else [separated_sheet(data, name)]
    for sheet in found:
        _checked_width(sheet)
    return found


def _workbook(data: bytes, marks: dict[str, Marks]) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [
            _sheet(book.get_sheet_by_name(meta.name), marks.get(meta.name, {}))
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise Refusal(gettext_noop("Không mở được tệp XLSX (tệp hỏng?): %(why)s"), why=str(error)[:200]) from None


def _sheet(sheet: CalamineSheet, marks: dict[tuple[int, int], CellMark]) -> Sheet:
    left = sheet.start[1] if sheet.start else 0

    def rows() -> Iterator[Row]:
        return iter(sheet.iter_rows()) if sheet.height else iter(())

    shifted = {(row, column - left): mark for (row, column), mark in marks.items()}
    return Sheet(sheet.name, rows, sheet.total_height + 1 if sheet.height else 0, left, shifted)


def _checked_width(sheet: Sheet) -> None:
    width = len(next(sheet.rows(), ()))
    if width > MAX_COLUMNS:
        raise Refusal(
            gettext_noop("Trang “%(sheet)s” có %(columns)d cột; tối đa %(most)d cột."),
            sheet=sheet.name,
            columns=width,
            most=MAX_COLUMNS,
        )
