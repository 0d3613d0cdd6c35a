"""What stands around every page of the portal."""

from collections.abc import Sequence

from wagtail.models import Page

from chungtay.kernel.text import printable
from chungtay.portal.models import ArticlePage, FrontPage, LinkedSite, PortalPage, SectionPage


def front_of(page: Page) -> FrontPage | None:
    """The front page that a page stands under."""
    return FrontPage.objects.ancestor_of(page, inclusive=True).live().first()


def front_in(language: str) -> FrontPage | None:
    """The first live front page in a language."""
    rows = FrontPage.objects.live().filter(locale__language_code=language).order_by("path")
    return rows.select_related("locale").first()


def page_at(front: FrontPage, path: str) -> PortalPage | None:
    """The live page at this address below a front page (*xa-hoi/giao-ban*); itself where the address is empty."""
    parts = [part for part in printable(path).split("/") if part]
    if not parts:
        return front
    address = {"slug": parts[-1], "url_path": f"{front.url_path}{'/'.join(parts)}/"}
    article = ArticlePage.objects.live().filter(**address).select_related("locale", "picture").first()
    return article or SectionPage.objects.live().filter(**address).select_related("locale").first()


def live_pages() -> Sequence[Page]:
    """Every live page of the tree, in its order."""
    return list(Page.objects.live().filter(depth__gt=1).order_by("path"))


def translations(page: Page) -> Sequence[Page]:
    """A page in every language in which it is live, itself too."""
    return list(page.get_translations(inclusive=True).live().select_related("locale").order_by("pk"))


def sections(front: FrontPage, *, deep: bool = True) -> Sequence[SectionPage]:
    """Live sections in the order of the tree, each with its `depth`: all, or those that stand right below."""
    rows = SectionPage.objects.live().descendant_of(front).order_by("path")
    return list(rows if deep else rows.child_of(front))


def linked_sites() -> Sequence[LinkedSite]:
    """In the order that editors gave them."""
    return list(LinkedSite.objects.all())
