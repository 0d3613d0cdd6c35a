"""What becomes of a message: handed over, to be tried again, given up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chungtay.callout.rules.states import CallState, MessagePurpose, RequestState

WAITS_S: Final = (0, 15, 60, 240, 900)  # before the first try, the second, …
TOO_OLD: Final = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a gateway says: `error` names no number and no text; `again`: another try may do."""

    sent: bool
    error: str = ""
    again: bool = False


def is_due(queued_at: datetime, tries: int, at: datetime) -> bool:
    """Is it time for the next try?"""
    return tries < len(WAITS_S) and at >= queued_at + timedelta(seconds=sum(WAITS_S[: tries + 1]))


def is_last(tries: int) -> bool:
    """Was this the last try?"""
    return tries >= len(WAITS_S)


def moot(purpose: MessagePurpose, call: CallState, request: RequestState, queued_at: datetime, at: datetime) -> str:
    """Why a message is no longer to be sent; empty: it is."""
    if at - queued_at > TOO_OLD:
        return "too_old"
    if purpose is MessagePurpose.CALL and request is not RequestState.OPEN:
        return "closed"
    if purpose is MessagePurpose.CALL and call is not CallState.CALLED:
        return "answered"
    return ""
