"""Reads of meetings: which there are, whom they concern, what is on their table, what became of conclusions."""

from .following import Followed, followed, one_followed, open_among, speaks_of, with_figures
from .meetings import concerned, meetings, runs, scope_name, sees, writers
from .page import MeetingPage, meeting_page, meeting_row, visits_of
from .proposals import callable_scopes, hosts, proposed_members

__all__ = [
    "Followed",
    "MeetingPage",
    "callable_scopes",
    "concerned",
    "followed",
    "hosts",
    "meeting_page",
    "meeting_row",
    "meetings",
    "one_followed",
    "open_among",
    "proposed_members",
    "runs",
    "scope_name",
    "sees",
    "speaks_of",
    "visits_of",
    "with_figures",
    "writers",
]
