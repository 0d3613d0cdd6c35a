"""Whom the list shows."""

from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import gettext_noop


class HonourState(StrEnum):
    """Everyone, who was handed nothing yet, who was handed the honour."""

    ALL = "all"
    LEFT = "left"
    GIVEN = "given"


STATE_NAMES: Final[dict[HonourState, str]] = {
    HonourState.ALL: gettext_noop("mọi người đạt mức mới"),
    HonourState.LEFT: gettext_noop("chưa trao"),
    HonourState.GIVEN: gettext_noop("đã trao"),
}
