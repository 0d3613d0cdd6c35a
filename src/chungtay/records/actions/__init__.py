"""Every write about what was entered: leaders' words beside entries, a month's totals."""

from .approvals import approve_records, note_look, return_record
from .totals import declare_totals

__all__ = ["approve_records", "declare_totals", "note_look", "return_record"]
