"""Every read of reports: a review from the ledger, what was published, and what changed since."""

from .gathering import material
from .publications import Change, Published, changes_since, checked_book, file_of, publication, published
from .reviews import as_published, review

__all__ = [
    "Change",
    "Published",
    "as_published",
    "changes_since",
    "checked_book",
    "file_of",
    "material",
    "publication",
    "published",
    "review",
]
