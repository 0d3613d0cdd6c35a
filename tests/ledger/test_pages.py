"""The pages of figures: who may open them, what they say, and that every number agrees with what is behind it."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chungtay.accounts.models import User
from chungtay.figures.queries import By, Question, entry_pages, figures
from chungtay.figures.queries.entry_pages import PER_PAGE, entry_page
from chungtay.figures.queries.figures import Answer
from chungtay.figures.queries.pages import figure_page
from chungtay.ledger.actions import attest, open_batch, record
from chungtay.ledger.queries import head
from chungtay.ledger.rules import Amount, RecordDraft
from chungtay.organizations.models import Unit
from tests.factories.organizations import AT, MEMBERS, Chapter
from tests.ground import layer

from .telling import declared, recorded

SPAN = {"from": "2024-01-01", "to": "2024-10-31"}
GIFTS = {"of": "22/cum-2", "indicator": "gift.count"} | SPAN
MOST_QUERIES = 12  # whatever is recorded, once the process knows tree and catalogue
TET = frozenset({"programme:tet_nhan_ai", "value:cash", "group:poor"})


@layer
def told(book: Chapter, cast: dict[str, User]) -> Chapter:
    """Two units with detail, one with an estimated total, one that attests, two that say nothing."""
    for month in range(1, 11):
        recorded(book, "22.206", date(2024, month, 5), gift_count=100 + month, social_turns=7, tags=TET)
        recorded(book, "22.195", date(2024, month, 9), gift_count=10, health_cases=3)
        recorded(book, "22.206", date(2023, month, 5), gift_count=90)
    declared(book, "22.205", date(2024, 1, 1), date(2024, 6, 30), estimate=True, gift_count=600)
    attest(by=None, at=AT, unit_id=book.id("22.193"), first=date(2024, 1, 1), last=date(2024, 10, 31))
    return book


@pytest.fixture
def opened(client: Client, told: Chapter) -> Callable[..., HttpResponse]:
    """`opened("head", of=..., ...)` opens the page behind a figure as that person."""

    def opening(who: str, path: str = "/so-lieu/nguon/", **asked: object) -> HttpResponse:
        client.force_login(told.people[who])
        return client.get(f"{path}?{urlencode(asked, doseq=True)}")

    return opening


def text_of(answer: HttpResponse) -> str:
    """What a reader reads: the page's text without markup, spaces joined."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_page_behind_a_figure_says_number_state_reporting_and_estimate(opened):
    text = text_of(opened("approver", **GIFTS))
    assert "Suất quà trao tặng" in text and "Cụm thi đua số 2, 10 tháng năm 2024" in text
    assert "1.755 suất quà" in text  # 1.055 + 100 + 600
    assert "4 trên 6 đơn vị đã báo cáo; chưa báo cáo: Uông Bí, Cao đẳng Y tế Quảng Ninh" in text
    assert "Trong đó số ước: 600 suất quà." in text
    assert "Chưa so sánh với 10 tháng năm 2023 (900 suất quà)" in text and "lượt nhập" not in text
    open_batch(by=None, at=AT, source="import:1")
    for path in ("/so-lieu/nguon/", "/so-lieu/", "/so-lieu/hoi/"):
        assert "Đang có lượt nhập dữ liệu chưa xong" in text_of(opened("approver", path, **GIFTS))
        then = opened("approver", path, **GIFTS, known_at=head().seq)
        assert then.status_code == 200 and "lượt nhập" not in text_of(then), "what was known then stays as it is"


@pytest.mark.parametrize(
    ("value", "said", "exactly"),
    [
        (10_874_650_000, "nearly 10.9 billion VND", "10,874,650,000 VND"),
        (11_123_000_000, "more than 11.1 billion VND", "11,123,000,000 VND"),
        (5_940_000, "5,940,000 VND", None),
    ],
)
def test_money_in_english_names_its_currency_once_and_keeps_its_hedge_whole(opened, client, told, value, said, exactly):
    recorded(told, "22.206", date(2024, 3, 5), gift_value=value)
    client.cookies["django_language"] = "en"
    page = opened("approver", **GIFTS | {"indicator": "gift.value"})
    text = text_of(page)
    assert said in text
    assert "VND VND" not in text and "VND 5,940,000 VND" not in text
    assert (f"Exact number: {exactly}" in text) if exactly else ("Exact number" not in text)
    hedge = re.search(r'<span class="hedge">([^<]+)</span>', page.content.decode())
    assert (hedge[1] if hedge else "") == said[: said.index(next(c for c in said if c.isdigit()))].strip()


