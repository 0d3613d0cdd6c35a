"""Reads of honours."""

from .issuers import highest, issuer_of, look
from .lines import HonourLine, HonoursAsked, HonoursFound, honour_lines
from .marks import MarksPage, days_given, highest_marks, honour_tables, marks_page, own_mark

__all__ = [
    "HonourLine",
    "HonoursAsked",
    "HonoursFound",
    "MarksPage",
    "days_given",
    "highest",
    "highest_marks",
    "honour_lines",
    "honour_tables",
    "issuer_of",
    "look",
    "marks_page",
    "own_mark",
]
