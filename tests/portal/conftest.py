"""A portal with one section and one article in both languages' front pages."""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from chungtay.portal.actions import open_portal
from chungtay.portal.models import ArticlePage, FrontPage, SectionPage


@dataclass(frozen=True, slots=True)
class Portal:
    """Its front page in Vietnamese, a section, an article that is live."""

    front: FrontPage
    section: SectionPage
    article: ArticlePage
    address: str = "/tin/xa-hoi/giao-ban/"


@pytest.fixture
def portal(db: None) -> Portal:
    now = timezone.now()
    front = open_portal(by=None, at=now, unit_code="22", titles={"vi": "Hội tỉnh", "en": "The chapter"})
    section = SectionPage(title="Công tác xã hội", slug="xa-hoi")
    front.add_child(instance=section)
    article = ArticlePage(title="Hội nghị giao ban", slug="giao-ban", lead="Chiều 11/11, tại Quảng Yên.")
    article.body = [("text", "<p>Cụm thi đua số 2 gồm có Hội của sáu địa phương.</p>" * 20)]
    section.add_child(instance=article)
    for page in (section, article):
        page.save_revision().publish()
    return Portal(front, section, article)
