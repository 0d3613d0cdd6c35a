"""Every write of the outgoing register, of directives and of proposals."""

from chungtay.correspondence.actions.directives import (
    issue_directive,
    note_directive_opened,
    notify_receivers,
    record_directive_done,
    withdraw_directive,
)
from chungtay.correspondence.actions.outgoing import assign_number, correct_outgoing, record_outgoing, withdraw_outgoing
from chungtay.correspondence.actions.proposals import record_proposal_answer, submit_proposal, withdraw_proposal

__all__ = [
    "assign_number",
    "correct_outgoing",
    "issue_directive",
    "note_directive_opened",
    "notify_receivers",
    "record_directive_done",
    "record_outgoing",
    "record_proposal_answer",
    "submit_proposal",
    "withdraw_directive",
    "withdraw_outgoing",
    "withdraw_proposal",
]
