"""The report in the frame: each number a link, files with a Vietnamese name, as published beside as known now."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from urllib.parse import unquote

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chungtay.documents.rules import FigureReference
from chungtay.reports.actions import publish_review
from chungtay.reports.formats import address_of
from chungtay.reports.queries import publication
from tests.factories.organizations import AT, MEMBERS, Chapter
from tests.ledger.telling import recorded, unfit

PATHS = ("/bao-cao/", "/so-lieu/")
FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
SPAN = {"of": "22/cum-2", "from": "2024-01-01", "to": "2024-10-31"}


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_report_is_the_same_vietnamese_document_in_an_english_frame(opened, client):
    asked = {**SPAN, "format": "md"}
    document = opened("approver", "/bao-cao/tep/", asked).content
    assert "Đơn vị máu".casefold() in document.decode().casefold()
    client.cookies["django_language"] = "en"
    assert opened("approver", "/bao-cao/tep/", asked).content == document
    page = opened("approver", "/bao-cao/", SPAN).content.decode()
    assert "Every number leads to its source." in page
    assert "Gifts given" not in page


def test_every_number_of_the_report_leads_behind_itself(opened, client):
    page = opened("approver", "/bao-cao/", SPAN).content.decode()
    links = re.findall(r'<a class="figure" href="(/so-lieu/nguon/[^"]+)">([^<]+)</a>', page)
    assert len(links) > 10
    blood = next(href for href, words in links if words == "300 đơn vị máu")
    assert "300 đơn vị máu" in text_of(client.get(blood.replace("&amp;", "&")))
    for href in {href for href, _ in links}:
        assert client.get(href.replace("&amp;", "&")).status_code == 200, href


@pytest.mark.parametrize(
    ("who", "status"), [("approver", 200), ("head", 200), ("recorder", 403), ("outsider", 403), ("visitor", 403)]
)
def test_the_report_and_its_files_open_for_whom_they_concern(opened, who, status):
    assert opened(who, "/bao-cao/", SPAN).status_code == status
    assert opened(who, "/bao-cao/tep/", SPAN | {"format": "md"}).status_code == status


def test_a_file_has_its_type_and_a_vietnamese_name(opened):
    answer = opened("approver", "/bao-cao/tep/", SPAN | {"format": "docx"})
    assert answer["Content-Type"].endswith("wordprocessingml.document") and answer.content[:2] == b"PK"
    plain, full = re.findall(r"filename\*?=([^;]+)", answer["Content-Disposition"])
    assert plain == '"bao cao cum thi dua so 2 10 thang nam 2024.docx"'
    assert unquote(full.removeprefix("UTF-8''")) == "Báo cáo Cụm thi đua số 2 10 tháng năm 2024.docx"


@pytest.mark.parametrize("asked", [SPAN, SPAN | {"format": "exe"}, SPAN | {"format": "pdf", "to": "x"}])
def test_a_wrong_question_for_a_file_names_the_parameter(opened, asked):
    answer = opened("approver", "/bao-cao/tep/", asked)
    named = "to" if asked.get("to") == "x" else "format"
    assert answer.status_code == 400 and f"<code>{named}</code>" in answer.content.decode()


def test_a_report_is_about_one_scope(opened):
    answer = opened("approver", "/bao-cao/", SPAN | {"of": ["22", "22/cum-2"]})
    assert answer.status_code == 400 and "<code>of</code>" in answer.content.decode()


def test_without_a_period_the_report_takes_the_latest_with_entries(opened):
    assert "10 tháng năm 2024" in text_of(opened("head", "/bao-cao/", {"of": "22/cum-2"}))


def test_what_was_published_stands_beside_what_is_known_now(opened, client, told):
    published = publish_review(by=None, at=AT, of="22/cum-2", first=FIRST, last=LAST)
    address = f"/bao-cao/da-phat-hanh/{published.pk}/"
    assert address in opened("approver", "/bao-cao/", SPAN).content.decode()
    assert "Mọi con số đã in vẫn đúng" in text_of(opened("approver", address))
    before = opened("approver", address + "tep/", {"format": "md"}).content
    recorded(told, "22.206", date(2024, 10, 30), gift_count=1_000)
    assert opened("approver", address + "tep/", {"format": "md"}).content == before
    answer = opened("approver", address)
    assert "Suất quà trao tặng 10 tháng năm 2024 suất quà 10.623 11.623" in text_of(answer)
    then = next(
        href for href in re.findall(r'href="([^"]+known_at=[^"]+)"', answer.content.decode()) if "=gift.count" in href
    )
    assert "10.623 suất quà" in text_of(client.get(then.replace("&amp;", "&")))


def test_a_published_report_shows_nothing_to_others(opened):
    published = publish_review(by=None, at=AT, of="22/cum-2", first=FIRST, last=LAST)
    for path in (f"/bao-cao/da-phat-hanh/{published.pk}/", "/bao-cao/da-phat-hanh/999/"):
        assert opened("outsider", path).status_code == 403
        assert opened("outsider", path + "tep/", {"format": "pdf"}).status_code == 403
    assert opened("approver", "/bao-cao/da-phat-hanh/999/").status_code == 403


def test_of_many_published_reviews_one_is_read(told: Chapter) -> None:
    first, other = (publish_review(by=None, at=AT, of="22/cum-2", first=FIRST, last=LAST) for _ in range(2))
    with CaptureQueriesContext(connection) as asked:
        assert publication(first.pk).id == first.pk != other.pk
        assert publication(999) is None
    assert len(asked) == 2 and all('"id" = ' in query["sql"] for query in asked)


def test_the_address_of_a_reference_is_the_question_it_answers():
    row = FigureReference(("22/cum-2",), "gift.count", FIRST, LAST, ("programme:tet_nhan_ai",), "unit", "22.206")
    assert address_of(row, 7) == (
        "of=22/cum-2&indicator=gift.count&from=2024-01-01&to=2024-10-31"
        "&tag=programme:tet_nhan_ai&by=unit&key=22.206&known_at=7"
    )


@pytest.mark.parametrize("path", PATHS)
def test_a_page_of_figures_keeps_its_query_budget_whatever_it_lists(
    opened: Callable[..., HttpResponse], client: Client, told: Chapter,
    assert_queries: Callable[..., AbstractContextManager[None]], path: str,
) -> None:  # fmt: skip
    for number, unit in enumerate(MEMBERS, start=1):
        recorded(told, unit, date(2024, number, 3), gift_count=7, house_built=1, health_cases=2)
    unfit(told, "22.206")
    page = opened("approver", path, SPAN)
    assert path == PATHS[1] or ("cần đối chiếu" in text_of(page) and "chéo với" in text_of(page))
    with assert_queries():  # once the process knows tree and catalogue
        assert client.get(path, SPAN).status_code == 200
