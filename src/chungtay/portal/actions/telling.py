"""Who is told that an article waits, came back or is out: by the notices of the house, not by Wagtail's own letters."""

from datetime import date, datetime

from django.urls import reverse
from wagtail.models import Page

from chungtay.accounts.models import User
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.portal.queries.editors import publishers_of
from chungtay.portal.queries.frame import front_of


def notify_publishers(*, by: User | None, at: datetime, on: date, page: Page) -> None:
    """A page waits for a yes: whoever may give it is told, but for the one who asks."""
    front = front_of(page)
    people = publishers_of(front.unit_code, on) if front else set()
    _notify(by, at, people - ({by.pk} if by else set()), NoticeKind.ARTICLE_SUBMITTED, page)


def notify_writer(*, by: User | None, at: datetime, page: Page, writer: User | None, kind: NoticeKind) -> None:
    """A page was given its yes, or came back: whoever asked is told, unless it was that person's own doing."""
    if writer is not None and writer != by:
        _notify(by, at, {writer.pk}, kind, page)


def _notify(by: User | None, at: datetime, people: set[int], kind: NoticeKind, page: Page) -> None:
    """Its title is not said: a notice lies on locked phones, and the page is out for nobody yet."""
    front = front_of(page)
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    notify(by=by, at=at, to=people, kind=kind, params={"where": front.title if front else ""}, path=path)
