"""Reads of the portal: what stands on a front page, in a section, beside an article."""

from .articles import (
    article_list,
    articles_of_day,
    days_beside,
    found_articles,
    latest,
    most_read,
    newest_day,
    related,
)
from .drafting import drafts_news
from .frame import linked_sites, sections

__all__ = [
    "article_list", "articles_of_day", "days_beside", "drafts_news", "found_articles", "latest", "linked_sites",
    "most_read", "newest_day", "related", "sections",
]  # fmt: skip
