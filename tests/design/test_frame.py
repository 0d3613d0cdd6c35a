"""The frame: what a reader chose is kept, addresses lead nowhere foreign, errors are told in Vietnamese."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils.html import escape
from django.utils.translation import override

from chungtay.accounts.models import User
from chungtay.design.checks import assets_are_built
from chungtay.design.middleware import ChosenLanguage
from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.marks import Mark
from chungtay.design.templatetags import frame
from chungtay.design.templatetags.writing import day, moment, number, say
from chungtay.desk.rules import PLACES
from chungtay.kernel.errors import Refusal


def rendered(source: str, **values: object) -> str:
    return Template("{% load parts frame %}" + source).render(Context(values))


def test_the_chosen_theme_is_on_the_page_and_nonsense_is_not(client: Client, db: None) -> None:
    client.cookies["theme"] = "dark"
    client.cookies["text"] = '"><script>'
    page = client.get("/dang-nhap/").content.decode()
    assert '<html lang="vi" data-theme="dark">' in page


@pytest.mark.parametrize(
    ("back", "led"), [("/mau/?a=1", "/mau/?a=1"), ("https://evil.example/", "/"), ("//evil.example", "/")]
)
def test_after_a_choice_the_way_leads_back_into_the_house(client: Client, db: None, back: str, led: str) -> None:
    answer = client.post("/giao-dien/", {"theme": "dark", "next": back})
    assert answer["Location"] == led
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies["theme"]["httponly"]


def test_a_theme_that_there_is_not_is_not_kept(client: Client, db: None) -> None:
    assert "theme" not in client.post("/giao-dien/", {"theme": "pink"}).cookies


@pytest.mark.parametrize(("cookie", "language"), [("", "vi"), ("en", "en"), ("vi", "vi"), ("xx", "vi")])
def test_the_language_is_the_reader_s_choice_and_not_the_browser_s(cookie: str, language: str) -> None:
    from django.http import HttpResponse
    from django.utils.translation import get_language

    request = RequestFactory().get("/", headers={"Accept-Language": "en-US"})
    request.COOKIES["django_language"] = cookie
    answer = ChosenLanguage(lambda _request: HttpResponse(get_language()))(request)
    assert answer.content.decode() == answer["Content-Language"] == language


def test_the_living_page_shows_every_mark_and_runs_within_the_policy(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("0912345678"))
    answer = client.get("/mau/")
    page = answer.content.decode()
    assert all(f"badge-{mark.value}" in page for mark in Mark)
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_a_missing_page_is_told_in_vietnamese(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("0912345678"))
    answer = client.get("/khong-co/")
    assert answer.status_code == 404
    assert "Không tìm thấy trang" in answer.content.decode()


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_nothing_but_itself(page: str) -> None:
    from django.template.loader import get_template

    assert "Về trang đầu" in get_template(f"{page}.html").render()


def test_what_is_kept_of_the_frame_says_what_is_each_page_s_own() -> None:
    asked = RequestFactory()
    for path, token in (("/so-lieu/?of=vn&x='", "first"), ("/duyet/", "second")):
        html = rendered("{% appearance %}", request=asked.get(path), csrf_token=token)
        assert html.count(f'value="{token}"') == 3 and html.count(f'name="next" value="{escape(path)}"') == 3
    place = {"place": next(one for one in PLACES if one.name == "notices"), "href": "/thong-bao/", "is_here": False}
    for unread, said in ((0, False), (1200, True), (0, False)):
        html = rendered("{% rail_places places unread %}", places=[place], unread=unread)
        assert ("1.200" in html) is said and ("bell-count" in html) is said
    with override("en"):
        assert "Notices" in rendered("{% rail_places places 0 %}", places=[place])


def test_pages_stand_without_style_before_the_first_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(frame, "MANIFEST", tmp_path / "manifest.json")
    monkeypatch.setattr("chungtay.design.checks.MANIFEST", tmp_path / "manifest.json")
    assert frame.assets() == ""
    assert [warning.id for warning in assets_are_built()] == ["design.W001"]


def test_a_figure_without_a_value_says_why() -> None:
    html = rendered(
        "{% figure card %}", card=FigureCard("k", "Suất cháo", state=Mark.NOT_REPORTED, reported=0, expected=6)
    )
    assert "Chưa báo cáo" in html
    assert "0 trên 6 đơn vị đã báo cáo" in html


def test_a_figure_keeps_its_hedge_apart_and_leads_behind_itself() -> None:
    html = rendered(
        "{% figure card %}", card=FigureCard("k", "Lượt người", "trên 22.200", "lượt người", href="/sau/?a=1&b=2")
    )
    assert '<span class="hedge">trên</span> <span class="number">22.200</span>' in html
    assert 'href="/sau/?a=1&amp;b=2"' in html


def test_days_and_numbers_are_written_in_the_reader_s_language() -> None:
    assert (day(date(2024, 11, 11)), number(22200)) == ("Thứ Hai, 11/11/2024", "22.200")
    assert moment(datetime(2024, 11, 11, 9, 31, tzinfo=UTC)) == "16:31, 11/11/2024"
    with override("en"):
        assert (day(date(2024, 11, 11)), number(22200)) == ("Monday, 11 Nov 2024", "22,200")


def test_a_refusal_is_said_in_the_reader_s_language() -> None:
    refusal = Refusal("Đã nhập sai nhiều lần. Hãy thử lại sau %(minutes)s phút.", minutes=3)
    assert say(refusal) == "Đã nhập sai nhiều lần. Hãy thử lại sau 3 phút."
    with override("en"):
        assert say(refusal) == "Too many failed attempts. Try again in 3 min."
