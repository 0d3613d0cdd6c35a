"""Every write of reports: own words, the meeting, and publishing."""

from .publishing import AlreadyPublished, publish_review
from .verifying import verify_book
from .words import record_gathering, record_words, withdraw_gathering

__all__ = [
    "AlreadyPublished",
    "publish_review",
    "record_gathering",
    "record_words",
    "verify_book",
    "withdraw_gathering",
]
