"""Files that cannot be read, by kind: what the person is told to do, and whether the file is worth keeping as it is."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop


class UnreadKind(StrEnum):
    """Why a file was not read."""

    EMPTY = "empty"
    SCAN = "scan"
    IMAGE = "image"
    OLD_OFFICE = "old_office"
    ENCRYPTED = "encrypted"
    OTHER = "other"  # a file of another kind, or of none that is known
    BROKEN = "broken"
    TOO_LARGE = "too_large"
    HOSTILE = "hostile"


_SAYS: Final = {
    UnreadKind.EMPTY: gettext_noop("Tệp rỗng: chưa có chữ nào."),
    UnreadKind.SCAN: gettext_noop("PDF này là bản chụp, không có chữ để đọc: hãy gõ lại hoặc xin bản Word."),
    UnreadKind.IMAGE: gettext_noop("Đây là tệp ảnh: hãy gõ lại nội dung hoặc xin bản Word."),
    UnreadKind.OLD_OFFICE: gettext_noop(
        "Tệp Office kiểu cũ (.doc, .ppt): hãy mở bằng Word, lưu thành .docx rồi chọn lại."
    ),
    UnreadKind.ENCRYPTED: gettext_noop("Tệp có mật khẩu: hãy bỏ mật khẩu, lưu lại rồi chọn lại."),
    UnreadKind.OTHER: gettext_noop("Không đọc được loại tệp này: hãy lưu thành .docx, .xlsx, .pdf hoặc .txt."),
    UnreadKind.BROKEN: gettext_noop("Tệp hỏng hoặc viết sai chuẩn: hãy mở bằng phần mềm đã viết ra nó và lưu lại."),
    UnreadKind.TOO_LARGE: gettext_noop("Tệp quá lớn để đọc: hãy tách phần có số liệu thành tệp riêng."),
    UnreadKind.HOSTILE: gettext_noop("Tệp có cấu trúc bất thường (có thể là tệp phá hoại): không mở."),
}
_KEPT: Final = frozenset({UnreadKind.SCAN, UnreadKind.IMAGE, UnreadKind.OLD_OFFICE, UnreadKind.ENCRYPTED})


class Unreadable(Refusal):
    """A file that is not read; `kind` says why, `evidence` whether it may still be kept beside figures typed by hand."""

    def __init__(self, kind: UnreadKind) -> None:
        super().__init__(_SAYS[kind])
        self.kind = kind

    @property
    def evidence(self) -> bool:
        """Is it a paper that a person can read, though this reader cannot?"""
        return self.kind in _KEPT
