"""What administration speaks of: words of the audit book, what is searched there, findings about the house, rules tried."""

from .findings import Finding, FindingState
from .search import AuditSearch
from .trying import TriedFigure, TriedRule
from .words import ACTION_NAMES, OBJECT_NAMES, SILENT

__all__ = [
    "ACTION_NAMES",
    "OBJECT_NAMES",
    "SILENT",
    "AuditSearch",
    "Finding",
    "FindingState",
    "TriedFigure",
    "TriedRule",
]
