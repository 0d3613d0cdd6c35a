"""Every read of documents that were read."""

from .documents import documents_of, may_read, may_write, transcript_of, units_for
from .review import Line, Review, review_of

__all__ = [
    "Line", "Review", "documents_of", "may_read", "may_write", "review_of", "transcript_of", "units_for",
]  # fmt: skip
