"""What administration speaks of: what is searched in the audit book, findings about the house, rules tried."""

from .findings import Finding, FindingState
from .search import AuditSearch
from .trying import TriedFigure, TriedRule

__all__ = ["AuditSearch", "Finding", "FindingState", "TriedFigure", "TriedRule"]
