"""What people are told of, in which words, and by which ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class NoticeKind(StrEnum):
    """What a notice tells of."""

    RECORD_RETURNED = "record_returned"
    RECORDS_APPROVED = "records_approved"
    IMPORT_DONE = "import_done"
    IMPORT_FAILED = "import_failed"
    REPORT_PUBLISHED = "report_published"
    REOPENING_ASKED = "reopening_asked"
    REOPENING_DECIDED = "reopening_decided"
    MEETING_CALLED = "meeting_called"
    MEETING_CHANGED = "meeting_changed"
    MEETING_CANCELLED = "meeting_cancelled"
    REPORT_READY = "report_ready"
    REPORT_SUBMITTED = "report_submitted"
    REPORT_RETURNED = "report_returned"
    REPORT_ACCEPTED = "report_accepted"
    ROLE_GIVEN = "role_given"
    ROLE_ENDED = "role_ended"
    SECOND_FACTOR_ENDED = "second_factor_ended"
    ADMINISTRATOR_RECOVERED = "administrator_recovered"
    DIRECTIVE_ISSUED = "directive_issued"
    DIRECTIVE_REMINDED = "directive_reminded"
    DIRECTIVE_WITHDRAWN = "directive_withdrawn"
    PROPOSAL_SUBMITTED = "proposal_submitted"
    PROPOSAL_ANSWERED = "proposal_answered"
    ARTICLE_SUBMITTED = "article_submitted"
    ARTICLE_RETURNED = "article_returned"
    ARTICLE_PUBLISHED = "article_published"
    OPINIONS_WAITING = "opinions_waiting"
    FIRST_STEPS = "first_steps"


Param = str | int | dict[str, str]  # `{"say": id}`: a message id; `{"day": iso}`: a day


class Channel(StrEnum):
    """A way besides the product itself."""

    MAIL = "mail"
    PUSH = "push"


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Message ids: the kind's name in lists and letters, the sentence of one notice (with its parameters)."""

    name: str
    sentence: str


