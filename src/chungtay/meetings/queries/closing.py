"""What stands against closing a meeting."""

from datetime import date

from chungtay.kernel.errors import Refusal
from chungtay.meetings.models import Meeting
from chungtay.meetings.rules.following import objections
from chungtay.meetings.rules.states import MeetingState
from chungtay.organizations.queries import structure

from .following import Followed, followed


def unspoken(lines: list[Followed], meeting_id: int, held_on: date) -> list[Followed]:
    """Conclusions of earlier meetings that are open, and of which this one has said nothing."""
    return [
        one
        for one in lines
        if one.meeting_id != meeting_id
        and one.concluded_on <= held_on
        and one.stands.is_open
        and one.said_at(meeting_id) is None
    ]


def standing_against(meeting: Meeting) -> list[Refusal]:
    """Every reason for which the meeting cannot be closed yet; none: it can."""
    untold = meeting.invitations.filter(attended=None)
    names = structure().units_of({row.unit_id for row in untold if row.unit_id}, meeting.held_on)
    minutes = meeting.minutes.last()
    return objections(
        held=meeting.state == MeetingState.HELD,
        untold=[names[row.unit_id].name if row.unit_id else row.guest for row in untold],
        minutes=bool(minutes and any(minutes.words.values())),
        unspoken=[one.text for one in unspoken(followed(meeting.of, meeting.held_on), meeting.pk, meeting.held_on)],
    )
