"""Every write on the way of a file."""

from .opening import close_draft, close_expired, open_draft
from .shaping import correct_rows, note_columns
from .steps import import_draft, note_progress, preview_draft, submit_draft, undo_draft

__all__ = [
    "close_draft", "close_expired", "correct_rows", "import_draft", "note_columns", "note_progress", "open_draft",
    "preview_draft", "submit_draft", "undo_draft",
]  # fmt: skip
