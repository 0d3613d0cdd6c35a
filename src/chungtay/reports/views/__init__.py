"""The doors of reports: read, write, publish."""

from .publishing import publish_review
from .reading import publication, publication_file, review, review_file, reviews
from .writing import review_words

__all__ = [
    "publication",
    "publication_file",
    "publish_review",
    "review",
    "review_file",
    "review_words",
    "reviews",
]
