"""Reads of meetings: which there are, whom they concern, what is on their table, what became of conclusions."""

from .following import Followed, Measured, followed, one_followed, open_conclusions, open_in, unspoken, with_figures
from .meetings import MeetingLine, meetings, runs, scope_name, sees, writers
from .page import MeetingPage, meeting_page, meeting_row, visits_of
from .proposals import callable_scopes, hosts, proposed_members

__all__ = [
    "Followed",
    "Measured",
    "MeetingLine",
    "MeetingPage",
    "callable_scopes",
    "followed",
    "hosts",
    "meeting_page",
    "meeting_row",
    "meetings",
    "one_followed",
    "open_conclusions",
    "open_in",
    "proposed_members",
    "runs",
    "scope_name",
    "sees",
    "unspoken",
    "visits_of",
    "with_figures",
    "writers",
]
