"""What readers' programs follow: the newest articles as RSS and Atom, and where every page is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from chungtay.portal import queries
from chungtay.portal.views.pages import front_here

COUNT = 30


class ArticleFeed(Feed[Any, Any]):
    """The newest articles in RSS 2.0."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return front_here(request)

    def title(self, front: Any) -> str:
        return str(front.title)

    def description(self, front: Any) -> str:
        return front.welcome or _("Tin mới của Hội")

    def link(self, front: Any) -> str:
        return str(front.get_url())

    def items(self, front: Any) -> Sequence[Any]:
        return queries.latest(front, COUNT)

    def item_title(self, item: Any) -> str:
        return str(item.title)

    def item_description(self, item: Any) -> str:
        return str(item.lead)

    def item_link(self, item: Any) -> str:
        return str(item.get_url())

    def item_pubdate(self, item: Any) -> datetime:
        return item.shown_at

    def item_updateddate(self, item: Any) -> datetime:
        return item.last_published_at or item.shown_at


class AtomFeed(ArticleFeed):
    """The same in Atom 1.0."""

    feed_type = Atom1Feed
    subtitle = ArticleFeed.description
