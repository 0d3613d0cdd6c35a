"""What became of messages; numbers and texts are not kept."""

from datetime import datetime

from chungtay.accounts.models import User
from chungtay.callout.models import SentMessage
from chungtay.callout.rules.states import MessageState


def take_message(*, by: User | None, at: datetime, message_id: int, tries: int) -> bool:
    """Take a message that was tried so often upon oneself, before it is handed over; False: another worker has it."""
    rows = SentMessage.objects.filter(pk=message_id, state=MessageState.QUEUED, tries=tries)
    return bool(rows.update(tries=tries + 1))


def note_message(
    *, by: User | None, at: datetime, message_id: int, state: MessageState, way: str = "", error: str = ""
) -> None:
    """Note what a gateway said of a message; `error` is a code."""
    sent_at = at if state is MessageState.SENT else None
    SentMessage.objects.filter(pk=message_id).update(state=state, way=way, error=error[:200], sent_at=sent_at)
