"""Reads of the board and of messages."""

from .against import ExcludedPage, excluded_page
from .board import BoardLook, CallCard, board_calls, board_look, past_requests, requests_of, waves_of
from .messages import link_of, message_text, messages_due, messages_wait
from .rosters import MOST_CHOICES, duty_hours, roster_donors, units_with_donors

__all__ = [
    "MOST_CHOICES",
    "BoardLook",
    "CallCard",
    "ExcludedPage",
    "board_calls",
    "board_look",
    "duty_hours",
    "excluded_page",
    "link_of",
    "message_text",
    "messages_due",
    "messages_wait",
    "past_requests",
    "requests_of",
    "roster_donors",
    "units_with_donors",
    "waves_of",
]