def test_a_price_names_its_currency_once(opened, told):
    recorded(told, "22.206", date(2024, 3, 5), gift_price=300_000)
    text = text_of(opened("approver", **GIFTS | {"indicator": "gift.price", "of": "22.206"}))
    assert "300.000 đồng/suất quà" in text and "đồng đồng" not in text


def test_the_entries_total_equals_the_figure_and_turns_pages(opened, told):
    for day in range(1, 1 + PER_PAGE):
        recorded(told, "22.195", date(2024, 3, day % 28 + 1), key=f"more-{day}", gift_count=1)
    first, last = opened("approver", **GIFTS), opened("approver", page=9, **GIFTS)
    assert "Cộng 71 bút toán 1.805" in text_of(first) and "Cộng 71 bút toán 1.805" in text_of(last)
    assert "Trang 1 trên 2" in text_of(first) and "Trang 2 trên 2" in text_of(last)
    rows = [re.findall(r'rowheader">', answer.content.decode().split('id="but-toan"')[-1]) for answer in (first, last)]
    assert [len(found) - 1 for found in rows] == [PER_PAGE, 21]  # the total row's heading stands apart


def test_a_page_of_entries_read_by_its_newest_months_is_the_page_of_all_of_them(told, monkeypatch):
    monkeypatch.setattr(entry_pages, "PER_PAGE", 4)
    declared(
        told, "22.205", date(2024, 7, 1), date(2024, 12, 31), gift_count=90
    )  # cut by the days asked: nowhere a line
    monkeypatch.setattr(entry_pages, "SPARE", 1)
    for unit in sorted(MEMBERS)[:7]:  # more in one month than are looked at for a page, remainders and records
        declared(told, unit, date(2024, 10, 1), date(2024, 10, 31), gift_count=9000)
        recorded(told, unit, date(2024, 10, 30), key=f"late-{unit}", gift_count=1)
    everyone = frozenset(Unit.objects.values_list("pk", flat=True))
    for many_units, many_entries in ((1000, 300), (0, 1000), (0, 0)):  # of few units; of a country, sparse and dense
        monkeypatch.setattr(entry_pages, "MANY_UNITS", many_units)
        monkeypatch.setattr(entry_pages, "MANY_ENTRIES", many_entries)
        for indicator in ("gift.count", "total.turns"):
            asked = Question(("22",), date(2024, 1, 7), date(2024, 11, 20), (indicator,))
            for number in (1, 2, 5, 6, 99):
                page = figure_page(asked, seen=everyone, number=number).entries
                assert page == entry_page(Answer(asked), None, None, everyone, number)
    assert page.pages > 1


def test_every_number_of_the_tables_leads_to_a_page_that_says_the_same(opened, client):
    page = opened("approver", **GIFTS).content.decode()
    links = dict(re.findall(r'href="(/so-lieu/nguon/[^"]+)">([\d.]+|chưa báo cáo|không phát sinh)</a>', page))
    assert len(links) > 15
    for address, number in links.items():
        text = text_of(client.get(address.replace("&amp;", "&")))
        assert number in text or number.capitalize() in text, (address, number)


def test_the_row_of_what_has_no_month_shows_its_own_entries_only(opened):
    text = text_of(opened("approver", by="month", **GIFTS))
    assert "600 suất quà" in text and "Phần khai gộp nhiều tháng" in text
    assert "Cộng 1 bút toán 600" in text


def test_a_month_that_a_declaration_spans_says_what_is_not_counted(opened):
    text = text_of(opened("approver", by="month", key="2024-03", **GIFTS))
    assert "tháng 3 năm 2024" in text and "113 suất quà" in text
    assert "Chưa tính 600 suất quà" in text


def test_a_total_says_what_it_counts_and_why(opened):
    text = text_of(opened("approver", **(GIFTS | {"indicator": "total.turns"})))
    assert "Tổng này tính những gì" in text
    assert "mỗi trường hợp tính là 1 lượt người" in text
    assert "100 lượt người" in text  # 70 turns and 30 cases


def test_tags_are_read_as_words(opened):
    asked = GIFTS | {"tag": ["programme:tet_nhan_ai"]}
    text = text_of(opened("approver", **asked))
    assert "1.055 suất quà" in text and "hộ nghèo" in text and "bằng tiền" in text
    assert "programme:" not in text


