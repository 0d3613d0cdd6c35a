"""Every write about what was entered: leaders' words beside entries."""

from .approvals import approve_records, note_look, return_record

__all__ = ["approve_records", "note_look", "return_record"]
