"""The first page: what waits for whom, this period against the last, and where the person works."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from chungtay.accounts.actions import open_link
from chungtay.accounts.models import User
from chungtay.accounts.rules import LinkKind
from chungtay.desk.rules import headline_codes, places_for, runs, silent_months, standing_months, whole_months_before
from chungtay.exchange.models import Import
from chungtay.ledger.actions import assign_obligation, attest, declare, record
from chungtay.ledger.rules import Amount, DeclarationDraft, RecordDraft
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.records.actions import return_record
from tests.factories.organizations import AT, REFORM

NOW = datetime(2024, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2024, 11, 20)
WAYS = {
    "recorder": ["/bao-cao/?of=22.206", "/so-lieu/?of=22.206"],
    "approver": ["/bao-cao/?of=22", "/bao-cao/?of=22%2Fcum-2", "/so-lieu/?of=22%2Fcum-2"],
    "head": ["/bao-cao/?of=22%2Fcum-2", "/so-lieu/?of=22%2Fcum-2"],
    "outsider": ["/so-lieu/?of=22.195"],
    "visitor": [],
}
JANUARY_2024 = 2024 * 12


@pytest.fixture
def desk(book, cast, monkeypatch):
    """The chapter with its book, on 20 November 2024."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return book


def gift(where, day, gifts=10, *, unit="22.206", by=None):
    amounts = (Amount("gift.count", gifts), Amount("gift.value", gifts * 500_000))
    draft = RecordDraft(where.id(unit), f"{unit} {day}", day, amounts, title="Tặng quà hộ nghèo")
    return record(by=by, at=timezone.now(), records=[draft])[0].seq


def page_of(client, user, path="/"):
    client.force_login(user)
    text = client.get(path).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]))


@pytest.mark.parametrize("who", WAYS)
def test_the_first_page_leads_to_the_person_s_own_scopes_and_no_other(client, cast, who):
    client.force_login(cast[who])
    page = client.get("/").content.decode()
    for way in WAYS[who]:
        assert f'href="{way}"' in page
        assert client.get(way).status_code == 200
    assert page.count('href="/so-lieu/?of=') == len({way for way in WAYS[who] if "so-lieu" in way} | _own(who))


def _own(who):
    return {"/so-lieu/?of=22"} if who == "approver" else set()


def test_a_chapter_s_leader_finds_the_clusters_that_it_formed(client, cast):
    client.force_login(cast["approver"])
    page = client.get("/").content.decode()
    assert page.index("Hội Chữ thập đỏ tỉnh Quảng Ninh") < page.index("Cụm thi đua số 2")


def test_months_in_a_row_are_told_as_one_and_a_span_covers_all_of_its_months():
    assert runs([3, 5, 6, 7, 9]) == [(3, 3), (5, 7), (9, 9)] and runs([]) == []
    assert silent_months(range(1, 7), [(2, 3), (6, 9)]) == (1, 4, 5)
    assert list(whole_months_before(JANUARY_2024 + 10)) == list(range(JANUARY_2024, JANUARY_2024 + 10))
    assert list(whole_months_before(JANUARY_2024)) == list(range(JANUARY_2024 - 12, JANUARY_2024))
    assert standing_months(range(1, 6), 2, 4) == [2, 3, 4] and standing_months(range(1, 3), 2, None) == [2]


def test_whoever_coordinates_blood_alone_sees_blood_first():
    assert headline_codes({Role.BLOOD_COORDINATOR})[0] == "blood.units"
    assert headline_codes({Role.BLOOD_COORDINATOR, Role.APPROVER})[0] == "total.turns"


def test_an_auditor_is_led_to_what_is_read_and_to_no_place_where_something_is_written():
    led = {place.name for place in places_for({Role.AUDITOR})}
    assert {"records", "figures", "review"} < led
    assert led.isdisjoint({"record_delivery", "declare_totals", "approve", "imports", "transcripts", "outgoing"})


def test_what_was_sent_back_waits_for_whom_it_concerns_with_its_reason(client, cast, desk):
    seq = gift(desk, date(2024, 10, 2), by=cast["recorder"])
    return_record(by=cast["approver"], at=NOW, seq=seq, reason="Chưa khớp danh sách")
    page = page_of(client, cast["recorder"])
    assert "Bị trả lại: Tặng quà hộ nghèo" in page and "Chưa khớp danh sách" in page
    for other in ("approver", "head", "outsider"):
        assert "Chưa khớp danh sách" not in page_of(client, cast[other])


