"""The words of donors and drives: where a drive and a sign-up stand, how sure a blood group is."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class DriveState(StrEnum):
    """Planned; open for signing up; held, results awaited; reported; called off."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"


DRIVE_STATE_NAMES: Final[dict[DriveState, str]] = {
    DriveState.PLANNED: gettext_noop("Dự kiến"),
    DriveState.OPEN: gettext_noop("Đang nhận đăng ký"),
    DriveState.HELD: gettext_noop("Đã tổ chức, chờ kết quả"),
    DriveState.REPORTED: gettext_noop("Đã có kết quả"),
    DriveState.CANCELLED: gettext_noop("Đã hủy"),
}


class SignUpState(StrEnum):
    """The funnel, one person at a time: registered, came, found eligible, gave; or deferred, or never came."""

    REGISTERED = "registered"
    CAME = "came"
    ELIGIBLE = "eligible"
    DONATED = "donated"
    DEFERRED = "deferred"
    NO_SHOW = "no_show"
    WITHDRAWN = "withdrawn"


SIGN_UP_STATE_NAMES: Final[dict[SignUpState, str]] = {
    SignUpState.REGISTERED: gettext_noop("Đã đăng ký"),
    SignUpState.CAME: gettext_noop("Đã đến"),
    SignUpState.ELIGIBLE: gettext_noop("Đủ điều kiện"),
    SignUpState.DONATED: gettext_noop("Đã hiến"),
    SignUpState.DEFERRED: gettext_noop("Tạm hoãn"),
    SignUpState.NO_SHOW: gettext_noop("Không đến"),
    SignUpState.WITHDRAWN: gettext_noop("Đã rút"),
}
