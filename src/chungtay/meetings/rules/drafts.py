"""What people say of a meeting, before it is written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Final
from zlib import crc32

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.periods import Period

from .states import ConclusionKind, ConclusionState, MeetingKind

MOST_OF_GUEST: Final = 200
_NO_TITLE = gettext_noop("Hội nghị cần có tên.")
_TOO_EARLY = gettext_noop("Ngày họp phải từ ngày đầu của kỳ trở đi.")
_NOBODY = gettext_noop("Chưa mời đơn vị nào: hội nghị cần ít nhất một đơn vị tham dự.")
_ENDS_FIRST = gettext_noop("Giờ kết thúc phải sau giờ bắt đầu.")
_GUEST_TOO_LONG = gettext_noop("Tên khách mời dài quá: mỗi dòng nhiều nhất %(most)s chữ cái.")

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
    begins: time | None = None
    ends: time | None = None

    @property
    def named_guests(self) -> list[str]:
        """Guests in words, without the empty lines."""
        return [guest.strip() for guest in self.guests if guest.strip()]


def check_meeting(draft: MeetingDraft) -> None:
    """Raise Refusal for a meeting that says too little, or what cannot be."""
    period = Period(draft.first, draft.last)
    if not draft.title.strip():
        raise Refusal(_NO_TITLE)
    if draft.on < period.first:
        raise Refusal(_TOO_EARLY)
    if not draft.unit_ids:
        raise Refusal(_NOBODY)
    if draft.begins and draft.ends and draft.ends <= draft.begins:
        raise Refusal(_ENDS_FIRST)
    if any(len(guest) > MOST_OF_GUEST for guest in draft.named_guests):
        raise Refusal(_GUEST_TOO_LONG, most=MOST_OF_GUEST)


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """One point of the programme; `minutes` is how long it may take."""

    title: str
    presenter: str = ""
    minutes: int | None = None


def stamp(points: Iterable[AgendaDraft]) -> int:
    """A number that tells this programme from another: what a writer saw."""
    return crc32(repr(list(points)).encode())


@dataclass(frozen=True, slots=True)
class Attendance:
    """Whether who was asked came (None: said before, or not yet), and with whom."""

    attended: bool | None
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
