"""How an opinion stands, and who reads it first."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop
from chungtay.organizations.rules import Permission


class OpinionState(StrEnum):
    """From sent to shown or not."""

    WAITING = "waiting"
    SHOWN = "shown"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Final = {
    OpinionState.WAITING: gettext_noop("chờ xem"),
    OpinionState.SHOWN: gettext_noop("đang hiện"),
    OpinionState.REFUSED: gettext_noop("không hiện"),
    OpinionState.WITHDRAWN: gettext_noop("người gửi đã rút"),
}
DECIDED: Final = (OpinionState.SHOWN, OpinionState.REFUSED)
MODERATED_BY: Final = (Permission.EDIT_PORTAL, Permission.PUBLISH)
