"""One cell's number, in the indicator's smallest unit."""

from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.numbers import read_cell
from chungtay.kernel.text import folded

from .headings import NumberColumn

MOST: Final = 10**15  # of one cell, in the indicator's own unit: a million tỷ đồng
DIGITS: Final = 13  # fewer need no check of their size
REMEMBERED: Final = 50_000
ZEROS: Final = frozenset({"khong phat sinh", "kps", "khong co phat sinh"})
DASHES: Final = frozenset({"-", "–", "—", "/", "x"})

NOT_A_NUMBER: Final = gettext_noop("“%(text)s” không phải là một số; hãy ghi như 22200, 22.200 hoặc 10,9")
A_DASH: Final = gettext_noop("“%(text)s” không rõ: ghi 0 nếu không phát sinh, để trống nếu chưa có số")
TOO_LARGE: Final = gettext_noop("Số %(text)s quá lớn: kiểm tra đơn vị tính của cột")


def blank(raw: object) -> bool:
    """Is the cell empty, or does it hold nothing but spaces?"""
    return isinstance(raw, str) and not raw.strip()


class Numbers(dict[object, int | str | Refusal]):
    """Raw cell to number, remembered; an empty cell stays "", one that is no number maps to its Refusal."""

    def __init__(self, column: NumberColumn) -> None:
        super().__init__()
        self.factor = int(column.scale.factor * 10**column.indicator.scale)
        self.most = MOST * 10**column.indicator.scale
        self.digits = DIGITS if self.factor <= 1000 else 0

    def __missing__(self, raw: object) -> int | str | Refusal:
        try:
            found: int | str | Refusal = "" if blank(raw) else self._read(raw)
        except Refusal as refusal:
            found = refusal.with_traceback(None)  # frames would hold it, and it them
        if len(self) > REMEMBERED:
            self.clear()
        self[raw] = found
        return found

    def _read(self, raw: object) -> int:
        if isinstance(raw, str):
            if raw.isdecimal() and raw.isascii() and len(raw) < self.digits:
                return int(raw) * self.factor
            if folded(raw) in ZEROS:
                return 0
            if raw.strip() in DASHES:
                raise Refusal(A_DASH, text=raw.strip())
        elif type(raw) not in (int, float):
            raise Refusal(NOT_A_NUMBER, text=str(raw).upper() if isinstance(raw, bool) else str(raw))
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        number = read_cell(raw, self.factor)
        if number > self.most:
            raise Refusal(TOO_LARGE, text=raw)
        return number
