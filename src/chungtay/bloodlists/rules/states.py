"""How far a list has come, and why somebody on it is still to be looked at."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class ListState(StrEnum):
    """Read and to be checked; recorded; taken back."""

    OPEN = "open"
    POSTED = "posted"
    UNDONE = "undone"


LIST_STATE_NAMES: Final[dict[ListState, str]] = {
    ListState.OPEN: gettext_noop("chưa ghi"),
    ListState.POSTED: gettext_noop("đã ghi"),
    ListState.UNDONE: gettext_noop("đã hoàn tác"),
}


class ListedWhy(StrEnum):
    """Nobody found; another group than the one a centre confirmed before; health that the list changed, to be undone."""

    UNLINKED = "unlinked"
    GROUP = "group"
    CHANGED = "changed"


class GroupFate(StrEnum):
    """What a list's group does to the one that is kept: nothing, known now, in the place of what was said, contradiction."""

    SAME = "same"
    NEW = "new"
    REPLACES = "replaces"
    CONTRADICTS = "contradicts"


class RowFate(StrEnum):
    """What becomes of a row: a new donation, one that is there already, somebody who came and did not give."""

    NEW = "new"
    ALREADY = "already"
    DEFERRED = "deferred"
