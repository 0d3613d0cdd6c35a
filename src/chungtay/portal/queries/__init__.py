"""Reads of the portal: what stands on a front page, in a section, beside an article."""

from .articles import (
    article_list,
    articles_of_day,
    days_beside,
    found_articles,
    latest,
    latest_by_section,
    most_read,
    newest_day,
    related,
)
from .drafting import drafts_news
from .frame import linked_sites, page_at, sections, translations
from .pictures import draw_large, with_pictures

__all__ = [
    "article_list", "articles_of_day", "days_beside", "drafts_news", "draw_large", "found_articles", "latest",
    "latest_by_section", "linked_sites", "most_read", "newest_day", "page_at", "related", "sections", "translations",
    "with_pictures",
]  # fmt: skip