def test_a_leader_is_told_how_many_records_wait_and_nobody_else_is(client, cast, desk):
    for month in (8, 9, 10):
        gift(desk, date(2024, month, 2), by=cast["recorder"])
    assert "3 bản ghi chờ duyệt" in page_of(client, cast["approver"])
    for other in ("recorder", "head", "outsider"):
        assert "chờ duyệt" not in page_of(client, cast[other])


def test_a_month_is_missing_until_it_is_recorded_declared_or_attested(client, cast, desk):
    college = User.objects.create_user("0912000055", "mật khẩu dài", name="college")
    unit = desk.id("22.cdyt")
    assign_role(by=None, at=AT, user=college, role=Role.RECORDER, valid_from=date(2024, 1, 1), unit_id=unit)
    assert "10 tháng chưa có số liệu : tháng 1–10/2024" in page_of(client, college)
    gift(desk, date(2024, 3, 31), unit="22.cdyt")
    declare(
        by=None, at=NOW,
        declarations=[
            DeclarationDraft(unit, "q2", "all", date(2024, 4, 1), date(2024, 6, 30), (Amount("gift.count", 30),))
        ],
    )  # fmt: skip
    attest(by=None, at=NOW, unit_id=unit, first=date(2024, 8, 1), last=date(2024, 9, 30))
    assert "4 tháng chưa có số liệu : tháng 1–2, 7, 10/2024" in page_of(client, college)
    assert 'href="/so-tong-hop/?of=22.cdyt&amp;year=2024&amp;month=1"' in client.get("/").content.decode()
    for first, last in (((2024, 1, 1), (2024, 2, 29)), ((2024, 7, 1), (2024, 7, 31)), ((2024, 10, 1), (2024, 10, 31))):
        attest(by=None, at=NOW, unit_id=unit, first=date(*first), last=date(*last))
    assert "Không có việc nào đang chờ." in page_of(client, college)


def test_a_province_is_told_who_has_not_reported_and_obligations_say_who_owes(client, cast, desk):
    gift(desk, date(2024, 10, 2), unit="22.206.07132")  # speaks for the town above it
    attest(by=None, at=NOW, unit_id=desk.id("22.195"), first=date(2024, 10, 1), last=date(2024, 10, 31))
    assert "4 trên 6 đơn vị chưa báo cáo tháng 10/2024" in page_of(client, cast["approver"])
    page = page_of(client, cast["approver"], "/chua-bao-cao/?of=22")
    assert "thị xã Quảng Yên tháng 1–9/2024" in page and "Hạ Long tháng 1–10/2024" in page
    assert "Cẩm Phả tháng 1–9/2024" in page_of(client, cast["head"], "/chua-bao-cao/?of=22/cum-2")
    owing = [desk.id(code) for code in ("22.195", "22.206", "22.193")]
    assign_obligation(by=None, at=NOW, unit_ids=owing, first=date(2024, 10, 1), last=date(2024, 10, 31))
    assert "1 trên 3 đơn vị chưa báo cáo tháng 10/2024" in page_of(client, cast["approver"])


@pytest.mark.parametrize(
    ("who", "of"), [("outsider", "22"), ("head", "22"), ("visitor", "22"), ("approver", "99"), ("approver", "")]
)
def test_who_has_not_reported_is_told_to_nobody_who_may_not_see_the_figures(client, cast, desk, who, of):
    client.force_login(cast[who])
    assert client.get("/chua-bao-cao/", {"of": of}).status_code == 403


def test_an_import_half_done_and_invitations_that_lapse_wait_for_their_own_person(client, cast, desk):
    one = cast["approver"]
    Import.objects.create(file_name="a.xlsx", digest="0" * 64, state="open", by=one, started_at=NOW, rows=3)
    for number, days in enumerate((1, 14, -1, -40)):
        guest = User.objects.create_user(f"09120007{number:02}", None, name="guest")
        link = open_link(by=one, at=NOW, user=guest, kind=LinkKind.INVITATION)
        type(guest.sign_in_links.get()).objects.filter(pk=link.id).update(expires_at=NOW + timedelta(days=days))
    page = page_of(client, one)
    assert "còn dở" in page and "1 lời mời sắp hết hạn" in page and "1 lời mời đã hết hạn, chưa dùng" in page
    assert "còn dở" not in page_of(client, cast["recorder"])


