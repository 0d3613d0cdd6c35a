"""A file, or what was pasted from one, as a list to be looked at: its one table as text."""

from collections.abc import Iterable
from datetime import date
from itertools import islice
from typing import Final

from chungtay.bloodlists.rules.columns import IGNORED, LOOKED_AT, heading_rows, meaning_of
from chungtay.bloodlists.rules.staged import Staged, trimmed
from chungtay.exchange.formats import Sheet, sheets_of
from chungtay.exchange.rules.cells import shown
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc, printable

MOST_ROWS: Final = 5000

NOTHING: Final = gettext_noop("Tệp không có dòng nào dưới dòng tiêu đề.")
SEVERAL: Final = gettext_noop("Nhiều trang tính đều là danh sách (%(names)s): lưu riêng từng trang rồi gửi từng tệp.")
TOO_MANY: Final = gettext_noop("Danh sách quá dài; mỗi lần tối đa %(most)s dòng, hãy chia nhỏ.")


def read_list(data: bytes, name: str, day: date | None) -> Staged:
    """The list in a file; `day`: of giving, for rows that say none.

    Raises Refusal for what cannot be read, an empty file, one that is too long, and several lists in one file.
    """
    found = [(sheet, rows) for sheet in sheets_of(data, name) if (rows := _texts(sheet))]
    tables = [one for one in found if _knows(one[1])] or found[:1]
    if not tables:
        raise Refusal(NOTHING)
    if len(tables) > 1:
        raise Refusal(SEVERAL, names=", ".join(sheet.name for sheet, _rows in tables))
    sheet, rows = tables[0]
    heading = heading_rows(rows)
    if len(rows) <= heading[1]:
        raise Refusal(NOTHING)
    unread = tuple(other.name for other, _rows in found if other is not sheet)
    return Staged(sheet.name, heading, rows, sheet.left, frozenset(sheet.marks), day, unread)


def _texts(sheet: Sheet) -> tuple[tuple[str, ...], ...]:
    most = MOST_ROWS + LOOKED_AT
    rows = trimmed([[nfc(printable(shown(cell))) for cell in row] for row in islice(sheet.rows(), most + 1)])
    if len(rows) > most:
        raise Refusal(TOO_MANY, most=MOST_ROWS)
    return rows


def _knows(rows: Iterable[tuple[str, ...]]) -> bool:
    """Does a row look like the headings of a list?"""
    known = (len({meaning_of(cell) for cell in row if cell} - {"", IGNORED}) for row in islice(rows, LOOKED_AT))
    return max(known, default=0) > 1
