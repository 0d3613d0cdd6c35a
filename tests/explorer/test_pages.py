"""The page where figures are asked for: what it says, whom it refuses, where its numbers lead, what its files hold."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from PIL import Image
from python_calamine import CalamineWorkbook

from chungtay.figures.templatetags.figure_words import growth
from chungtay.ledger.models import OpenBatch

GIFTS = {"indicator": "gift.count"}


def rows_of(answer):
    """The page's table as texts, row by row."""
    body = re.search(r"<table.*?</table>", answer.content.decode(), re.DOTALL)[0]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [
        [unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def test_rows_say_a_number_nothing_and_silence_apart_beside_the_year_before(asking):
    answer = asking("approver", **GIFTS)
    rows = {row[0]: row[1:] for row in rows_of(answer)[1:]}
    assert rows["Hội Chữ thập đỏ thành phố Hạ Long"] == ["100", "55", "Tăng 81,8%"]
    assert rows["Hội Chữ thập đỏ thị xã Quảng Yên"] == ["không phát sinh", "chưa báo cáo", ""]
    assert rows["Hội Chữ thập đỏ thành phố Uông Bí"] == ["chưa báo cáo", "chưa báo cáo", ""]
    assert rows["Cộng"] == ["140", "85", "chưa đủ báo cáo"]
    assert "4 trên 6 đơn vị đã báo cáo" in answer.content.decode()
    gifts = answer.context["page"].totals["gift.count"]
    told = {many: growth(replace(gifts, value=many), replace(gifts, value=8)) for many in (79, 80, 980)}
    assert told == {79: "Tăng 887,5%", 80: "Gấp 10 lần", 980: "Gấp 122,5 lần"}


def test_every_number_leads_to_what_is_behind_it_and_from_there_to_the_record(asking, client):
    answer = asking("approver", **GIFTS)
    links = re.findall(r'<a href="(/so-lieu/nguon/[^"]+)">([0-9.]+)</a>', answer.content.decode())
    assert [number for _href, number in links] == ["100", "55", "25", "20", "15", "10", "140", "85"]
    behind = client.get(unescape(links[0][0]))
    assert behind.status_code == 200 and behind.context["page"].figure.value == 100
    record = re.search(r'<a href="(/so-ghi-chep/\d+/)">Tặng quà</a>', behind.content.decode())[1]
    assert client.get(record).status_code == 200


def test_months_without_entries_say_whether_somebody_is_silent(asking):
    rows = {row[0]: row[1] for row in rows_of(asking("approver", by="month", **GIFTS))[1:]}
    assert rows["T1/2024"] == "40" and rows["T3/2024"] == "100" and rows["T2/2024"] == "chưa báo cáo"
    own = asking("recorder", of="22.206", by="month", **GIFTS)
    assert own.context["page"].lines[1].figures["gift.count"].state == "zero"


def test_rows_by_programme_are_marked_and_hold_what_belongs_to_none(asking):
    answer = asking("approver", by="programme", **GIFTS)
    assert [(line.key, line.figures["gift.count"].value) for line in answer.context["page"].lines] == [
        ("tet_nhan_ai", 40), (None, 100)
    ]  # fmt: skip
    assert "có phần trùng" in answer.content.decode()
    narrowed = asking("approver", tag="programme:tet_nhan_ai", **GIFTS)
    assert narrowed.context["page"].totals["gift.count"].value == 40


@pytest.mark.parametrize(("wrong", "named"), [
    ({"indicator": "no.such"}, "no.such"), ({"by": "colour"}, "<code>by</code>"), ({"view": "pie"}, "<code>view</code>"),
    ({"from": "2024-13-01"}, "<code>from</code>"), ({"against": "days"}, "<code>against_from</code>"),
    ({"against": "days", "against_from": "2024-02-01", "against_to": "2024-03-01"}, "<code>against_from</code>"),
    ({"indicator": ["a", "b", "c", "d", "e", "f"]}, "<code>indicator</code>"), ({"tag": "value:none"}, "value:none"),
    ({"of": "no-such"}, ""),
])  # fmt: skip
def test_what_is_wrong_in_an_address_is_named(asking, wrong, named):
    answer = asking("approver", **wrong)
    assert answer.status_code in (400, 403) and named in answer.content.decode()
    assert answer.status_code == 400 or "of" in wrong


def test_a_form_s_blanks_and_a_view_that_does_not_fit_lead_to_the_address_that_is_shown(asking):
    answer = asking("approver", by="month", view="map", against_from="", against_to="", **GIFTS)
    assert answer.status_code == 302
    assert parse_qs(urlsplit(answer["Location"]).query) == {
        "of": ["22/cum-2"], "indicator": ["gift.count"], "from": ["2024-01-01"], "to": ["2024-10-31"], "by": ["month"],
        "view": ["columns"],
    }  # fmt: skip
    days = asking("approver", **{"from": None, "to": None}, **GIFTS)
    assert "from=2024-01-01&to=2024-03-31" in days["Location"]


def test_figures_are_seen_as_on_their_own_page(asking, client):
    assert asking("head", **GIFTS).status_code == 200
    assert asking("outsider", **GIFTS).status_code == 403
    assert asking("visitor", **GIFTS).status_code == 403
    assert asking("outsider", address="/so-lieu/hoi/tep/", format="csv", **GIFTS).status_code == 403
    assert asking("recorder", of="22.206", **GIFTS).status_code == 200
    client.logout()
    assert client.get("/so-lieu/hoi/?of=22/cum-2").status_code == 302


def test_another_earlier_period_of_unequal_months_is_refused_with_the_right_one(asking):
    said = {"against": "days", "against_from": "2023-01-01", "against_to": "2023-06-30"}
    text = asking("approver", **said, **GIFTS).content.decode()
    assert "không so sánh được; hãy so với 10 tháng năm 2023" in text
    young = {"of": "22.07132", "from": "2026-01-01", "to": "2026-10-31", "against": "year"}
    assert "Không so sánh: đơn vị hoạt động từ 01/07/2025." in asking("approver", **young, **GIFTS).content.decode()


@pytest.mark.parametrize(("by", "view"), [
    ("unit", "table"), ("unit", "map"), ("month", "table"), ("month", "lines"), ("programme", "bars"),
])  # fmt: skip
def test_a_page_asks_at_most_twelve_times_with_five_indicators(asking, client, assert_queries, by, view):
    five = ["gift.count", "gift.value", "blood.units", "social.turns", "total.value"]
    said = {"by": by, "indicator": five, "tag": "programme:tet_nhan_ai", "view": view}
    address = asking("approver", **said).wsgi_request.get_full_path()  # catalogue and tree are in memory then
    with assert_queries():
        assert client.get(address).status_code == 200


def test_files_hold_exactly_what_the_page_shows(asking):
    page = asking("approver", **GIFTS)
    shown = [row[:3] for row in rows_of(page)[1:]]
    lines = (
        asking("approver", address="/so-lieu/hoi/tep/", format="csv", **GIFTS).content.decode("utf-8-sig").splitlines()
    )
    filed = [line.split(",")[:3] for line in lines[1:]]
    assert [[cell.replace("không phát sinh", "0") for cell in row] for row in shown] == filed
    OpenBatch.objects.create(source="import:1", opened_at=timezone.now())
    answer = asking("approver", address="/so-lieu/hoi/tep/", format="xlsx", **GIFTS)
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [[str(cell).removesuffix(".0") for cell in row[:3]] for row in sheet[-7:]] == filed
    assert any("4 trên 6 đơn vị báo cáo; chưa báo cáo: Uông Bí, Cao đẳng Y tế Quảng Ninh" in row[0] for row in sheet)
    assert any("lượt nhập dữ liệu chưa xong" in row[0] for row in sheet)


def test_pictures_of_the_same_view_are_files(asking):
    svg = asking("approver", address="/so-lieu/hoi/tep/", format="svg", view="bars", **GIFTS)
    assert svg["Content-Type"] == "image/svg+xml" and "Cụm thi đua số 2, 10 tháng năm 2024" in svg.content.decode()
    assert "<a " not in svg.content.decode() and "var(" not in svg.content.decode()
    png = asking("approver", address="/so-lieu/hoi/tep/", format="png", view="bars", **GIFTS)
    with Image.open(BytesIO(png.content)) as picture:
        assert picture.format == "PNG" and picture.width > 1200 and picture.getpixel((2, 2))[:3] == (255, 255, 255)
    assert "filename*=utf-8''" in png["Content-Disposition"]
