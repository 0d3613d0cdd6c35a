"""What a page of the portal says of itself to people and machines, and how little it asks for."""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Locale, Site

from chungtay.portal.models import ArticlePage, LinkedSite, SectionPage
from tests.portal.conftest import Portal

LONG = "?x=" + "a" * 300  # is never kept: made anew every time


@pytest.fixture
def told(portal: Portal) -> Portal:
    """The article with its translation, two pictures, a figure that cannot be counted, and ten others beside it."""
    file = io.BytesIO()
    Picture.new("RGB", (1300, 800)).save(file, "JPEG")
    one, two = (
        Image.objects.create(title=name, file=SimpleUploadedFile(f"{name}.jpg", file.getvalue())) for name in "ab"
    )
    article = portal.article
    article.picture, article.picture_caption, article.picture_credit = one, "Toàn cảnh", "Minh Họa"
    article.body = [*article.body.raw_data, {"type": "picture", "value": {"image": two.pk, "caption": "Ảnh hai"}},
                    {"type": "quote", "value": {"text": "Chung tay.", "who": "Chủ tịch"}}]  # fmt: skip
    article.save_revision().publish()
    english = portal.front.get_translation(Locale.objects.get(language_code="en"))
    section = SectionPage(title="Social work", slug="social", translation_key=portal.section.translation_key)
    for above, page in ((english, section), (section, ArticlePage(title="Review meeting", slug="review",
                         translation_key=article.translation_key, picture=one))):  # fmt: skip
        page.locale = english.locale
        above.add_child(instance=page)
        page.save_revision().publish()
    for number in range(10):
        other = ArticlePage(title=f"Tin {number}", slug=f"tin-{number}", picture=one)
        portal.section.add_child(instance=other)
        other.save_revision().publish()
    LinkedSite.objects.create(name="Trung ương Hội", address="https://redcross.org.vn/")
    return portal


def test_pages_that_are_made_anew_keep_the_budget_of_questions(
    client: Client, told: Portal, assert_queries: Callable[[], AbstractContextManager[None]]
) -> None:
    for path in ("/tin/", "/tin/xa-hoi/", told.address, "/en/tin/social/review/", "/tin/luu-tru/", "/tin/tim/?q=tin"):
        address = path + (LONG if "?" not in path else LONG.replace("?", "&"))
        assert client.get(address).status_code == 200  # draws the sizes of pictures
        cache.clear()  # another process has none of it
        Site.get_site_root_paths()
        with assert_queries():
            assert b'"None"' not in client.get(address).content, path


def test_an_article_says_to_machines_what_it_is_and_where(client: Client, told: Portal) -> None:
    page = client.get(told.address, headers={"host": "localhost"}).content.decode()
    said = dict(re.findall(r'<meta property="([\w:]+)" content="([^"]*)">', page))
    assert said["og:type"] == "article" and said["og:locale"] == "vi_VN" and said["og:title"] == "Hội nghị giao ban"
    assert said["og:url"] == f"http://localhost{told.address}" and said["article:section"] == "Công tác xã hội"
    assert said["og:image"].startswith("http://localhost/tep/images/") and said["og:image:width"] == "1200"
    assert f'<link rel="canonical" href="http://localhost{told.address}">' in page
    assert '<link rel="alternate" hreflang="en" href="http://localhost/en/tin/social/review/">' in page
    places = re.findall(r"<loc>([^<]+)</loc>", client.get("/tin/so-do.xml").content.decode())
    wanted = {told.address, "/tin/", "/en/tin/", "/en/tin/social/review/", "/cong-khai/", "/en/cong-khai/to-chuc/"}
    assert {f"http://testserver{path}" for path in wanted} <= set(places)
    for feed in ("rss", "atom"):
        assert f"http://testserver{told.address}" in client.get(f"/tin/{feed}.xml").content.decode()


def test_a_draft_and_what_lies_elsewhere_answer_no_address(client: Client, told: Portal) -> None:
    draft = ArticlePage(title="Bản nháp", slug="nhap", live=False)
    told.section.add_child(instance=draft)
    told.section.add_child(instance=(again := ArticlePage(title="Bản nháp", slug="nhap", live=False)))
    assert again.slug == "nhap-2"  # sent twice at the same time: nothing is lost, nobody meets a fault
    for path in (
        "/tin/xa-hoi/nhap/",
        "/tin/giao-ban/",
        "/en/tin/xa-hoi/giao-ban/",
        "/tin/front/",
        "/tin/xa-hoi/khong/",
    ):
        assert client.get(path).status_code == 404, path


def test_hostile_addresses_and_searches_are_answered_calmly(client: Client, portal: Portal) -> None:
    for word in (
        "%00",
        "'; DROP TABLE x; --",
        "%25%25%25",
        "<script>alert(1)</script>",
        "a" * 150,
        "\\",
        "%F0%9F%98%80",
    ):
        answer = client.get(f"/tin/tim/?q={word}&trang=-9999999999999999999")
        assert answer.status_code == 200 and b"<script>alert" not in answer.content, word
    assert client.get("/tin/tim/?q=CUM+THI+DUA").content.count(b"portal-card") == 1
    for day in ("0001-01-01", "9999-12-31", "2024-13-45", "x%00"):
        assert client.get(f"/tin/luu-tru/?ngay={day}").status_code == 200, day
    missing = client.get("/tin/khong%00co/")
    assert missing.status_code == 404 and "Không tìm thấy trang" in missing.content.decode()
