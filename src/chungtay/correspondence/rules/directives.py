"""Directives in plain Python: what is sent down, to whom, and what came back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop

from .outgoing import PaperKind, shown_number

DIRECTIVE_KINDS: Final = (
    PaperKind.PLAN, PaperKind.LETTER, PaperKind.GUIDANCE, PaperKind.DECISION, PaperKind.NOTICE, PaperKind.OTHER,
)  # fmt: skip
MOST_LETTERS: Final = 4_000  # of what a paper asks or proposes
NEAR_DAYS: Final = 7  # a day so near is coming up


class Audience(StrEnum):
    """Whom a directive is for, as its sender says it; what is kept are the units."""

    BELOW = "below"
    KIND = "kind"
    CLUSTER = "cluster"
    LIST = "list"


AUDIENCE_WORDS: Final[dict[Audience, str]] = {
    Audience.BELOW: gettext_noop("Tất cả đơn vị trực thuộc"),
    Audience.KIND: gettext_noop("Mọi đơn vị bên dưới, cùng một loại"),
    Audience.CLUSTER: gettext_noop("Thành viên một cụm"),
    Audience.LIST: gettext_noop("Những đơn vị được chọn"),
}


class ReceiptKind(StrEnum):
    """What came of a directive at a unit: somebody opened it, it was carried out, it was reminded of."""

    OPENED = "opened"
    DONE = "done"
    REMINDED = "reminded"


class ReceiverState(StrEnum):
    """Where a receiving unit is with a directive; one that has ended owes nothing more."""

    UNREAD = "unread"
    OPENED = "opened"
    DONE = "done"
    ENDED = "ended"


STATE_WORDS: Final[dict[ReceiverState, str]] = {
    ReceiverState.UNREAD: gettext_noop("chưa đọc"),
    ReceiverState.OPENED: gettext_noop("đã đọc"),
    ReceiverState.DONE: gettext_noop("đã làm"),
    ReceiverState.ENDED: gettext_noop("đã kết thúc hoạt động"),
}

NO_RECEIVER: Final = gettext_noop("Cần ít nhất một đơn vị nhận.")
NOT_STANDING: Final = gettext_noop("Không hoạt động vào ngày %(day)s: %(names)s.")
ENDED_SINCE: Final = gettext_noop(
    "Đã kết thúc hoạt động nên không nhận, không báo lại được: %(names)s. Bỏ các đơn vị này, gửi cho đơn vị kế thừa; "
    "hoặc đánh dấu là chỉ ghi lại văn bản đã gửi."
)
NOT_BELOW: Final = gettext_noop("Không thuộc %(unit)s vào ngày %(day)s: %(names)s.")
NO_ASK: Final = gettext_noop("Cần ghi nội dung, việc yêu cầu.")
NOT_ISSUED_YET: Final = gettext_noop("Ngày ban hành %(day)s chưa tới.")
DUE_BEFORE: Final = gettext_noop("Hạn %(due)s trước ngày ban hành %(day)s.")
WRONG_KIND: Final = gettext_noop("Loại văn bản này không dùng ở đây.")
NO_PAPER: Final = gettext_noop("Văn bản đã chọn không còn trong sổ của đơn vị, hoặc đã gắn với nơi khác.")
NOT_REPLACED: Final = gettext_noop("Văn bản được thay đã rút, đã có bản thay, hoặc của đơn vị khác.")
NO_DIRECTIVE: Final = gettext_noop("Văn bản chỉ đạo này đã rút, đã được thay, hoặc không có.")
NOT_RECEIVER: Final = gettext_noop("Đơn vị này không nhận văn bản.")
NO_WORDS: Final = gettext_noop("Cần ghi đã làm gì.")
DONE_WHEN: Final = gettext_noop("Ngày làm xong phải từ ngày ban hành %(day)s đến hôm nay.")
NO_WITHDRAWAL_REASON: Final = gettext_noop("Cần ghi lý do rút.")
NOBODY_TO_REMIND: Final = gettext_noop("Không còn đơn vị nào cần nhắc.")


@dataclass(frozen=True, slots=True)
class DirectiveDraft:
    """A directive about to be issued: what it says, to which units (ids), tied to what.

    `paper_id`: a row of the unit's outgoing register that is this paper; without one a new row is entered. `ended_too`: it
    was sent before, and units that have ended by now are among the receivers knowingly.
    """

    unit_id: int
    kind: PaperKind
    about: str
    asks: str
    receiver_ids: tuple[int, ...]
    issued_on: date
    due_on: date | None = None
    programme: str = ""
    paper_id: int | None = None
    replaces_id: int | None = None
    note: str = ""
    ended_too: bool = False


def receiver_state(*, stands: bool, opened: bool, done: bool) -> ReceiverState:
    """What is said of a receiving unit: what it did counts also after it has ended."""
    if done:
        return ReceiverState.DONE
    if opened:
        return ReceiverState.OPENED
    return ReceiverState.UNREAD if stands else ReceiverState.ENDED


def is_near(due_on: date | None, today: date) -> bool:
    """Is the due day past, today, or within the next days?"""
    return due_on is not None and (due_on - today).days <= NEAR_DAYS


@dataclass(frozen=True, slots=True)
class PaperTold:
    """A paper as a report names it; `answer`: what became of a proposal."""

    kind: PaperKind
    about: str
    day: date
    number: int | None = None
    symbol: str = ""
    answer: str = ""

    @property
    def shown_number(self) -> str:
        """`17/KH-CTĐ`; empty before it has a number."""
        return shown_number(self.number, self.symbol) if self.number is not None else ""


@dataclass(frozen=True, slots=True)
class Directed:
    """What units issued, received from others and proposed in a period, by day."""

    issued: tuple[PaperTold, ...] = ()
    received: tuple[PaperTold, ...] = ()
    proposed: tuple[PaperTold, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.issued or self.received or self.proposed)

    @staticmethod
    def sorted_by_day(papers: Iterable[PaperTold]) -> tuple[PaperTold, ...]:
        """The earliest first; of one day by number."""
        return tuple(sorted(papers, key=lambda paper: (paper.day, paper.number or 0, paper.about)))
