"""What stands around every page of the portal."""

from collections.abc import Sequence

from wagtail.models import Page

from chungtay.portal.models import FrontPage, LinkedSite, SectionPage


def front_of(page: Page) -> FrontPage | None:
    """The front page that a page stands under."""
    return FrontPage.objects.ancestor_of(page, inclusive=True).live().first()


def front_in(language: str) -> FrontPage | None:
    """The first live front page in a language."""
    return FrontPage.objects.live().filter(locale__language_code=language).order_by("path").first()


def sections(front: FrontPage, *, deep: bool = True) -> Sequence[SectionPage]:
    """Live sections in the order of the tree, each with its `depth`: all, or those that stand right below."""
    rows = SectionPage.objects.live().descendant_of(front).order_by("path")
    return list(rows if deep else rows.child_of(front))


def linked_sites() -> Sequence[LinkedSite]:
    """In the order that editors gave them."""
    return list(LinkedSite.objects.all())
