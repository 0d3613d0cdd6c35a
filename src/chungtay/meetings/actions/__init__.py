"""Every write of meetings."""

from .calling import close_meeting, correct_meeting, open_meeting, withdraw_meeting
from .concluding import correct_conclusion, note_step, record_conclusion
from .sitting import assign_agenda, record_attendance, record_minutes, record_paper

__all__ = [
    "assign_agenda",
    "close_meeting",
    "correct_conclusion",
    "correct_meeting",
    "note_step",
    "open_meeting",
    "record_attendance",
    "record_conclusion",
    "record_minutes",
    "record_paper",
    "withdraw_meeting",
]
