"""Reads of meetings: which there are, whom they concern, what is on their table, what became of conclusions."""

from .closing import standing_against, unspoken
from .following import Followed, Measured, followed, one_followed, open_conclusions, open_in, with_figures
from .meetings import MeetingLine, meetings, runs, sees
from .proposals import proposed_members

__all__ = [
    "Followed",
    "Measured",
    "MeetingLine",
    "followed",
    "meetings",
    "one_followed",
    "open_conclusions",
    "open_in",
    "proposed_members",
    "runs",
    "sees",
    "standing_against",
    "unspoken",
    "with_figures",
]