@pytest.mark.parametrize(
    ("who", "of", "status"),
    [
        ("recorder", "22.206", 200),
        ("recorder", "22/cum-2", 403),
        ("recorder", "22.195", 403),
        ("recorder", "22", 403),
        ("approver", "22", 200),
        ("approver", "22/cum-2", 200),
        ("head", "22/cum-2", 200),
        ("head", "22.195", 200),
        ("head", "22", 403),
        ("outsider", "22.195", 200),
        ("outsider", "22.206", 403),
        ("visitor", "22.206", 403),
        ("visitor", "22/cum-2", 403),
        ("approver", "khong-co", 403),
        ("approver", "22/khong-co", 403),
    ],
)
def test_a_page_opens_for_whom_it_concerns_and_never_says_what_there_is(opened, who, of, status):
    assert opened(who, **(GIFTS | {"of": of})).status_code == status
    assert opened(who, "/so-lieu/", of=of, **SPAN).status_code == status


def test_of_several_scopes_every_one_must_be_permitted(opened):
    assert opened("recorder", **(GIFTS | {"of": ["22.206", "22.195"]})).status_code == 403
    assert opened("approver", **(GIFTS | {"of": ["22.206", "22.195"]})).status_code == 200


def test_nobody_sees_anything_without_signing_in(client, told):
    answer = client.get(f"/so-lieu/nguon/?{urlencode(GIFTS)}")
    assert answer.status_code == 302 and "dang-nhap" in answer["Location"]


def test_a_cluster_head_sees_figures_and_no_entry(opened):
    text = text_of(opened("head", **GIFTS))
    assert "1.755 suất quà" in text and "Hội Chữ thập đỏ thị xã Quảng Yên" in text
    assert "Không thuộc quyền xem từng bút toán" in text
    assert "Tặng quà" not in text and "Bút toán số" not in text


def test_a_member_sees_its_own_entries(opened):
    text = text_of(opened("recorder", **(GIFTS | {"of": "22.206"})))
    assert "Tặng quà" in text and "Cộng 10 bút toán 1.055" in text


@pytest.mark.parametrize(
    ("left_out", "changed", "named"),
    [
        ("from", {}, "from"),
        ("indicator", {}, "indicator"),
        ("of", {}, "of"),
        ("", {"to": "2024-13-01"}, "to"),
        ("", {"to": "2023-01-01"}, "to"),
        ("", {"by": "unit-kind"}, "by"),
        ("", {"by": "month", "key": "2024-99"}, "key"),
        ("", {"by": "month", "key": "0000-01"}, "key"),
        ("", {"by": "month", "key": "2023-12"}, "key"),
        ("", {"by": "month", "key": "٢٠٢٤-01"}, "key"),
        ("", {"by": "field"}, "key"),
        ("", {"by": "field", "key": "nope"}, "“key”"),
        ("", {"from": "1945-12-31"}, "from"),
        ("", {"to": "2101-01-01"}, "to"),
        ("", {"from": "1946-01-01", "to": "2100-01-01"}, "to"),
        ("", {"of": "22\0"}, "of"),
        ("", {"tag": "programme:\0"}, "tag"),
        ("", {"known_at": "hôm qua"}, "known_at"),
        ("", {"known_at": "9" * 30}, "known_at"),
    ],
)
def test_a_wrong_address_is_answered_with_the_parameter_s_name(opened, left_out, changed, named):
    asked = {name: value for name, value in GIFTS.items() if name != left_out} | changed
    answer = opened("approver", **asked)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert f"<code>{named}</code>" in page or (named.startswith("“") and named in page)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"by": "unit"}, "Phần ghi tại chính đơn vị"),
        ({"by": "field", "key": "blood"}, "Phần thuộc lĩnh vực hiến máu tình nguyện"),
        ({"by": "disaster"}, "1.755 suất quà"),
    ],
)
def test_a_row_in_which_nothing_stands_is_told_in_words(opened, row, says):
    text = text_of(opened("approver", **(GIFTS | row)))
    assert says in text
    assert ("không áp dụng" in text.casefold()) == (row["by"] != "disaster")


def test_behind_a_row_nobody_reads_what_the_whole_would_not_show(opened):
    asked = GIFTS | {"of": "22.206", "by": "unit"}
    assert opened("recorder", key="22.206", **asked).status_code == 200
    assert opened("recorder", key="22.195", **asked).status_code == 403
    assert opened("recorder", key="nope", **asked).status_code == 403


def test_figures_that_rest_on_an_illustrative_count_before_the_period_say_so(opened, told):
    amounts = (Amount("org.members", 40),)
    draft = RecordDraft(told.id("22.206"), "old", date(2023, 12, 20), amounts, source="demonstration: tests")
    record(by=None, at=AT, records=[draft])
    asked, said = GIFTS | {"indicator": "org.members"}, "Số liệu được tạo ra để minh họa"
    assert said in text_of(opened("head", **asked))
    assert "dữ liệu minh họa" in text_of(opened("head", "/so-lieu/", of="22/cum-2", **SPAN))
    assert said not in text_of(opened("head", **GIFTS))


