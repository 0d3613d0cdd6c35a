"""Pages of the outgoing register, of directives and of proposals."""

from .directives import (
    directive,
    directive_file,
    directives,
    issue_directive,
    notify_receivers,
    record_directive_done,
    withdraw_directive,
)
from .outgoing import assign_number, correct_outgoing, outgoing, record_outgoing, withdraw_outgoing
from .proposals import proposal, proposals, submit_proposal, withdraw_proposal

__all__ = [
    "assign_number",
    "correct_outgoing",
    "directive",
    "directive_file",
    "directives",
    "issue_directive",
    "notify_receivers",
    "outgoing",
    "proposal",
    "proposals",
    "record_directive_done",
    "record_outgoing",
    "submit_proposal",
    "withdraw_directive",
    "withdraw_outgoing",
    "withdraw_proposal",
]
