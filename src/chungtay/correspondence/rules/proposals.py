"""Proposals in plain Python: what a unit submits upward, and the authority's answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop

from .outgoing import PaperKind

PROPOSAL_KINDS: Final = (PaperKind.PROPOSAL, PaperKind.LETTER, PaperKind.PLAN, PaperKind.REPORT, PaperKind.OTHER)
# To whom offices usually propose; any other words may be written.
AUTHORITIES: Final = (gettext_noop("Cấp ủy"), gettext_noop("Ủy ban nhân dân"), gettext_noop("Hội cấp trên"))


class ProposalAnswer(StrEnum):
    """What the authority said."""

    NONE = "none"
    AGREED = "agreed"
    PARTLY = "partly"
    REFUSED = "refused"


ANSWER_WORDS: Final[dict[ProposalAnswer, str]] = {
    ProposalAnswer.NONE: gettext_noop("chưa trả lời"),
    ProposalAnswer.AGREED: gettext_noop("đồng ý"),
    ProposalAnswer.PARTLY: gettext_noop("đồng ý một phần"),
    ProposalAnswer.REFUSED: gettext_noop("không đồng ý"),
}

NO_AUTHORITY: Final = gettext_noop("Cần chọn hoặc ghi một nơi nhận đề xuất.")
NO_PROPOSAL_TEXT: Final = gettext_noop("Cần ghi nội dung đề xuất.")
NOT_ABOVE: Final = gettext_noop("%(name)s không phải cấp trên của đơn vị vào ngày %(day)s.")
NOT_SENT_YET: Final = gettext_noop("Ngày gửi %(day)s chưa tới.")
NO_PROPOSAL: Final = gettext_noop("Đề xuất này đã rút hoặc không có.")
ANSWERED_WHEN: Final = gettext_noop("Ngày trả lời phải từ ngày gửi %(day)s đến hôm nay.")


@dataclass(frozen=True, slots=True)
class ProposalDraft:
    """A proposal about to be submitted: to a unit above (`to_unit_id`) or an authority in words (`to`), never both."""

    unit_id: int
    kind: PaperKind
    about: str
    text: str
    sent_on: date
    to: str = ""
    to_unit_id: int | None = None
    programme: str = ""
    paper_id: int | None = None
    note: str = ""
