"""Append-only tables and the hash of the audit book; the book's codes in words."""

from chungtay.audit.rules.guards import COLUMNS, EMPTY, REFUSED, chained, guard_names, guards
from chungtay.audit.rules.words import ACTION_NAMES, OBJECT_NAMES, SILENT, TEXT_NAMES

__all__ = [
    "ACTION_NAMES",
    "COLUMNS",
    "EMPTY",
    "OBJECT_NAMES",
    "REFUSED",
    "SILENT",
    "TEXT_NAMES",
    "chained",
    "guard_names",
    "guards",
]
