"""Reads of opinions."""

from .articles import Discussed, discussed, discussed_by
from .opinions import email_of, exported, opinion_by_token, shown_opinions
from .queue import opinion_rows, opinions_asked, opinions_for, waiting_counts

__all__ = [
    "Discussed", "discussed", "discussed_by", "email_of", "exported", "opinion_by_token", "opinion_rows", "opinions_asked",
    "opinions_for", "shown_opinions", "waiting_counts",
]  # fmt: skip
