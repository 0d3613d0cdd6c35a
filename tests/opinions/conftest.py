"""A portal of the province with one article in Vietnamese and one in English."""

import pytest
from django.core import signing
from django.utils import timezone
from wagtail.models import Page

from chungtay.portal.actions import open_portal
from chungtay.portal.middleware import kept
from chungtay.portal.models import ArticlePage, FrontPage, SectionPage
from tests.factories.organizations import AT, Chapter


def planted(front: Page, language: str) -> ArticlePage:
    """An article in the section of a front page, published now."""
    section = SectionPage(title=f"Công tác xã hội {language}", slug="xa-hoi", locale=front.locale)
    front.add_child(instance=section)
    section.save_revision().publish()
    article = ArticlePage(title="Trao 50 suất quà", slug="qua", shown_at=timezone.now(), locale=front.locale)
    section.add_child(instance=article)
    article.save_revision().publish()
    article.refresh_from_db()
    return article


@pytest.fixture
def article(chapter: Chapter) -> ArticlePage:
    """The Vietnamese article."""
    front = open_portal(by=None, at=AT, unit_code="22", titles={"vi": "Hội Chữ thập đỏ", "en": "Red Cross"})
    return planted(front, "vi")


@pytest.fixture
def english(article: ArticlePage) -> ArticlePage:
    """The English one."""
    return planted(FrontPage.objects.get(locale__language_code="en"), "en")


@pytest.fixture
def a_minute_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms that are made now say that they were made a minute ago: nobody has to wait in tests."""
    real = signing.TimestampSigner.timestamp
    monkeypatch.setattr(
        signing.TimestampSigner, "timestamp", lambda self: signing.b62_encode(signing.b62_decode(real(self)) - 60)
    )


@pytest.fixture(autouse=True)
def asked_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether kept pages are still true is asked at every request, not twice a second."""
    monkeypatch.setattr(kept, "ASKED_EVERY", 0.0)