def test_figures_stand_beside_those_of_a_year_before_and_lead_to_what_is_behind(client, cast, desk):
    for year, gifts in ((2023, 10), (2024, 15)):
        for month in (1, 2, 3):
            gift(desk, date(year, month, 5), gifts, unit="22.206.07132")  # who owes a word of the town
    page = page_of(client, cast["recorder"])
    assert "Hội Chữ thập đỏ thị xã Quảng Yên, quý I năm 2024" in page
    assert "45 suất quà" in page and "Tăng 50%" in page and "(30 suất quà)" in page
    text = client.get("/").content.decode()
    ways = re.findall(r'href="(/so-lieu/nguon/[^"]+)"', text)
    assert len(ways) == 4 and "<svg" in text[text.index('id="ky-nay"') :]
    assert "45" in client.get(ways[2].replace("&amp;", "&")).content.decode()


def test_a_unit_that_did_not_stand_through_both_periods_is_compared_with_nothing(client, cast, desk, monkeypatch):
    assign_role(
        by=None, at=AT, user=cast["outsider"], role=Role.RECORDER, valid_from=REFORM, unit_id=desk.id("22.07132")
    )
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=730))
    for year in (2025, 2026):
        gift(desk, date(year, 8, 5), year, unit="22.07132")
        gift(desk, date(year, 2, 5), year, unit="22.cdyt")
    told = "Không so sánh: đơn vị hoạt động từ 01/07/2025."
    for who, address in (("outsider", "/"), ("approver", "/don-vi/22.07132/")):
        page = page_of(client, cast[who], address)
        assert "8 tháng năm 2026" in page and page.count(told) == 1 and "Tăng" not in page
    for who, address in (("head", "/"), ("approver", "/cum/22/cum-2/")):
        page = page_of(client, cast[who], address)
        assert page.count("Không so sánh: kỳ này cụm có 1 đơn vị, cùng kỳ có 6.") == 1 and "Tăng" not in page


def test_a_cluster_s_head_sees_its_figures_and_no_record(client, cast, desk):
    gift(desk, date(2024, 10, 2), 15, by=cast["recorder"])
    page = page_of(client, cast["head"])
    assert "Cụm thi đua số 2, 10 tháng" in page and "15 suất quà" in page and "chưa hết" not in page
    assert "Tặng quà hộ nghèo" not in page and "Ghi việc" not in page and "/so-ghi-chep/" not in page
    gift(desk, date(2024, 11, 19), 5, by=cast["recorder"])
    for address in ("/", "/cum/22/cum-2/"):
        assert "11 tháng năm 2024 (tháng này chưa hết)" in page_of(client, cast["head"], address)


def test_a_newcomer_finds_the_first_steps_until_they_are_put_away(client, desk, monkeypatch):
    newcomer = User.objects.create_user("0912000056", "mật khẩu dài", name="newcomer")
    assign_role(by=None, at=AT, user=newcomer, role=Role.RECORDER, valid_from=TODAY, unit_id=desk.id("22.206"))
    assert "Những bước đầu" in page_of(client, newcomer) and "đã làm" not in page_of(client, newcomer)
    gift(desk, date(2024, 10, 2), by=newcomer)
    monkeypatch.setattr("chungtay.records.queries.silence.LOOKED_BACK", 0)  # others have entered very much since
    page = page_of(client, newcomer)
    assert page.index("Ghi việc đầu tiên ✓ đã làm") < page.index("Nhập số tổng hợp một tháng")
    assert client.post("/thong-bao/da-doc/", {"what": "first_steps"})["Location"] == "/"
    assert "Những bước đầu" not in page_of(client, newcomer)


@pytest.mark.parametrize("who", ["recorder", "approver", "head", "newcomer"])
def test_the_first_page_keeps_its_budget_whatever_waits(client, cast, desk, assert_queries, who):
    cast["newcomer"] = newcomer = User.objects.create_user("0912000056", "mật khẩu dài", name="newcomer")
    assign_role(by=None, at=AT, user=newcomer, role=Role.APPROVER, valid_from=TODAY, unit_id=desk.id("22.206"))
    for month in range(1, 11):
        for unit in ("22.206", "22.cdyt"):
            gift(desk, date(2024, month, 2), unit=unit, by=cast["recorder"])
    return_record(by=cast["approver"], at=NOW, seq=gift(desk, date(2024, 10, 9), unit="22"), reason="Sai ngày")
    return_record(
        by=cast["approver"], at=NOW, seq=gift(desk, date(2024, 10, 9), by=cast["recorder"]), reason="Sai ngày"
    )
    client.force_login(cast[who])
    client.get("/")  # the tree and the catalogue are read once for each process
    with assert_queries():
        assert client.get("/").status_code == 200
