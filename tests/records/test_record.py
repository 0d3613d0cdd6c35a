"""The page of one record: what stands, its versions, what leaders said; its papers."""

from datetime import date

import pytest

from chungtay.aid.actions import record_delivery
from chungtay.aid.rules import DeliveryDraft, GroupHelped, Line, ValueKind, Work
from chungtay.ledger.actions import declare, withdraw
from chungtay.ledger.models import Entry
from chungtay.ledger.rules import Amount, DeclarationDraft, EntryKind
from chungtay.organizations.queries import may
from chungtay.organizations.rules import Permission
from chungtay.records.actions import approve_records, return_record
from chungtay.records.queries.allowed import allowed_for

from .conftest import NOW, gift

DAY = date(2024, 9, 12)


@pytest.fixture
def given(desk, cast):
    """A delivery with lines, giver, partner and place, recorded by the recorder."""
    draft = DeliveryDraft(
        unit_id=desk.id("22.206"), key="trao-1", occurred_on=DAY, title="Tặng quà hộ bị bão", work=Work.GIFT,
        lines=(
            Line(ValueKind.CASH, item="Tiền mặt", amount=12_000_000),
            Line(ValueKind.GOODS, item="Gạo", quantity=25, quantity_scale=1, unit_word="tấn", unit_price=12_000_000, price_source="hóa đơn"),
        ),
        turns=60, count=30, groups=(GroupHelped.DISASTER_HIT,), programmes=("suc_manh_nhan_dao",),
        disasters=("yagi_2024",), partners=(desk.id("22.195"),), giver="Công ty Hạ Long",
    )  # fmt: skip
    return record_delivery(by=cast["recorder"], at=NOW, on=date(2024, 11, 20), delivery=draft).seq


def page(client, seq, tail=""):
    return client.get(f"/so-ghi-chep/{seq}/{tail}")


@pytest.mark.parametrize(("who", "status"), [
    ("recorder", 200), ("approver", 200), ("auditor", 200), ("outsider", 403), ("head", 403), ("visitor", 403),
])  # fmt: skip
@pytest.mark.parametrize("tail", ["", "ky-nhan/", "ban-giao/"])
def test_a_record_is_shown_to_whom_it_concerns(client, cast, given, who, status, tail):
    client.force_login(cast[who])
    assert page(client, given, tail).status_code == status


def test_an_entry_that_is_no_record_is_not_shown(client, cast, desk):
    client.force_login(cast["approver"])
    tree = Entry.objects.filter(kind=EntryKind.TREE).first()
    assert page(client, tree.seq).status_code == 404
    assert page(client, 10**9).status_code == 404


def test_the_page_tells_what_was_given_to_whom_and_why(client, cast, given):
    client.force_login(cast["auditor"])
    text = page(client, given).content.decode()
    for words in (
        "Tặng quà hộ bị bão", "12/09/2024", "Công ty Hạ Long", "Hội Chữ thập đỏ thành phố Cẩm Phả", "bão số 3",
        "Sức mạnh nhân đạo", "Gạo: 2,5 tấn", "30.000.000", "42.000.000", "người bị thiên tai", "chờ duyệt", "recorder",
    ):  # fmt: skip
        assert words in text, words


def test_only_who_may_change_is_led_to_changing(client, cast, given):
    for who, is_led in (("recorder", True), ("approver", True), ("auditor", False)):
        client.force_login(cast[who])
        assert (f"/ghi-viec/{given}/sua/" in page(client, given).content.decode()) is is_led


def test_every_version_says_what_changed_and_the_old_one_leads_to_the_new(client, cast, desk):
    first = gift(desk, "k", DAY, gifts=10, by=cast["recorder"])
    second = gift(desk, "k", date(2024, 9, 13), gifts=12, title="Tặng quà hộ cận nghèo")
    third = gift(desk, "k", date(2024, 9, 13), gifts=13, title="Tặng quà hộ cận nghèo")
    client.force_login(cast["recorder"])
    old, now = page(client, first).content.decode(), page(client, third).content.decode()
    assert "Đây là bản cũ" in old
    assert f'href="/so-ghi-chep/{third}/"' in old
    assert "Đây là bản cũ" not in now
    for text in (old, now):
        for words in ("10 suất quà → 12 suất quà", "12 suất quà → 13 suất quà", "12/09/2024 → 13/09/2024"):
            assert words in text, words
        assert f"/so-ghi-chep/{second}/" in text


