"""The list of records: who sees which, searched, filtered, ordered, page by page, and as a file."""

import csv
import io
import re
import zipfile
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from chungtay.ledger.actions import declare
from chungtay.ledger.rules import Amount, DeclarationDraft
from chungtay.records.actions import approve_records, return_record
from chungtay.records.queries.records import Finder
from chungtay.records.queries.searching import Everyone
from chungtay.records.rules import ApprovalState, Order, Search

from .conftest import NOW, gift

LIST = "/so-ghi-chep/"


@pytest.fixture
def kept(desk, cast):
    """Records of three units, and a declared total."""
    seqs = {
        "rice": gift(desk, "q1", date(2024, 3, 1), title="Trao gạo hỗ trợ hộ nghèo", by=cast["recorder"]),
        "tet": gift(desk, "q2", date(2024, 1, 20), title="Quà Tết", tags=["programme:tet_nhan_ai"]),
        "storm": gift(desk, "q3", date(2024, 9, 15), title="Cứu trợ 100% hộ", tags=["disaster:yagi_2024"]),
        "ward": gift(desk, "w1", date(2024, 5, 5), unit="22.206.07132", title="Thăm hỏi"),
        "other": gift(desk, "c1", date(2024, 6, 6), unit="22.195", title="=Cẩm Phả"),
    }
    months = (date(2024, 2, 1), date(2024, 2, 29))
    total = DeclarationDraft(desk.id("22.206"), "t1", "own", *months, (Amount("gift.count", 500),), title="Tháng hai")
    seqs["total"] = declare(by=None, at=NOW, declarations=[total])[0].seq
    return seqs


def found(client, query=""):
    text = client.get(f"{LIST}?{query}").content.decode()
    return [int(seq) for seq in re.findall(r'<th scope="row"[^>]*><a href="/so-ghi-chep/(\d+)/"', text)]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("recorder", {"rice", "tet", "storm", "ward", "total"}),
        ("approver", {"rice", "tet", "storm", "ward", "total", "other"}),
        ("auditor", {"rice", "tet", "storm", "ward", "total", "other"}),
        ("outsider", {"other"}),
    ],
)
def test_a_person_finds_the_records_of_the_own_units_and_all_below(client, cast, kept, who, names):
    client.force_login(cast[who])
    assert set(found(client)) == {kept[name] for name in names}


@pytest.mark.parametrize("who", ["head", "visitor"])
@pytest.mark.parametrize("address", [LIST, f"{LIST}tep/", "/duyet/"])
def test_heads_of_clusters_and_visitors_see_no_list(client, cast, kept, who, address):
    client.force_login(cast[who])
    assert client.get(address).status_code == 403


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=gao", ["rice"]),
        ("q=NGHEO+trao", ["rice"]),
        ("q=qua+xyz", []),
        ("q=100%25", ["storm"]),
        ("q=q1", ["rice"]),
        ("kind=declaration", ["total"]),
        ("programme=tet_nhan_ai", ["tet"]),
        ("disaster=yagi_2024", ["storm"]),
        ("from=2024-03-01&to=31/5/2024", ["ward", "rice"]),
        ("sort=day&kind=record", ["tet", "rice", "ward", "storm"]),
        ("sort=-entered", ["total", "ward", "storm", "tet", "rice"]),
        ("sort=entered&kind=record", ["rice", "tet", "storm", "ward"]),
    ],
)
def test_what_is_looked_for_is_found_in_the_asked_order(client, cast, kept, query, names):
    client.force_login(cast["recorder"])
    assert found(client, query) == [kept[name] for name in names]


def test_filters_by_unit_person_and_approval_hold(client, cast, desk, kept):
    client.force_login(cast["recorder"])
    assert found(client, f"unit={desk.id('22.206.07132')}") == [kept["ward"]]
    assert found(client, f"by={cast['recorder'].pk}") == [kept["rice"]]
    approve_records(by=cast["approver"], at=NOW, seqs=[kept["rice"], kept["tet"]])
    return_record(by=cast["approver"], at=NOW, seq=kept["ward"], reason="thiếu ảnh")
    later = gift(desk, "q9", date(2024, 2, 2))
    assert found(client, "state=approved") == [kept["rice"], kept["tet"]]
    assert found(client, "state=returned") == [kept["ward"]]
    assert found(client, "state=waiting") == [kept["storm"], kept["total"], later]


def test_another_units_number_in_the_address_opens_nothing(client, cast, desk, kept):
    client.force_login(cast["outsider"])
    assert found(client, f"unit={desk.id('22.206')}") == [kept["other"]]  # not offered, so not understood


