"""Where every public page is, in both languages, for machines that look."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from chungtay.portal.queries.frame import live_pages

OPEN = ("open_work", "open_reports", "open_calendar", "open_who", "open_counting", "open_data")


class NewsSitemap(Sitemap[Any]):
    """Pages of the tree that are live, and when each changed."""

    def items(self) -> Sequence[Any]:
        return live_pages()

    def location(self, item: Any) -> str:
        return str(item.get_url())

    def lastmod(self, item: Any) -> datetime:
        return item.last_published_at or item.latest_revision_created_at


class OpenSitemap(Sitemap[Any]):
    """The open pages, which are as new as the book."""

    i18n = True

    def items(self) -> Sequence[str]:
        return OPEN

    def location(self, item: str) -> str:
        return reverse(item)


SITEMAPS: dict[str, Any] = {"news": NewsSitemap, "open": OpenSitemap}
