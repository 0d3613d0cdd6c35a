"""A book with cluster no. 2, and meetings of it in a few words."""

from datetime import date
from typing import Any

from chungtay.meetings.actions import (
    close_meeting,
    note_step,
    open_meeting,
    record_attendance,
    record_conclusion,
    record_minutes,
)
from chungtay.meetings.models import Conclusion, ConclusionStep, Meeting
from chungtay.meetings.queries import Followed, open_among, with_figures
from chungtay.meetings.rules.drafts import Attendance, ConclusionDraft, MeetingDraft, StepDraft
from chungtay.meetings.rules.states import ConclusionKind, ConclusionState, MeetingKind
from chungtay.organizations.queries import structure
from tests.factories.organizations import AT, MEMBERS, Chapter

OF = "22/cum-2"
LAST_YEAR, NOW, LATER = date(2023, 12, 20), date(2024, 11, 11), date(2025, 3, 3)


def called(book: Chapter, **told: Any) -> MeetingDraft:
    """The giao ban of 11 November 2024, or what is told otherwise."""
    said: dict[str, Any] = {
        "of": OF, "kind": MeetingKind.BRIEFING, "title": "Hội nghị giao ban", "first": date(2024, 1, 1),
        "last": date(2024, 10, 31), "on": NOW, "host_id": book.id("22"),
        "unit_ids": tuple(book.id(code) for code in MEMBERS),
    }  # fmt: skip
    return MeetingDraft(**said | told)


def opened(book: Chapter, on: date = NOW, **told: Any) -> Meeting:
    """A meeting of a day that looks back on the year so far."""
    days = {"first": date(on.year, 1, 1), "last": on, "on": on}
    return open_meeting(by=None, at=AT, draft=called(book, **days | told))


def held(meeting: Meeting) -> Meeting:
    """All came, and there are minutes."""
    told = {row.pk: Attendance(True) for row in meeting.invitations.all()}
    record_attendance(by=None, at=AT, on=meeting.held_on, meeting_id=meeting.pk, told=told)
    record_minutes(by=None, at=AT, meeting_id=meeting.pk, words={"discussion": "Các đơn vị trao đổi."})
    return meeting


def closed(meeting: Meeting) -> Meeting:
    """Held and closed."""
    return close_meeting(by=None, at=AT, meeting_id=held(meeting).pk)


def concluded(book: Chapter, meeting: Meeting, due: date = date(2024, 6, 30), **told: Any) -> Conclusion:
    """A conclusion of it that Quảng Yên is to see to."""
    said: dict[str, Any] = {
        "kind": ConclusionKind.CONCLUSION, "text": "Kiện toàn đội xung kích", "owner_id": book.id("22.206"), "due": due,
    }  # fmt: skip
    return record_conclusion(by=None, at=AT, meeting_id=meeting.pk, draft=ConclusionDraft(**said | told))


def said(
    conclusion: Conclusion, state: ConclusionState, reason: str = "", on: date = NOW, at: Meeting | None = None,
    **told: Any,
) -> ConclusionStep:  # fmt: skip
    """A step, at a meeting or between two."""
    return note_step(
        by=None, at=AT, on=on, conclusion_id=conclusion.pk, step=StepDraft(state, reason, **told),
        meeting_id=at.pk if at else None,
    )  # fmt: skip


def open_conclusions(of: str, on: date) -> list[Followed]:
    """What is open of a unit's or cluster's meetings on a day, with figures."""
    return with_figures(open_among([of], Meeting.objects.none(), [], on, structure()))
