"""Where a document stands, what a person said of a figure in it, and what a figure becomes."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class TranscriptState(StrEnum):
    """Where a document stands."""

    READ = "read"
    CONFIRMING = "confirming"
    POSTED = "posted"
    SUPERSEDED = "superseded"
    SET_ASIDE = "set_aside"
    KEPT = "kept"  # it cannot be read, and is kept as evidence


class Answer(StrEnum):
    """What a person says of a figure."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    OPEN = "open"  # said before, and taken back


class Destination(StrEnum):
    """What an accepted figure becomes."""

    DECLARATION = "declaration"
    RECORD = "record"
    CLAIM = "claim"


OPEN_STATES: Final = frozenset({TranscriptState.READ, TranscriptState.CONFIRMING, TranscriptState.POSTED})
EXPIRING: Final = frozenset({TranscriptState.READ, TranscriptState.CONFIRMING, TranscriptState.SET_ASIDE})
STATE_WORDS: Final = {
    TranscriptState.READ: gettext_noop("đã đọc, chưa xác nhận"),
    TranscriptState.CONFIRMING: gettext_noop("đang xác nhận"),
    TranscriptState.POSTED: gettext_noop("đã ghi vào sổ"),
    TranscriptState.SUPERSEDED: gettext_noop("đã có bản mới"),
    TranscriptState.SET_ASIDE: gettext_noop("đã bỏ ra"),
    TranscriptState.KEPT: gettext_noop("giữ làm minh chứng"),
}
ANSWER_WORDS: Final = {
    Answer.ACCEPTED: gettext_noop("nhận"),
    Answer.REFUSED: gettext_noop("bỏ"),
    Answer.OPEN: gettext_noop("chờ xác nhận"),
}
DESTINATION_WORDS: Final = {
    Destination.DECLARATION: gettext_noop("số tổng hợp"),
    Destination.RECORD: gettext_noop("việc đã làm"),
    Destination.CLAIM: gettext_noop("giữ để đối chiếu"),
}
