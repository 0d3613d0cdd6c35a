"""Reads of the board and of messages."""

from .messages import link_of, message_text, messages_due, messages_wait

__all__ = ["link_of", "message_text", "messages_due", "messages_wait"]
