"""How far a file on its way in has come."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class DraftState(StrEnum):
    """Where a draft stands: its columns are shown, it is checked, was checked, is posted, was posted, was undone."""

    COLUMNS = "columns"
    CHECKING = "checking"
    CHECKED = "checked"
    POSTING = "posting"
    POSTED = "posted"
    UNDONE = "undone"


RUNNING: Final = frozenset({DraftState.CHECKING, DraftState.POSTING})
OPEN: Final = frozenset({DraftState.COLUMNS, DraftState.CHECKING, DraftState.CHECKED, DraftState.POSTING})
WORDS: Final = {
    DraftState.COLUMNS: gettext_noop("chờ xem lại các cột"),
    DraftState.CHECKING: gettext_noop("đang kiểm tra"),
    DraftState.CHECKED: gettext_noop("đã kiểm tra, chưa ghi"),
    DraftState.POSTING: gettext_noop("đang ghi vào sổ"),
    DraftState.POSTED: gettext_noop("đã ghi vào sổ"),
    DraftState.UNDONE: gettext_noop("đã hoàn tác"),
}
