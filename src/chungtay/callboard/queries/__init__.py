"""Reads of the board and of messages."""

from .board import BoardLook, CallCard, board_look, past_requests, requests_of, waves_of
from .messages import link_of, message_text, messages_due, messages_wait

__all__ = [
    "BoardLook",
    "CallCard",
    "board_look",
    "link_of",
    "message_text",
    "messages_due",
    "messages_wait",
    "past_requests",
    "requests_of",
    "waves_of",
]
