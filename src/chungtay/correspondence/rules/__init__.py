"""Correspondence in plain Python: the outgoing register, directives down, proposals up."""

from .directives import Audience, Directed, DirectiveDraft, PaperTold, ReceiptKind, ReceiverState
from .outgoing import PAPER_KINDS, OutgoingDraft, PaperKind, gaps, proposed_symbol, shown_number
from .proposals import ProposalAnswer, ProposalDraft

__all__ = [
    "PAPER_KINDS", "Audience", "Directed", "DirectiveDraft", "OutgoingDraft", "PaperKind", "PaperTold",
    "ProposalAnswer", "ProposalDraft", "ReceiptKind", "ReceiverState", "gaps", "proposed_symbol", "shown_number",
]  # fmt: skip
