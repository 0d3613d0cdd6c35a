"""The pages of call-outs."""

from .answering import answer_call
from .board import call_board, call_board_now, change_request, record_answer
from .contacts import change_contact, contacts, record_contact
from .requests import call_outs, open_request, take_duty

__all__ = [
    "answer_call",
    "call_board",
    "call_board_now",
    "call_outs",
    "change_contact",
    "change_request",
    "contacts",
    "open_request",
    "record_answer",
    "record_contact",
    "take_duty",
]
