"""Which messages wait, and what they say."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from chungtay.callboard.rules.sending import is_due
from chungtay.callboard.rules.texts import CallText, fitted
from chungtay.callout.models import BloodRequest, Call, SentMessage
from chungtay.callout.queries import token_of
from chungtay.callout.rules.states import MessagePurpose, MessageState

AT_ONCE = 50


def messages_wait() -> bool:
    """Is any message not handed over? Reads a row, locks nothing."""
    return SentMessage.objects.filter(state=MessageState.QUEUED).exists()


def messages_due(at: datetime) -> list[SentMessage]:
    """Messages whose time has come, the longest waiting first; at most so many at once."""
    rows = SentMessage.objects.filter(state=MessageState.QUEUED).order_by("tries", "pk")
    rows = rows.select_related("call__request__contact", "call__donor__person")
    return [row for row in rows[: AT_ONCE * 4] if is_due(row.queued_at, row.tries, at)][:AT_ONCE]


def link_of(call: Call) -> str:
    """The whole address of the answer link; empty where its key is gone."""
    token = token_of(call)
    return f"{settings.CHUNGTAY_ADDRESS.rstrip('/')}{reverse('answer_call', args=[token])}" if token else ""


def message_text(call: Call, request: BloodRequest, purpose: MessagePurpose, *, accented: bool) -> str:
    """What the donor is told, in a text that fits."""
    need = request.need
    said = CallText(
        purpose=purpose, hospital=request.contact.hospital, group=f"{need['abo'] or ''}{need['rhd'] or ''}",
        needed_at=timezone.localtime(request.needed_at), link=link_of(call) if purpose is MessagePurpose.CALL else "",
    )  # fmt: skip
    return fitted(said, accented=accented)
