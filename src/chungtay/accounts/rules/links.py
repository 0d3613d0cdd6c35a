"""Links by which a person sets a password."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class LinkKind(StrEnum):
    """Why the person sets a password: a new account, or a lost password."""

    INVITATION = "invitation"
    RECOVERY = "recovery"


LINK_NAMES: Final = {
    LinkKind.INVITATION: gettext_noop("lời mời"),
    LinkKind.RECOVERY: gettext_noop("lấy lại mật khẩu"),
}
GONE: Final = gettext_noop("Liên kết này không còn dùng được: đã dùng, đã rút hoặc đã hết hạn.")