def test_a_withdrawn_record_says_so_and_why_and_its_key_begins_another_life(client, cast, desk):
    first = gift(desk, "k", DAY)
    reversal = withdraw(by=cast["recorder"], at=NOW, unit_id=desk.id("22.206"), key="k", reason="Ghi trùng")
    gift(desk, "other", DAY)
    again = gift(desk, "k", DAY, title="Việc khác")
    client.force_login(cast["recorder"])
    text = page(client, first).content.decode()
    assert "đã được rút" in text
    assert "Ghi trùng" in text
    assert "Việc khác" not in text
    assert page(client, reversal).headers["Location"] == f"/so-ghi-chep/{first}/"
    assert "Ghi trùng" not in page(client, again).content.decode()


def test_a_declared_total_tells_what_lies_beneath_and_what_remains(client, cast, desk):
    gift(desk, "k", DAY, gifts=30)
    draft = DeclarationDraft(
        desk.id("22.206"), "t9", "all", date(2024, 9, 1), date(2024, 9, 30), (Amount("gift.count", 100),), estimate=True
    )
    total = declare(by=None, at=NOW, declarations=[draft])[0].seq
    client.force_login(cast["recorder"])
    text = page(client, total).content.decode()
    for words in ("Phần còn lại", ">100<", ">30<", ">70<", "số ước", "đơn vị và tất cả cấp dưới"):
        assert words in text, words
    remainder = Entry.objects.get(kind=EntryKind.REMAINDER, seq__gt=total)
    assert page(client, remainder.seq).headers["Location"] == f"/so-ghi-chep/{total}/"
    assert page(client, total, "ky-nhan/").status_code == 404


def test_what_leaders_said_stands_with_who_and_when(client, cast, desk):
    seq = gift(desk, "k", DAY, by=cast["recorder"])
    return_record(by=cast["approver"], at=NOW, seq=seq, reason="Thiếu danh sách ký nhận")
    client.force_login(cast["recorder"])
    text = page(client, seq).content.decode()
    assert "approver trả lại lúc 10:00, 20/11/2024" in text
    assert "Thiếu danh sách ký nhận" in text
    approve_records(by=cast["approver"], at=NOW, seqs=[seq])
    assert "approver duyệt lúc 10:00, 20/11/2024" in page(client, seq).content.decode()


@pytest.mark.parametrize("form", ["docx", "pdf"])
@pytest.mark.parametrize(("tail", "words"), [("ky-nhan/", "Danh sách"), ("ban-giao/", "Bàn giao")])
def test_papers_are_pages_to_print_and_files(client, cast, given, tail, words, form):
    client.force_login(cast["recorder"])
    text = page(client, given, tail).content.decode()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    if tail == "ky-nhan/":
        assert text.count('data-label="Ký nhận"') == 30  # one for each gift
    else:
        assert "Gạo: 2,5 tấn" in text
        assert "Công ty Hạ Long" in text
    file = page(client, given, f"{tail}?format={form}")
    assert file.content[:4] == (b"%PDF" if form == "pdf" else b"PK\x03\x04")
    assert f".{form}" in file["Content-Disposition"]


def test_characters_that_a_word_file_cannot_hold_are_left_out_of_it(client, cast, desk):
    client.force_login(cast["recorder"])
    seq = gift(desk, "odd", DAY, title="Tặng\x0b \x01quà\ufffe")
    for tail in ("ky-nhan/", "ban-giao/"):
        assert page(client, seq, f"{tail}?format=docx").content[:4] == b"PK\x03\x04"


def test_the_page_asks_the_database_at_most_twelve_times(client, cast, desk, given, assert_queries):
    for number in range(5):
        gift(desk, "k", DAY, gifts=10 + number, tags=["programme:tet_nhan_ai", "disaster:yagi_2024"])
    last = gift(desk, "k", DAY, gifts=99, tags=["programme:tet_nhan_ai", "disaster:yagi_2024"])
    client.force_login(cast["approver"])
    for address in (given, last):
        page(client, address)
        with assert_queries():
            page(client, address)


@pytest.mark.parametrize("on", [date(2024, 11, 20), date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 26)])
def test_what_may_be_done_with_a_record_is_what_the_roles_say_of_its_unit(cast, desk, on):
    for code, day in (("22.206", DAY), ("22.206.07132", DAY), ("22.195", DAY), ("22.cdyt", DAY), ("22", DAY)):
        seq = gift(desk, f"k-{on}", day, unit=code)
        for who, person in cast.items():
            told = allowed_for(person, seq, on)
            said = {p for p in Permission if may(person, p, desk.id(code), on)}
            assert told == (said if Permission.SEE_RECORDS in said else set()), (who, code)
