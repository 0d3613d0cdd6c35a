"""Figures in articles: kept as published, with what stands behind them; previewed before; small cells are not told."""

from datetime import date

import pytest
from django.test import RequestFactory
from django.utils.timezone import now

from chungtay.openness.models import PublishedFigure
from chungtay.openness.queries.asking import asking_of
from chungtay.openness.queries.published import published_on, published_or_now
from chungtay.openness.rules.asking import WrongField
from chungtay.portal.models import ArticlePage
from chungtay.portal.views.pages import show
from tests.ledger.telling import TET, recorded

ASKED = {"unit": "Cụm thi đua số 2", "period": "10 tháng năm 2024", "form": "figure", "by": "", "tag": ""}


def article(section, *figures, slug="bai"):
    page = ArticlePage(title="Kết quả 10 tháng", slug=slug, shown_at=now())
    page.body = [("figure", {**ASKED, **figure}) for figure in figures]
    section.add_child(instance=page)
    return page


def published(page):
    page.save_revision().publish()
    return list(PublishedFigure.objects.filter(place=f"page:{page.pk}").order_by("pk"))


def read(client, page):
    """The article as readers get it, whatever a process keeps."""
    return client.get(
        ArticlePage.objects.get(pk=page.pk).url, {"moi": PublishedFigure.objects.count()}
    ).content.decode()


def test_an_article_tells_its_figure_as_published_and_its_provenance_both(client, section, assert_queries) -> None:
    page = article(section, {"indicator": "gift.count"})
    (first,) = published(page)
    recorded(section.book, "22.195", date(2024, 4, 5), gift_count=7)
    assert "100 suất quà" in read(client, page) and first.token in read(client, page)
    address = f"/cong-khai/so-lieu/{first.token}/"
    client.get(address, {"am": 1})  # the tree and the catalogue are read once by each process
    with assert_queries():
        answer = client.get(address)
    told = answer.content.decode()
    assert all(
        word in told for word in ("100 suất quà", "107", "+7", "1 bút toán", "Chưa báo cáo khi đăng", "Quảng Yên")
    )
    assert "Kết quả 10 tháng" in told and "sessionid" not in answer.cookies
    assert client.get("/cong-khai/so-lieu/khong-co/").status_code == 404
    english = client.get(f"/en{address}").content.decode()
    assert "Gifts given" in english and '<p class="open-about"><span lang="vi">' in english

    page = ArticlePage.objects.get(pk=page.pk)
    page.title = "Tên khác"
    (same,) = published(page)  # published again: what is asked has not changed
    page.full_clean()
    assert "tinh duoc" not in page.folded  # what searching finds
    assert (same.token, same.frozen, same.title) == (first.token, first.frozen, "Tên khác")
    page.body[0].value["period"] = "năm 2024"
    old, new = published(ArticlePage.objects.get(pk=page.pk) if page.save() else page)
    assert (old.stands, new.stands, new.frozen["whole"]["value"]) == (False, True, 107)
    page.unpublish()
    assert not PublishedFigure.objects.filter(stands=True).exists()
    assert "không còn đứng trong bài" in client.get(address, {"x": 1}).content.decode()


def test_small_counts_of_people_are_kept_but_told_nowhere(client, section) -> None:
    page = article(
        section, {"indicator": "social.cases", "form": "table", "by": "unit"},
        {"indicator": "social.cases", "form": "chart", "by": "unit"},
        {"indicator": "social.cases", "form": "map"}, {"indicator": "social.cases", "unit": "22.205"},
        {"indicator": "social.cases", "unit": "22.195", "period": "tháng 5 năm 2024"},
        {"indicator": "social.cases", "period": "", "first": date(2024, 5, 1), "last": date(2024, 5, 20)},
    )  # fmt: skip
    recorded(section.book, "22.193", date(2024, 5, 25), social_cases=4)
    rows = published(page)
    kept = {row["key"]: row["value"] for row in rows[0].frozen["rows"]}
    assert kept["22.205"] == 3 and rows[3].frozen["whole"]["value"] == 3
    told = read(client, page)
    shown = published_on(f"page:{page.pk}").values()
    assert [row.whole.hidden for row in shown] == [False, False, False, True, True, True]  # by the 20th all but 4
    assert {row.figure.key for row in next(iter(shown)).rows if row.hidden} == {"22.195", "22.205"}  # 12 would say 3
    pages = [told, *(client.get(f"/cong-khai/so-lieu/{row.token}/").content.decode() for row in rows)]
    assert not any(f">{number}<" in one or f" {number} trường hợp" in one for one in pages for number in (3, 12))
    assert ">44<" in told and ">59<" in told

    behind = f"/cong-khai/so-lieu/{rows[0].token}/"
    recorded(section.book, "22.193", date(2024, 4, 5), social_cases=2)
    now = client.get(behind, {"sau": 2}).content.decode()
    assert "61" not in now and "+2" not in now and "1 bút toán" in now  # two people are known by who came later
    recorded(section.book, "22.193", date(2024, 4, 6), social_cases=10)
    assert all(word in client.get(behind, {"sau": 12}).content.decode() for word in (">71<", "+12"))


def test_an_editor_sees_a_figure_as_known_now_until_it_is_published(section) -> None:
    page = article(section, {"indicator": "gift.count"}, {"indicator": "gift.count", "unit": "nowhere"})
    request = RequestFactory().get("/tin/")
    request.is_preview, request.LANGUAGE_CODE = True, "vi"
    told = show(request, page).content.decode()
    assert "Bản xem trước" in told and "100 suất quà" in told and "nowhere" in told
    assert not PublishedFigure.objects.exists()
    published(page)
    request.is_preview = False
    told = show(request, ArticlePage.objects.get(pk=page.pk)).content.decode()
    assert "Bản xem trước" not in told and "chưa tính được khi đăng" in told  # what could not be asked says so

    for month, number in ((3, 20), (6, 3)):
        recorded(section.book, "22.193", date(2024, month, 7), social_cases=number, tags=TET)
    of_tet = {**ASKED, "indicator": "social.cases", "tag": "programme:tet_nhan_ai"}
    march, year = (
        published_or_now({**of_tet, "period": period}, "", {}) for period in ("tháng 3 năm 2024", "năm 2024")
    )
    assert year.whole.figure.value == 23 and march.whole.hidden and march.months[0].hidden  # else June's 3 follow


WRONG = (
    ("indicator", {"indicator": "no.such"}),
    ("unit", {"unit": "Quảng Yênn"}),
    ("period", {"period": "tháng 14 năm 2024"}),
    ("period", {"period": "tháng trước"}),
    ("period", {"period": ""}),
    ("last", {"period": "", "first": date(2024, 5, 1), "last": date(2024, 4, 1)}),
    ("by", {"form": "table"}),
    ("by", {"form": "map", "by": "month"}),
    ("form", {"indicator": "blood.quality", "form": "table", "by": "unit"}),
)


def test_a_wrong_question_names_its_field(book) -> None:
    for field, wrong in WRONG:
        with pytest.raises(WrongField) as refused:
            asking_of({**ASKED, "indicator": "gift.count", **wrong})
        assert refused.value.field == field, wrong
