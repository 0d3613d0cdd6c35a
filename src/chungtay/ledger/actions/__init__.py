"""Every write of the ledger: one transaction each, through one `Book`."""

from .catalogue import assign_rule, load_catalogue, load_core
from .declarations import declare
from .dictation import record_dictated
from .indicators import add_indicator, correct_indicator, end_indicator
from .records import record, withdraw, withdraw_all
from .restoring import note_restore
from .tree import load_tree, post_tree
from .words import (
    ClaimDraft,
    assign_obligation,
    attest,
    close_batch,
    close_periods,
    note_claim,
    open_batch,
    withdraw_attestation,
    withdraw_obligation,
)

__all__ = [
    "ClaimDraft",
    "add_indicator",
    "assign_obligation",
    "assign_rule",
    "attest",
    "close_batch",
    "close_periods",
    "correct_indicator",
    "declare",
    "end_indicator",
    "load_catalogue",
    "load_core",
    "load_tree",
    "note_claim",
    "note_restore",
    "open_batch",
    "post_tree",
    "record",
    "record_dictated",
    "withdraw",
    "withdraw_all",
    "withdraw_attestation",
    "withdraw_obligation",
]