# Parameters are numbers, names of units and of roles: never a person other than the reader, never a reason as written.
WORDS: Final[Mapping[NoticeKind, NoticeWords]] = {
    NoticeKind.RECORD_RETURNED: NoticeWords(
        gettext_noop("Bản ghi bị trả lại"), gettext_noop("Bản ghi số %(seq)s bị trả lại, cần sửa.")
    ),
    NoticeKind.RECORDS_APPROVED: NoticeWords(
        gettext_noop("Bản ghi đã được duyệt"), gettext_noop("%(count)s bản ghi đã được duyệt.")
    ),
    NoticeKind.IMPORT_DONE: NoticeWords(
        gettext_noop("Nhập tệp xong"), gettext_noop("Lần nhập tệp số %(id)s đã xong: %(rows)s dòng vào sổ.")
    ),
    NoticeKind.IMPORT_FAILED: NoticeWords(
        gettext_noop("Nhập tệp không thành"), gettext_noop("Lần nhập tệp số %(id)s chưa xong, cần xem lại.")
    ),
    NoticeKind.REPORT_PUBLISHED: NoticeWords(
        gettext_noop("Báo cáo được phát hành"), gettext_noop("Báo cáo của %(where)s đã được phát hành.")
    ),
    NoticeKind.REOPENING_ASKED: NoticeWords(
        gettext_noop("Đề nghị mở khóa kỳ"), gettext_noop("%(where)s: có đề nghị mở khóa kỳ, chờ quyết định.")
    ),
    NoticeKind.REOPENING_DECIDED: NoticeWords(
        gettext_noop("Đề nghị mở khóa đã có quyết định"),
        gettext_noop("%(where)s: đề nghị mở khóa kỳ đã có quyết định."),
    ),
    NoticeKind.MEETING_CALLED: NoticeWords(
        gettext_noop("Giấy mời họp"), gettext_noop("Mời họp: %(title)s, ngày %(day)s.")
    ),
    NoticeKind.MEETING_CHANGED: NoticeWords(
        gettext_noop("Hội nghị đổi ngày, đổi nơi"), gettext_noop("%(title)s: họp ngày %(day)s, có thay đổi.")
    ),
    NoticeKind.MEETING_CANCELLED: NoticeWords(
        gettext_noop("Hội nghị đã hủy"), gettext_noop("%(title)s, ngày %(day)s: đã hủy.")
    ),
    NoticeKind.REPORT_READY: NoticeWords(
        gettext_noop("Báo cáo soạn xong, chờ gửi"),
        gettext_noop("%(report)s của %(where)s đã soạn xong, chờ xem và gửi."),
    ),
    NoticeKind.REPORT_SUBMITTED: NoticeWords(
        gettext_noop("Có báo cáo gửi đến"), gettext_noop("%(where)s đã gửi %(report)s.")
    ),
    NoticeKind.REPORT_RETURNED: NoticeWords(
        gettext_noop("Báo cáo bị trả lại"), gettext_noop("%(report)s của %(where)s bị trả lại, cần sửa.")
    ),
    NoticeKind.REPORT_ACCEPTED: NoticeWords(
        gettext_noop("Báo cáo được tiếp nhận"), gettext_noop("%(report)s của %(where)s đã được tiếp nhận.")
    ),
    NoticeKind.ROLE_GIVEN: NoticeWords(
        gettext_noop("Được giao vai trò"), gettext_noop("Được giao vai trò %(role)s, %(where)s, từ %(day)s.")
    ),
    NoticeKind.ROLE_ENDED: NoticeWords(
        gettext_noop("Vai trò kết thúc"), gettext_noop("Vai trò %(role)s, %(where)s, kết thúc từ %(day)s.")
    ),
    NoticeKind.SECOND_FACTOR_ENDED: NoticeWords(
        gettext_noop("Xác thực hai bước bị tắt"),
        gettext_noop("Người quản trị đã tắt xác thực hai bước của tài khoản này."),
    ),
    NoticeKind.ADMINISTRATOR_RECOVERED: NoticeWords(
        gettext_noop("Tài khoản quản trị được khôi phục"), gettext_noop("%(what)s")
    ),
    NoticeKind.DIRECTIVE_ISSUED: NoticeWords(
        gettext_noop("Văn bản chỉ đạo mới"), gettext_noop("%(where)s gửi văn bản chỉ đạo: %(title)s.")
    ),
    NoticeKind.DIRECTIVE_REMINDED: NoticeWords(
        gettext_noop("Nhắc văn bản chỉ đạo"),
        gettext_noop("%(where)s nhắc: chưa đọc hoặc chưa báo đã làm “%(title)s”."),
    ),
    NoticeKind.DIRECTIVE_WITHDRAWN: NoticeWords(
        gettext_noop("Văn bản chỉ đạo bị rút"), gettext_noop("%(where)s đã rút văn bản chỉ đạo: %(title)s.")
    ),
    NoticeKind.PROPOSAL_SUBMITTED: NoticeWords(
        gettext_noop("Đề xuất của đơn vị dưới"), gettext_noop("%(where)s gửi một đề xuất.")
    ),
    NoticeKind.PROPOSAL_ANSWERED: NoticeWords(
        gettext_noop("Đề xuất được trả lời"), gettext_noop("Đề xuất của %(where)s đã có trả lời.")
    ),
    NoticeKind.ARTICLE_SUBMITTED: NoticeWords(
        gettext_noop("Có bài chờ duyệt"), gettext_noop("%(where)s: có bài gửi duyệt, chờ xem và đăng.")
    ),
    NoticeKind.ARTICLE_RETURNED: NoticeWords(
        gettext_noop("Bài gửi duyệt bị trả lại"), gettext_noop("%(where)s: bài gửi duyệt bị trả lại, cần sửa.")
    ),
    NoticeKind.ARTICLE_PUBLISHED: NoticeWords(
        gettext_noop("Bài gửi duyệt đã được duyệt"), gettext_noop("%(where)s: bài gửi duyệt đã được duyệt.")
    ),
    NoticeKind.OPINIONS_WAITING: NoticeWords(
        gettext_noop("Ý kiến bạn đọc chờ xem"), gettext_noop("%(count)s ý kiến bạn đọc chờ xem.")
    ),
    NoticeKind.FIRST_STEPS: NoticeWords(gettext_noop("Những bước đầu"), gettext_noop("Những bước đầu trong sổ.")),
}
# Several of these that nobody has read yet are one notice with a count.
BUNDLED: Final = frozenset({NoticeKind.RECORDS_APPROVED, NoticeKind.OPINIONS_WAITING})
# The box on the first page, not a line in the list.
UNLISTED: Final = frozenset({NoticeKind.FIRST_STEPS})
LISTED: Final = tuple(kind for kind in NoticeKind if kind not in UNLISTED)
# What comes by which way until the person chooses.
WANTED: Final[Mapping[Channel, frozenset[NoticeKind]]] = {
    Channel.MAIL: frozenset(LISTED),
    Channel.PUSH: frozenset(LISTED) - BUNDLED,
}
PUSH_WITHIN: Final = timedelta(days=1)  # what is older is not pushed any more: the list has it


def is_wanted(kind: NoticeKind, channel: Channel, chosen: Mapping[tuple[NoticeKind, Channel], bool]) -> bool:
    """Does a person want notices of the kind by this way: as chosen, else as is usual?"""
    return chosen.get((kind, channel), kind in WANTED[channel])
