"""The article that an opinion is about. Opinions stand below the portal: an article is any page that says it takes them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from wagtail.models import Page

from chungtay.organizations.models import Unit


@dataclass(frozen=True, slots=True)
class Discussed:
    """An article: whether it takes opinions and until when (None: without end)."""

    id: int
    title: str
    address: str
    takes: bool
    closes_at: datetime | None

    def is_open(self, at: datetime) -> bool:
        """May something be sent at this moment?"""
        return self.takes and (self.closes_at is None or at < self.closes_at)


def discussed(page: Page) -> Discussed:
    """A page of the tree, in its own class, as far as opinions are concerned."""
    shown_at, days = getattr(page, "shown_at", None), settings.CHUNGTAY_OPINION_DAYS
    takes = bool(getattr(page, "takes_opinions", False)) and page.live
    closes_at = shown_at + timedelta(days=days) if shown_at and days else None
    return Discussed(page.pk, page.title, page.url or "", takes, closes_at)


def discussed_by(pk: int) -> Discussed | None:
    """The live article with this number that takes opinions or took them."""
    page = Page.objects.live().filter(pk=pk).first()
    found = discussed(page.specific) if page else None
    return found if found and found.takes else None


def unit_of(article_id: int) -> Unit | None:
    """Whose portal an article stands in: the page nearest above it that names a unit."""
    for page in Page.objects.get(pk=article_id).get_ancestors().filter(depth=2).specific():
        return Unit.objects.filter(code=getattr(page, "unit_code", "")).first()
    return None
