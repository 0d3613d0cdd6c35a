"""Every write on the way of a document into the book."""

from .answering import assign_predecessor, note_answers, note_sure
from .opening import close_expired, close_transcript, open_transcript
from .posting import post_transcript, preview_transcript

__all__ = [
    "assign_predecessor", "close_expired", "close_transcript", "note_answers", "note_sure", "open_transcript",
    "post_transcript", "preview_transcript",
]  # fmt: skip
