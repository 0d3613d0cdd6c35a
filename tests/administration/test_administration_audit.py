"""The audit book is read by whom it concerns, in words; the health page says what is amiss."""

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from chungtay.audit.actions import note
from chungtay.exchange.models import Import
from chungtay.reports.actions import verify_book

FIRST = datetime(2024, 3, 1, 2, 0, tzinfo=UTC)
LOG = "/quan-tri/nhat-ky/"


@pytest.fixture
def lines(staff, chapter):
    """Lines of several people on several days."""
    said = [("recorder", "withdraw_delivery", "delivery", "g-1", "Ông Ba đã trả lại"), ("college", "rename_unit", "unit",
            str(chapter.id("22.cdyt")), "=1+1"), (None, "backup_site", "backup", "b.zip", "12:ab")]  # fmt: skip
    for day, (who, action, kind, key, text) in enumerate(said):
        by = staff[who] if who else None
        note(by=by, at=FIRST + timedelta(days=day), action=action, object_type=kind, object_id=key, text=text)


def found(client, query=""):
    page = client.get(f"{LOG}?{query}").context["page"]
    return [line.action for line in page.lines if line.at < FIRST + timedelta(days=9)]


def test_lines_are_read_in_words_and_words_of_records_are_not_shown(at_the_province, lines):
    page = at_the_province.get(f"{LOG}?first=01/03/2024&last=03/03/2024").content.decode()
    assert "Rút việc đã ghi" in page and "Sao lưu" in page and "Hội Chữ thập đỏ Trường Cao đẳng Y tế" in page
    assert "Ông Ba" not in page and "withdraw_delivery" not in page.partition("<tbody")[2]


def test_a_letter_s_summary_is_read_in_the_register_alone(at_the_province, staff):
    note(by=staff["recorder"], at=FIRST, action="record_outgoing", object_type="outgoing", object_id=7, text="Bà Bệnh")
    page = at_the_province.get(f"{LOG}?action=record_outgoing").content.decode()
    assert "Bà Bệnh" not in page and "record_outgoing" not in found(at_the_province, "words=Bà Bệnh")
    assert found(at_the_province, "action=record_outgoing") == ["record_outgoing"]


@pytest.mark.parametrize(
    ("query", "actions"),
    [
        ("first=02/03/2024", ["backup_site", "rename_unit"]),
        ("last=01/03/2024", ["withdraw_delivery"]),
        ("action=rename_unit", ["rename_unit"]),
        ("person=COLLEGE&first=01/03/2024", ["rename_unit"]),
        ("unit=22.cdyt&first=01/03/2024", ["rename_unit"]),
        ("words=g-1", ["withdraw_delivery"]),
        ("words=Ông Ba", []),  # nor found by what is not shown
    ],
)
def test_lines_are_found_by_person_action_unit_words_and_days(at_the_province, lines, query, actions):
    assert found(at_the_province, query) == actions


def test_a_district_s_administrator_reads_what_its_own_people_did(at_the_college, lines):
    assert found(at_the_college) == ["rename_unit"]


def test_pages_follow_each_other_without_gap(at_the_province, staff, assert_queries):
    for number in range(120):
        note(by=staff["recorder"], at=FIRST, action="record_delivery", object_type="delivery", object_id=str(number))
    seen, query = [], "action=record_delivery"
    while True:
        with assert_queries():
            page = at_the_province.get(f"{LOG}?{query}").context["page"]
        seen += [line.object_name for line in page.lines]
        if page.older is None:
            break
        query = f"action=record_delivery&before={page.older}"
    assert seen == [str(number) for number in reversed(range(120))]


def test_the_file_holds_the_same_lines_and_runs_nothing(at_the_province, lines):
    answer = at_the_province.get(f"{LOG}tep/?action=rename_unit")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 2 and rows[0][0] == "Lúc"
    assert rows[1][1:4] == ["college", "Đổi tên đơn vị", "đơn vị"] and rows[1][5] == "'=1+1"


def test_the_last_check_of_the_book_is_told(at_the_province):
    assert "Chưa kiểm tra lần nào" in at_the_province.get(LOG).content.decode()
    assert verify_book(by=None, at=timezone.now()).ok
    assert "khớp" in at_the_province.get(LOG).content.decode()
    assert states(at_the_province)["Kiểm tra sổ"] == "good"


def states(client):
    return {finding.name: finding.state for finding in client.get("/quan-tri/tinh-trang/").context["findings"]}


def test_the_health_page_says_what_wants_attention_and_what_is_wrong(at_the_province, staff):
    now = timezone.now()
    assert states(at_the_province)["Sao lưu"] == "attention"
    note(by=None, at=now, action="backup_site", object_type="backup", object_id="b.zip")
    assert states(at_the_province)["Sao lưu"] == "good"
    note(by=None, at=now, action="verify_book", object_type="book", object_id="ab", text="entry 5: hash differs")
    assert states(at_the_province)["Kiểm tra sổ"] == "wrong"
    note(by=None, at=now + timedelta(hours=2), action="end_session", object_type="user", object_id="1")
    assert states(at_the_province)["Đồng hồ"] == "wrong"


def test_jobs_are_the_imports_of_people_one_administers(at_the_province, staff):
    common = {"digest": "d", "state": "open", "started_at": FIRST, "rows": 5000, "posted_rows": 1200}
    Import.objects.create(file_name="thang 10.xlsx", by=staff["recorder"], **common)
    page = at_the_province.get("/quan-tri/viec-nen/").content.decode()
    assert "1.200 / 5.000" in page and "đang dở" in page and "thang 10" not in page
