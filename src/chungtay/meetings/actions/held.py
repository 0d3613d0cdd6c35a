"""A meeting under one writer's hand; one that is closed or cancelled stands as it is."""

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import head
from chungtay.meetings.models import Meeting
from chungtay.meetings.rules.states import MeetingState

_NONE = gettext_noop("Không có hội nghị này.")
_CLOSED = gettext_noop("Hội nghị đã kết thúc; những gì đã ghi thì giữ nguyên.")
_CANCELLED = gettext_noop("Hội nghị đã hủy.")


def held(meeting_id: int) -> Meeting:
    """The meeting, for one writer at a time. Raises Refusal where there is none, or it is closed or cancelled."""
    head(hold=True)
    meeting = Meeting.objects.select_related("host").filter(pk=meeting_id).first()
    if meeting is None:
        raise Refusal(_NONE)
    if meeting.state == MeetingState.CLOSED:
        raise Refusal(_CLOSED)
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_CANCELLED)
    return meeting
