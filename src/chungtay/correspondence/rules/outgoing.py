"""The outgoing register in plain Python: kinds of paper, what a row says, how it is numbered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class PaperKind(StrEnum):
    """Kinds of administrative paper that a chapter sends (Decree 30/2020, article 7)."""

    REPORT = "report"
    LETTER = "letter"
    PLAN = "plan"
    GUIDANCE = "guidance"
    PROPOSAL = "proposal"
    DECISION = "decision"
    NOTICE = "notice"
    INVITATION = "invitation"
    CALL = "call"
    OTHER = "other"


# The paper's word and its short form in the symbol (Decree 30/2020, annex III); an official letter has none.
PAPER_KINDS: Final[dict[PaperKind, tuple[str, str]]] = {
    PaperKind.REPORT: (gettext_noop("Báo cáo"), "BC"),
    PaperKind.LETTER: (gettext_noop("Công văn"), ""),
    PaperKind.PLAN: (gettext_noop("Kế hoạch"), "KH"),
    PaperKind.GUIDANCE: (gettext_noop("Hướng dẫn"), "HD"),
    PaperKind.PROPOSAL: (gettext_noop("Tờ trình"), "TTr"),
    PaperKind.DECISION: (gettext_noop("Quyết định"), "QĐ"),
    PaperKind.NOTICE: (gettext_noop("Thông báo"), "TB"),
    PaperKind.INVITATION: (gettext_noop("Giấy mời"), "GM"),
    PaperKind.CALL: (gettext_noop("Thư ngỏ, lời kêu gọi"), ""),
    PaperKind.OTHER: (gettext_noop("Văn bản khác"), ""),
}

NOT_YET: Final = gettext_noop("Ngày ký %(day)s chưa tới.")
TAKEN: Final = gettext_noop("Số %(number)s năm %(year)s đã cấp cho “%(about)s”. Số tiếp theo còn trống: %(next)s.")
HAS_NUMBER: Final = gettext_noop("Văn bản này đã có số %(number)s.")
NO_REASON: Final = gettext_noop("Cần ghi lý do hủy văn bản.")
NO_ABOUT: Final = gettext_noop("Cần ghi trích yếu nội dung.")
STANDS: Final = gettext_noop("Văn bản còn hiệu lực: rút ở trang của văn bản chỉ đạo hoặc đề xuất trước.")
GONE: Final = gettext_noop("Văn bản này đã hủy hoặc không có trong sổ.")


@dataclass(frozen=True, slots=True)
class OutgoingDraft:
    """A paper about to leave a unit. `source`: the address in the product of what it is, a published report say."""

    unit_id: int
    kind: PaperKind
    symbol: str
    about: str
    signer: str = ""
    recipients: str = ""
    copies: int = 1
    kept_by: str = ""
    note: str = ""
    source: str = ""


def series_of(kind: PaperKind, per_kind: bool) -> str:
    """The series in which a paper is numbered: one for all, or one for each kind."""
    return kind.value if per_kind else ""


def next_number(taken: Iterable[int]) -> int:
    """The number after the highest that was given; 1 at the beginning of a year."""
    return max(taken, default=0) + 1


def gaps(taken: Iterable[int]) -> tuple[int, ...]:
    """Numbers below the highest that nobody got."""
    given = set(taken)
    return tuple(number for number in range(1, max(given, default=0)) if number not in given)


def shown_number(number: int, symbol: str) -> str:
    """Number and symbol as they stand on the paper: two digits at least (article 15), `07/BC-CTĐ`."""
    return f"{number:02}/{symbol}" if symbol else f"{number:02}"


def proposed_symbol(kind: PaperKind, body: str) -> str:
    """Kind and issuing body as a symbol, `BC-CTĐ`; an official letter bears the body's alone.

    A body whose symbol was entered as it stands on its reports (`BC-CTĐ`) is understood too.
    """
    short = PAPER_KINDS[kind][1]
    body = body.removeprefix(f"{PAPER_KINDS[PaperKind.REPORT][1]}-")
    return "-".join(part for part in (short, body) if part)


def signed(on: date, today: date) -> bool:
    """Can a paper have been signed on that day?"""
    return on <= today
