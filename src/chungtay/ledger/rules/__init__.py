"""The ledger's law in plain Python."""

from .catalogue import Catalogue, IndicatorView, Rulebook, RuleItem, RuleView
from .drafts import Amount, Amounts, Column, DeclarationDraft, IndicatorDraft, Outcome, OutcomeState, RecordDraft
from .kinds import CellState, Covers, EntryKind, FlagKind, IndicatorKind, Layer

__all__ = [
    "Amount",
    "Amounts",
    "Catalogue",
    "CellState",
    "Column",
    "Covers",
    "DeclarationDraft",
    "EntryKind",
    "FlagKind",
    "IndicatorDraft",
    "IndicatorKind",
    "IndicatorView",
    "Layer",
    "Outcome",
    "OutcomeState",
    "RecordDraft",
    "RuleItem",
    "RuleView",
    "Rulebook",
]