def test_an_unknown_indicator_is_told_in_words(opened):
    answer = opened("approver", **(GIFTS | {"indicator": "gift.nothing"}))
    assert answer.status_code == 400 and "gift.nothing" in text_of(answer)


def test_a_figure_as_known_earlier_says_so(opened, told):
    before = opened("approver", **GIFTS)
    seq = max(int(n.replace(".", "")) for n in re.findall(r'Bút toán số">([\d.]+)<', before.content.decode()))
    recorded(told, "22.195", date(2024, 3, 9), key="later", gift_count=1000)
    assert "2.755 suất quà" in text_of(opened("approver", **GIFTS))
    then = text_of(opened("approver", known_at=seq, **GIFTS))
    assert "1.755 suất quà" in then and "Theo hiểu biết đến bút toán số" in then


def test_the_list_of_figures_leads_behind_each_of_them(opened, client):
    answer = opened("approver", "/so-lieu/", of="22/cum-2")
    text = text_of(answer)
    assert "Số liệu 10 tháng năm 2024" in text  # the latest month that has entries
    assert "Suất quà trao tặng 1.755 ước suất quà 4 trên 6" in text
    links = re.findall(r'href="(/so-lieu/nguon/[^"]+)"', answer.content.decode())
    assert client.get(links[0].replace("&amp;", "&")).status_code == 200


def test_a_scope_without_entries_says_what_will_stand_here(opened):
    text = text_of(opened("approver", "/so-lieu/", of="22.206", **{"from": "2019-01-01", "to": "2019-12-31"}))
    assert "Kỳ này chưa có số liệu" in text


def test_without_a_scope_the_person_chooses_among_their_own(opened, client):
    assert opened("recorder", "/so-lieu/")["Location"] == "/so-lieu/?of=22.206"
    assert "Cụm thi đua số 2" in text_of(opened("approver", "/so-lieu/"))
    assert "Chưa được giao đơn vị nào" in text_of(opened("visitor", "/so-lieu/"))


@pytest.mark.parametrize("path", ["/so-lieu/nguon/", "/so-lieu/"])
def test_no_page_asks_more_often_for_more_records(opened, client, told, assert_queries, path):
    asked = GIFTS if path.endswith("nguon/") else {"of": "22/cum-2"} | SPAN
    opened("approver", path, **asked)  # reads tree and catalogue
    address = f"{path}?{urlencode(asked, doseq=True)}"
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for code in set(MEMBERS) - {"22.205"}:  # there they would only lessen the remainder
        for number in range(60):
            recorded(told, code, date(2024, number % 10 + 1, 20), key=f"{code}-{number}", gift_count=1, tags=TET)
    with assert_queries(len(few)):
        assert "2.055" in text_of(client.get(address))  # 1.755 and 300 more
    assert len(few) <= MOST_QUERIES


@pytest.mark.parametrize(
    ("of", "span"),
    [
        (("22/cum-2",), (date(2024, 1, 1), date(2024, 10, 31))),
        (("22",), (date(2024, 1, 8), date(2024, 6, 7))),
        (("22.206", "22.205", "22/cum-2"), (date(2023, 5, 2), date(2024, 9, 9))),
        (("22.206",), (date(2024, 3, 1), date(2024, 3, 20))),
    ],
)
def test_rows_by_unit_are_what_each_unit_s_own_question_answers(told, of, span):
    recorded(told, "22.206.07132", date(2024, 3, 12), gift_count=13, org_members=40)
    recorded(told, "22", date(2024, 2, 2), gift_count=17)
    codes = ("gift.count", "org.members", "total.turns", "meal.localities")
    rows = figures(Question(of, *span, codes, by=By.UNIT))
    assert {row.indicator for row in rows} == set(codes)
    for row in rows:
        if row.key is not None:
            (own,) = figures(Question((row.key,), *span, (row.indicator,)))
            assert (row.value, row.unplaced, row.estimated) == (own.value, own.unplaced, own.estimated), row


def test_more_entries_than_anybody_reads_are_not_listed(opened, monkeypatch):
    monkeypatch.setattr("chungtay.figures.queries.pages.MOST_ENTRIES", 20)
    text = text_of(opened("approver", **GIFTS))
    assert "Có 21 bút toán" in text and "Hãy chọn một đơn vị hoặc một tháng" in text
    assert "Bút toán số" not in text and "1.755 suất quà" in text
