"""What people say of a meeting, before it is written down."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from chungtay.kernel.errors import gettext_noop

from .states import ConclusionKind, ConclusionState, MeetingKind

MINUTES_PARTS: Final[dict[str, str]] = {
    "opening": gettext_noop("Khai mạc"),
    "discussion": gettext_noop("Ý kiến thảo luận"),
    "superior": gettext_noop("Ý kiến chỉ đạo của cấp trên"),
    "closing": gettext_noop("Bế mạc"),
}


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """A meeting about to be called: of a unit or cluster (code), on a day, looking back on first to last (inclusive).

    `host_called`: how papers call the host, where they do not use its name; `guests`: who is asked besides units, in words.
    """

    of: str
    kind: MeetingKind
    title: str
    first: date
    last: date
    on: date
    host_id: int
    unit_ids: tuple[int, ...]
    part_of_day: str = ""
    place: str = ""
    host_called: str = ""
    chair: str = ""
    secretary: str = ""
    visits_place: str = ""
    guests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """One point of the programme; `minutes` is how long it may take."""

    title: str
    presenter: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether who was asked came, and with whom."""

    attended: bool
    delegates: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConclusionDraft:
    """What a meeting decides. `value` in the indicator's smallest unit, counted from `since` (None: the meeting's day).

    `is_of_all`: the figure is that of the whole cluster or unit that meets, not of the owner alone.
    """

    kind: ConclusionKind
    text: str
    owner_id: int | None
    due: date | None
    indicator: str = ""
    value: int | None = None
    tags: frozenset[str] = frozenset()
    since: date | None = None
    is_of_all: bool = False


@dataclass(frozen=True, slots=True)
class StepDraft:
    """What is said of a conclusion; `owner_id` and `due` where they change."""

    state: ConclusionState
    reason: str = ""
    owner_id: int | None = None
    due: date | None = None
