"""Every write of call-outs."""

from .answers import record_answer
from .contacts import end_contact, record_contact, verify_contact
from .duties import assign_roster, end_duty, take_duty
from .messages import note_message, take_message
from .requests import close_request, note_national_call, open_request
from .retention import erase_snapshots
from .waves import call_wave, take_next_step

__all__ = [
    "assign_roster",
    "call_wave",
    "close_request",
    "end_contact",
    "end_duty",
    "erase_snapshots",
    "note_message",
    "note_national_call",
    "open_request",
    "record_answer",
    "record_contact",
    "take_duty",
    "take_message",
    "take_next_step",
    "verify_contact",
]
