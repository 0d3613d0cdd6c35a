"""The pages of meetings."""

from .calling import close_meeting, correct_meeting, open_meeting, withdraw_meeting
from .concluding import correct_conclusion, note_step, record_conclusion
from .reading import conclusions, meeting, meetings
from .sitting import assign_agenda, record_attendance, record_minutes, record_paper

__all__ = [
    "assign_agenda",
    "close_meeting",
    "conclusions",
    "correct_conclusion",
    "correct_meeting",
    "meeting",
    "meetings",
    "note_step",
    "open_meeting",
    "record_attendance",
    "record_conclusion",
    "record_minutes",
    "record_paper",
    "withdraw_meeting",
]
