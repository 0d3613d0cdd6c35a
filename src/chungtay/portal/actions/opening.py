"""A chapter's portal begins: a front page in both languages, and the address that leads to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site, Task, Workflow

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.portal.models import FrontPage, LinkedSite

from .editors import add_groups

ENGLISH_SLUG: Final = "front-en"
ROOT: Final = "Các cổng thông tin"


@transaction.atomic
def open_portal(*, by: User | None, at: datetime, unit_code: str, titles: dict[str, str]) -> FrontPage:
    """The front page of a unit's portal, one for each language of `titles` (vi first); the one that stands, if any."""
    standing = FrontPage.objects.filter(unit_code=unit_code, locale__language_code=settings.LANGUAGE_CODE).first()
    if standing is not None:
        return standing
    root = Page.get_first_root_node()
    fronts: list[FrontPage] = []
    for language, title in titles.items():
        locale, _made = Locale.objects.get_or_create(language_code=language)
        page = FrontPage(title=title, slug=ENGLISH_SLUG if fronts else "front", unit_code=unit_code, locale=locale)
        if fronts:
            page.translation_key = fronts[0].translation_key
        root.add_child(instance=page)
        page.save_revision(user=by).publish()
        fronts.append(page)
    front = fronts[0]
    add_groups(by=by, at=at, unit_code=unit_code, fronts=list(fronts))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": front, "hostname": "localhost", "site_name": front.title}
    )
    _tidy_what_wagtail_brings(root)
    audit.note(by=by, at=at, action="open_portal", object_type="page", object_id=front.pk, text=unit_code)
    return front


def _tidy_what_wagtail_brings(root: Page) -> None:
    """Its greeting page and its review by moderators are nobody's; its root is called in Vietnamese."""
    Page.objects.filter(slug="home", content_type__model="page").delete()
    Workflow.objects.filter(name="Moderators approval").delete()
    Task.objects.filter(name="Moderators approval").delete()
    Page.objects.filter(pk=root.pk).update(title=ROOT, draft_title=ROOT)


def add_linked_sites(*, by: User | None, at: datetime, sites: Sequence[tuple[str, str]]) -> None:
    """Websites that the portal leads to, by name and address, below those that stand."""
    first = LinkedSite.objects.count()
    rows = enumerate(sites, start=first)
    LinkedSite.objects.bulk_create(LinkedSite(name=name, address=address, place=n) for n, (name, address) in rows)
