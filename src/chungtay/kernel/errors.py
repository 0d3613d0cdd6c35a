"""The one way the domain says no: a message for people, with the values it speaks of."""

import errno
from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a Vietnamese message for translation; the door that shows it translates."""
    return message


class Refusal(Exception):
    """Input that the rules do not accept.

    `message` is a Vietnamese %-format template, `params` its values (among them perhaps another refusal, the reason);
    doors render `gettext(refusal.message) % refusal.params`.
    """

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message % self.params if self.params else self.message


REASONS: Final = {
    errno.ENOENT: gettext_noop("không có tệp hoặc thư mục này"),
    errno.EISDIR: gettext_noop("đây là thư mục, không phải tệp"),
    errno.ENOTDIR: gettext_noop("đường dẫn đi qua một tệp, không phải thư mục"),
    errno.EACCES: gettext_noop("không có quyền"),
    errno.EPERM: gettext_noop("không có quyền"),
    errno.EEXIST: gettext_noop("đã có tệp hoặc thư mục mang tên này"),
    errno.ENOSPC: gettext_noop("đĩa đã đầy"),
    errno.EROFS: gettext_noop("đĩa chỉ cho đọc"),
    errno.ENAMETOOLONG: gettext_noop("tên tệp quá dài"),
}


def reason(error: OSError) -> Refusal:
    """Why the machine refused, in words: the value `why` of a refusal."""
    if error.errno in REASONS:
        return Refusal(REASONS[error.errno])
    return Refusal(gettext_noop("máy báo lỗi số %(number)s"), number=error.errno)