def test_what_cannot_be_read_is_said_and_the_rest_still_holds(client, cast, kept):
    client.force_login(cast["recorder"])
    answer = client.get(f"{LIST}?from=mai&kind=abc&q=gao&page=9&by=-1")
    assert answer.status_code == 200
    assert "không phải là ngày" in answer.content.decode()
    assert f"{LIST}{kept['rice']}/" in answer.content.decode()


def test_an_empty_list_says_what_will_stand_there(client, cast, desk):
    client.force_login(cast["outsider"])
    assert "Chưa có bản ghi nào" in client.get(LIST).content.decode()
    assert "Không tìm thấy bản ghi nào" in client.get(f"{LIST}?q=abc").content.decode()


def test_pages_hold_fifty_and_lead_to_each_other(client, cast, desk):
    seqs = [gift(desk, f"k{n:03}", date(2024, 1, 1 + n % 28), by=cast["recorder"]) for n in range(60)]
    client.force_login(cast["recorder"])
    first, second = found(client), found(client, "page=2")
    assert (len(first), len(second), set(first) | set(second)) == (50, 10, set(seqs))
    assert found(client, "page=999") == second
    assert "page=2&amp;q=tang" in client.get(f"{LIST}?page=1&q=tang").content.decode().replace(
        "q=tang&amp;page=2", "page=2&amp;q=tang"
    )


@pytest.mark.parametrize("order", list(Order))
def test_every_way_of_reading_finds_the_same_in_the_same_order(desk, cast, kept, order, monkeypatch):
    """Few units or many, sorted or met on the way through days or book."""
    from chungtay.organizations.models import Unit
    from chungtay.records.queries import searching

    everyone = frozenset(Unit.objects.values_list("pk", flat=True))
    approve_records(by=cast["approver"], at=NOW, seqs=[kept["rice"]])
    for search in (
        Search(order=order), Search(words=("qua",), order=order), Search(tags=("programme:tet_nhan_ai",), order=order),
        Search(state=ApprovalState.WAITING, order=order), Search(unit=desk.id("22.206"), order=order),
    ):  # fmt: skip
        answers = []
        for units, few in ((everyone, 60), (everyone, 2), (Everyone(everyone), 60)):
            monkeypatch.setattr(searching, "FEW_UNITS", few)
            for head in (0, 10**9):
                finder = Finder(search, units)
                finder.head = head  # how the shorter way is judged
                answers.append((finder.count, finder.seqs(100)))
        assert answers[0][0] > 0
        assert answers.count(answers[0]) == len(answers)


def rows_of(answer):
    body = b"".join(answer.streaming_content)
    if "csv" in answer["Content-Type"]:
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("query", ["", "q=qua", "kind=declaration", "sort=day&from=2024-03-01"])
def test_a_file_holds_exactly_what_the_list_shows(client, cast, kept, form, query):
    client.force_login(cast["approver"])
    heading, *rows = rows_of(client.get(f"{LIST}tep/?{query}&format={form}"))
    assert heading[0] == "Nội dung"
    assert [int(row[-1]) for row in rows] == found(client, query)


def test_text_that_a_spreadsheet_would_run_stays_text(client, cast, kept):
    client.force_login(cast["outsider"])
    assert rows_of(client.get(f"{LIST}tep/"))[1][0] == "'=Cẩm Phả"
    body = b"".join(client.get(f"{LIST}tep/?format=xlsx").streaming_content)
    sheet = zipfile.ZipFile(io.BytesIO(body)).read("xl/worksheets/sheet1.xml").decode()
    assert "=Cẩm Phả</t>" in sheet
    assert "<f>" not in sheet


def test_a_list_too_long_for_a_file_is_refused_with_a_word(client, cast, kept, monkeypatch):
    monkeypatch.setattr("chungtay.records.views.exports.MOST", {"csv": 2, "xlsx": 2})
    client.force_login(cast["approver"])
    answer = client.get(f"{LIST}tep/?q=&format=xlsx", follow=True)
    assert "quá dài cho một tệp" in answer.content.decode()


def test_the_list_asks_the_database_no_more_for_many_records(client, cast, desk, assert_queries):
    for number in range(120):
        gift(desk, f"k{number:03}", date(2024, 2, 1), tags=["programme:tet_nhan_ai"])
    client.force_login(cast["approver"])
    query = "q=tang&kind=record&work=gift&programme=tet_nhan_ai&disaster=yagi_2024&state=waiting&by=1&from=2024-01-01"
    for address in (LIST, f"{LIST}?page=2", f"{LIST}?{query}", f"{LIST}?unit={desk.id('22.206')}"):
        client.get(address)
        with assert_queries():
            client.get(address)
