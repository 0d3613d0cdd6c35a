"""The pages of call-outs."""

from .answering import answer_call
from .board import call_board, call_board_now, change_request, record_answer
from .contacts import change_contact, contacts, record_contact
from .looking import call_fairness, call_steps, excluded_donors
from .requests import call_outs, open_request, take_duty
from .rosters import assign_roster, call_roster

__all__ = [
    "answer_call",
    "assign_roster",
    "call_board",
    "call_board_now",
    "call_fairness",
    "call_outs",
    "call_roster",
    "call_steps",
    "change_contact",
    "change_request",
    "contacts",
    "excluded_donors",
    "open_request",
    "record_answer",
    "record_contact",
    "take_duty",
]
