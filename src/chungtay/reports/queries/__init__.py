"""Every read of reports: a review from the ledger, what was published, and what changed since."""

from chungtay.figures.queries.printed import Change, compared_now

from .changes import changes_since, entries_since
from .checks import Standing, standing_against
from .gathering import material
from .progress import ReviewState, reviews_of
from .publications import Published, checked_book, file_of, publication, published, published_since
from .reviews import as_published, draft, review
from .words import Version, gathering_of, issuing_unit, latest_of, publishes, said_of, versions

__all__ = [
    "Change",
    "Published",
    "ReviewState",
    "Standing",
    "Version",
    "as_published",
    "changes_since",
    "checked_book",
    "compared_now",
    "draft",
    "entries_since",
    "file_of",
    "gathering_of",
    "issuing_unit",
    "latest_of",
    "material",
    "publication",
    "published",
    "published_since",
    "publishes",
    "review",
    "reviews_of",
    "said_of",
    "standing_against",
    "versions",
]
