"""The words of meetings: which kind, in which part of its life, what became of what was concluded."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class MeetingKind(StrEnum):
    """A working meeting of a cluster, a review of part of the year, the review of a whole one."""

    BRIEFING = "briefing"
    INTERIM = "interim"
    FINAL = "final"


MEETING_KIND_NAMES: Final[dict[MeetingKind, str]] = {
    MeetingKind.BRIEFING: gettext_noop("Giao ban"),
    MeetingKind.INTERIM: gettext_noop("Sơ kết"),
    MeetingKind.FINAL: gettext_noop("Tổng kết"),
}


class MeetingState(StrEnum):
    """Called; held, its minutes being written; closed: minutes and conclusions stand; cancelled."""

    CALLED = "called"
    HELD = "held"
    CLOSED = "closed"
    CANCELLED = "cancelled"


MEETING_STATE_NAMES: Final[dict[MeetingState, str]] = {
    MeetingState.CALLED: gettext_noop("Đã mời họp"),
    MeetingState.HELD: gettext_noop("Đã họp, đang làm biên bản"),
    MeetingState.CLOSED: gettext_noop("Đã xong"),
    MeetingState.CANCELLED: gettext_noop("Đã hủy"),
}


class ConclusionKind(StrEnum):
    """A conclusion of the meeting, or a direction for the time to come."""

    CONCLUSION = "conclusion"
    DIRECTION = "direction"


CONCLUSION_KIND_NAMES: Final[dict[ConclusionKind, str]] = {
    ConclusionKind.CONCLUSION: gettext_noop("Kết luận"),
    ConclusionKind.DIRECTION: gettext_noop("Phương hướng"),
}


class ConclusionState(StrEnum):
    """What was last said of a conclusion; `carried`: it goes on, to another day or owner."""

    OPEN = "open"
    UNDER_WAY = "under_way"
    CARRIED = "carried"
    DONE = "done"
    DROPPED = "dropped"


CONCLUSION_STATE_NAMES: Final[dict[ConclusionState, str]] = {
    ConclusionState.OPEN: gettext_noop("Chưa làm"),
    ConclusionState.UNDER_WAY: gettext_noop("Đang làm"),
    ConclusionState.CARRIED: gettext_noop("Chuyển kỳ sau"),
    ConclusionState.DONE: gettext_noop("Đã xong"),
    ConclusionState.DROPPED: gettext_noop("Thôi thực hiện"),
}
OWNERS_STATES: Final = (
    ConclusionState.OPEN,
    ConclusionState.UNDER_WAY,
    ConclusionState.DONE,
)  # to move or drop it is not
ENDED: Final = frozenset({ConclusionState.DONE, ConclusionState.DROPPED})
