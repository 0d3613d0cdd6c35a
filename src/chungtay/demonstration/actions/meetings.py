"""Meetings of the demonstration's cluster: last year's, closed with its conclusions, and this year's, called."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.timezone import get_default_timezone

from chungtay.accounts.models import User
from chungtay.meetings.actions import (
    assign_agenda,
    close_meeting,
    note_step,
    open_meeting,
    record_attendance,
    record_conclusion,
    record_minutes,
)
from chungtay.meetings.models import Meeting
from chungtay.meetings.queries import proposed_members
from chungtay.meetings.rules.drafts import AgendaDraft, Attendance, ConclusionDraft, MeetingDraft, StepDraft
from chungtay.meetings.rules.states import ConclusionKind, ConclusionState, MeetingKind
from chungtay.organizations.queries import structure

from .chapter import unit_id

Given = Mapping[str, Any]
TEN = time(10, tzinfo=get_default_timezone())


def hold_meetings(*, by: User | None, at: datetime, chapter: Given, through: date) -> None:
    """Call every meeting of the plan; hold and close those that the plan closes, if their day has come."""
    for given in chapter["meetings"]:
        meeting = open_meeting(by=by, at=at, draft=_draft(given, chapter["cluster"]["code"]))
        items = [AgendaDraft(title, presenter, minutes) for title, presenter, minutes in given["agenda"]]
        assign_agenda(by=by, at=at, meeting_id=meeting.pk, items=items)
        if given.get("closed") and meeting.held_on <= through:
            _hold(by, at, meeting, given, through)


def _draft(given: Given, of: str) -> MeetingDraft:
    day = date.fromisoformat(given["on"])
    words = ("title", "part_of_day", "place", "chair", "secretary", "visits_place", "host_called")
    return MeetingDraft(
        of=of, kind=MeetingKind(given["kind"]), first=date.fromisoformat(given["first"]),
        last=date.fromisoformat(given["last"]), on=day, host_id=unit_id(given["host"], day),
        unit_ids=tuple(unit.id for unit in proposed_members(of, day, structure())), guests=tuple(given["guests"]),
        **{name: given.get(name, "") for name in words},
    )  # fmt: skip


def _hold(by: User | None, at: datetime, meeting: Meeting, given: Given, through: date) -> None:
    told = {row.pk: Attendance(True) for row in meeting.invitations.all()}
    record_attendance(by=by, at=at, on=through, meeting_id=meeting.pk, told=told)
    record_minutes(by=by, at=at, meeting_id=meeting.pk, words=given["minutes"])
    made = [
        (record_conclusion(by=by, at=at, meeting_id=meeting.pk, draft=_conclusion(one, meeting.held_on)).pk, one)
        for one in given["conclusions"]
    ]
    close_meeting(by=by, at=at, meeting_id=meeting.pk)
    for pk, one in made:
        for step in one.get("steps", ()):
            if (day := date.fromisoformat(step["on"])) <= through:
                said = StepDraft(ConclusionState(step["state"]), step["reason"])
                note_step(by=by, at=datetime.combine(day, TEN), on=day, conclusion_id=pk, step=said)


def _conclusion(one: Given, day: date) -> ConclusionDraft:
    return ConclusionDraft(
        ConclusionKind(one["kind"]), one["text"], unit_id(one["owner"], day), date.fromisoformat(one["due"]),
        one.get("indicator", ""), one.get("value"), since=date.fromisoformat(one["since"]) if "since" in one else None,
        is_of_all=one.get("of_all", False),
    )  # fmt: skip
