"""The pages of periodic reports: from the calendar over the draft to the accepted report, and who sees what on the way."""

import re
from datetime import UTC, date, datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.figures.queries.printed import compared_now
from chungtay.ledger.queries import watermarks
from chungtay.notifications.models import Notice
from chungtay.organizations.actions import assign_role, end_unit
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from chungtay.records.actions import approve_records
from chungtay.records.queries.waiting import waiting
from chungtay.scrutiny.rules.checks import CheckWarning, WarningCode
from chungtay.submissions.actions import open_rounds, record_submission
from chungtay.submissions.forms import SubmitReport
from chungtay.submissions.models import Reopening, ReportRound, ReportType, Submission
from chungtay.submissions.queries.frozen import figures_beside, figures_of
from chungtay.submissions.rules.states import Cadence, OwedBy
from tests.factories.organizations import AT as PLANTED
from tests.ledger.telling import recorded

from .telling import OCTOBER, asked, handed_in, opened

NOW = datetime(2024, 11, 8, 3, 0, tzinfo=UTC)  # the report of October was due three days ago


@pytest.fixture
def office(book, people, monkeypatch):
    """The chapter on 8 November 2024, with a leader of Quảng Yên beside its recorder."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    people["chief"] = User.objects.create_user("0912000077", "mật khẩu dài", name="chief")
    role = {"role": Role.APPROVER, "unit_id": book.id("22.206"), "valid_from": date(2024, 1, 1)}
    assign_role(by=None, at=PLANTED, user=people["chief"], **role)
    return book


class Reader:
    """One person at the browser."""

    def __init__(self, client, people, assert_queries):
        self.client, self.people, self.assert_queries = client, people, assert_queries

    def page(self, who, path, status=200):
        """The words of a page, within its query budget."""
        self.client.force_login(self.people[who])
        self.client.get(path)
        with self.assert_queries():
            answer = self.client.get(path)
        assert answer.status_code == status, f"{who} {path}: {answer.status_code}"
        return _words(answer) if status == 200 else ""

    def send(self, who, path, **fields):
        """Where a form leads, or the words of the page that asks again."""
        self.client.force_login(self.people[who])
        answer = self.client.post(path, fields)
        return answer["Location"] if answer.status_code == 302 else answer.status_code

    def hand_in(self, who, path, why=""):
        """Send the report from its page of checks, having seen its warnings, with one explanation for all."""
        self.client.force_login(self.people[who])
        shown = re.findall(r'name="shown" value="([^"]*)"', self.client.get(path).content.decode())
        return self.send(who, path, shown=shown, **{f"why~{key}": why for key in shown})


def _words(answer):
    text = answer.content.decode()
    text = text[text.index("<main") : text.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


@pytest.fixture
def reader(client, people, assert_queries):
    return Reader(client, people, assert_queries)


def address(name, *args):
    return reverse(name, args=args)


def test_an_officer_writes_and_the_leader_sends_what_the_province_asked_for(office, people, reader):
    types = f"{address('open_report_type')}?of=22"
    fields = {"name": "Báo cáo tháng", "cadence": "month", "cutoff_days": "0", "due_days": "5", "owed_by": "direct"}
    assert reader.send("recorder", types, **fields) == 403
    assert reader.send("approver", types, **fields, first_on="01/10/2024").startswith(address("report_types"))
    reader.send("approver", address("open_rounds", ReportType.objects.get().pk), year=2024)
    october = ReportRound.objects.get(last_on=OCTOBER[1])
    calendar = reader.page("recorder", address("due_reports"))
    assert "Báo cáo tháng: tháng 10 năm 2024" in calendar and "quá hạn 3 ngày" in calendar and "Chưa soạn" in calendar
    assert "Báo cáo tháng: tháng 10 năm 2024" in reader.page("recorder", "/")

    recorded(office, "22.206", date(2024, 10, 8), gift_count=30)
    begin = address("record_submission", october.pk, office.id("22.206"))
    assert reader.send("outsider", begin) == 403
    draft = reader.send("recorder", begin)
    assert reader.send("recorder", begin) == draft
    assert "Suất quà trao tặng" in reader.page("recorder", draft)
    for who in ("head", "outsider"):
        reader.page(who, draft, 403)
    row = Submission.objects.get()
    words, check = {"results": "Trao 30 suất quà.", "seen": row.steps.get().pk}, address("submit_submission", row.pk)
    assert reader.send("recorder", draft, **words, send="1") == check
    assert reader.send("recorder", draft, **words | {"results": "Khác."}) == 200  # written over a newer version
    assert "1 bản ghi trong kỳ chờ duyệt" in reader.page("recorder", check)
    assert "chưa có trị giá" in reader.page("chief", check)
    assert reader.hand_in("chief", check) == 200  # refused: a record waits
    lines = waiting([office.id("22.206")], *OCTOBER)
    approve_records(by=people["approver"], at=NOW, seqs=[line.seq for line in lines])
    assert reader.send("chief", check) == 200  # without the warnings that were shown
    assert reader.hand_in("chief", check, why="Chưa định giá hàng.") == draft
    sent = reader.page("recorder", draft)
    assert all(said in sent for said in ("gửi muộn 3 ngày", "Trao 30 suất quà.", "Chưa định giá hàng."))


def test_who_writes_explains_and_presents_and_the_leader_finds_the_words(office, people, reader):
    october = opened(office)[OCTOBER[1]]
    recorded(office, "22.206", date(2024, 10, 8), gift_count=30)
    row = record_submission(by=people["recorder"], at=NOW, round_id=october.pk, unit_id=office.id("22.206"), words={})
    check = address("submit_submission", row.pk)
    assert "chưa có trị giá" in reader.page("recorder", check)
    assert reader.hand_in("recorder", check, why="Hàng tặng, chưa có giá.") == address("submission", row.pk)
    row.refresh_from_db()
    assert row.state == "draft" and row.submitted_at is None  # presented, not sent
    assert Notice.objects.get(kind="report_ready").user == people["chief"]
    assert "Hàng tặng, chưa có giá." in reader.page("chief", check)


def test_the_province_sends_back_accepts_and_reads_what_changed_since(office, people, reader):
    october = opened(office, first_on=date(2024, 10, 1))[OCTOBER[1]]
    row = handed_in(october, office.id("22.206"), when=NOW, by=people["chief"])
    page, check = address("submission", row.pk), address("submit_submission", row.pk)
    owed = reader.page("approver", address("report_round", october.pk))
    assert "1 trên 6 đơn vị đã gửi (17%)" in owed and "0 trên 6 đơn vị gửi đúng hạn (0%)" in owed
    assert owed.index("Cao đẳng Y tế") < owed.rindex("Hội Chữ thập đỏ thị xã Quảng Yên")  # missing first
    assert "1 báo cáo chờ tiếp nhận" in reader.page("approver", "/")
    assert "Đã gửi, chờ tiếp nhận" in reader.page("head", page)
    accept, give_back = address("accept_submission", row.pk), address("return_submission", row.pk)
    assert reader.send("chief", accept) == 403
    assert reader.send("approver", give_back, reason="") == 200
    assert reader.send("approver", give_back, reason="Thiếu số nồi cháo.") == address("report_round", october.pk)
    assert "bị trả lại, cần sửa" in reader.page("recorder", "/")
    assert "Thiếu số nồi cháo." in reader.page("recorder", page)
    reader.page("head", page, 403)

    recorded(office, "22.206", date(2024, 10, 8), gift_count=30)
    lines = waiting([office.id("22.206")], *OCTOBER)
    approve_records(by=people["approver"], at=NOW, seqs=[line.seq for line in lines])
    assert reader.hand_in("chief", check) == page
    assert reader.send("approver", accept) == address("report_round", october.pk)
    recorded(office, "22.206", date(2024, 10, 9), gift_count=5)
    now = reader.page("chief", f"{page}?now=1")
    assert "35" in now and "+5" in now
    revision = reader.send("recorder", address("revise_submission", row.pk))
    assert "Lần 2" in reader.page("recorder", revision)
    taken = reader.page("head", page)
    assert (
        "Đã tiếp nhận" in taken and "Thiếu số nồi cháo." not in taken and "Thiếu số nồi" in reader.page("chief", page)
    )
    assert reader.send("chief", page, results="Viết muộn.") == 200  # a page that stood open since before it was sent
    assert Submission.objects.get(pk=row.pk).words.get("results", "") == ""


def test_an_estimate_asks_for_its_final_figures_on_every_page(office, people, reader):
    october = opened(office, first_on=date(2024, 10, 1), final_due_days=7)[OCTOBER[1]]
    row = handed_in(october, office.id("22.206"), when=NOW, by=people["chief"], estimate=True)
    assert "chờ số chính thức" not in reader.page("recorder", "/")  # it is the province's turn
    reader.send("approver", address("accept_submission", row.pk))
    assert "Báo cáo month: tháng 10 năm 2024 : chờ số chính thức" in reader.page("recorder", "/")
    calendar = reader.page("recorder", address("due_reports"))
    assert "Hạn gửi số chính thức Thứ Năm, 07/11/2024" in calendar and "Quá hạn số chính thức" in calendar
    assert "Soạn số chính thức" in calendar and "quá hạn 1 ngày" in calendar
    asked = reader.page("approver", address("report_round", october.pk))
    assert "Đã có số ước, chờ số chính thức" in asked and "Còn 1 đơn vị mới có số ước: - Hội" in asked
    assert "0 trên 6 đơn vị đã có số chính thức (0%)" in asked and "1 trên 6 đơn vị đã gửi (17%)" in asked
    sent = reader.page("recorder", address("submission", row.pk))
    assert (
        "Số ước cả kỳ: những gì đã ghi và khai đến lúc gửi. Đơn vị xác nhận đủ số liệu đến hết ngày 31/10/2024" in sent
    )
    draft = reader.send("recorder", address("revise_submission", row.pk))
    check = address("submit_submission", Submission.objects.get(revision=2).pk)
    assert draft and "Soạn số chính thức" not in reader.page("recorder", address("due_reports"))
    reader.client.force_login(people["chief"])
    assert 'name="estimate" id' in (form := reader.client.get(check).content.decode()) and "checked" not in form
    assert reader.hand_in("chief", check) == draft
    assert "1 trên 6 đơn vị đã có số chính thức (17%)" in reader.page("approver", address("report_round", october.pk))


def test_reports_of_every_year_that_wait_are_one_list_without_those_of_units_that_owe_no_more(office, people, reader):
    both = opened(office, owed_by=OwedBy.BELOW, year=2024, first_on=date(2023, 12, 1))
    both |= {one.last_on: one for one in open_rounds(by=None, at=NOW, type_id=both[OCTOBER[1]].type_id, year=2023)}
    for day, code in ((date(2023, 12, 31), "22.193"), (OCTOBER[1], "22.206"), (OCTOBER[1], "22.cdyt")):
        handed_in(both[day], office.id(code), when=NOW)
    end_unit(by=None, at=NOW, unit_id=office.id("22.cdyt"), on=date(2024, 10, 20))
    assert "2 báo cáo chờ tiếp nhận" in reader.page("approver", "/")
    listed = reader.page("approver", address("reports_to_accept"))
    assert "tháng 12 năm 2023" in listed and "tháng 10 năm 2024" in listed and "Cao đẳng" not in listed
    reader.page("recorder", address("reports_to_accept"), 403)


def test_a_leader_above_sends_for_a_unit_without_anybody_and_the_report_says_so(office, people, reader):
    october = opened(office)[OCTOBER[1]]
    clerk = {"role": Role.RECORDS_CLERK, "unit_id": office.id("22"), "valid_from": date(2024, 1, 1)}
    assign_role(by=None, at=PLANTED, user=people["visitor"], **clerk)
    checks = {}
    for code in ("22.206", "22.193"):
        row = record_submission(by=None, at=NOW, round_id=october.pk, unit_id=office.id(code), words={})
        checks[code] = address("submit_submission", row.pk)
    assert reader.hand_in("approver", checks["22.206"]) != 403
    assert (
        Submission.objects.get(unit=office.id("22.206")).state == "draft"
    )  # its own chief is there: presented, not sent
    assert reader.send("visitor", checks["22.193"]) == 403
    page = reader.hand_in("approver", checks["22.193"])
    told = reader.page("approver", page)
    assert "Gửi thay: Hội Chữ thập đỏ thành phố Hạ Long chưa có người gửi." in told
    assert "gửi thay" in reader.page("head", address("report_round", october.pk))
    assert Submission.objects.get(unit=office.id("22.193")).on_behalf
    assert reader.hand_in("chief", checks["22.206"]) != 403
    assert not Submission.objects.get(unit=office.id("22.206")).on_behalf
    stale = {"reason": "Thiếu", "seen": 0}
    assert reader.send("approver", address("return_submission", page.split("/")[-2]), **stale) == 200


def test_closed_days_are_opened_again_by_two_persons(office, people, reader):
    october = opened(office, first_on=date(2024, 10, 1))[OCTOBER[1]]
    row = handed_in(october, office.id("22.206"), when=NOW, by=people["chief"])
    reader.send("approver", address("accept_submission", row.pk))
    closed = f"{address('closed_days')}?of=22.206"
    assert "Đã khóa đến hết Thứ Năm, 31/10/2024" in reader.page("recorder", closed)
    ask = f"{address('ask_reopening')}?of=22.206"
    assert reader.send("recorder", ask, reason="Ghi sót.") == 403
    assert reader.send("chief", ask, through="30/09/2024", reason="Ghi sót một đợt.").startswith(address("closed_days"))
    decide = address("decide_reopening", Reopening.objects.get().pk)
    assert reader.send("chief", decide, agreed="yes") == 200  # the same person
    assert reader.send("approver", decide, agreed="no", answer="") == 200
    assert watermarks([office.id("22.206")]) == {office.id("22.206"): OCTOBER[1]}
    assert "Quyết định" in reader.page("approver", closed)
    assert reader.send("approver", decide, agreed="yes").startswith(address("closed_days"))
    assert watermarks([office.id("22.206")]) == {office.id("22.206"): date(2024, 9, 30)}
    reader.page("outsider", closed, 403)


def test_a_cluster_s_head_sees_its_members_and_a_round_by_hand_its_own_days(office, people, reader):
    kind = asked(office, Cadence.SUDDEN)
    fields = {"title": "Thiệt hại do bão", "first": "07/09/2024", "last": "30/09/2024", "cutoff": "30/09/2024"}
    reader.send("approver", address("open_round", kind.pk), **fields, due="05/10/2024")
    one = ReportRound.objects.get()
    calendar = reader.page("head", f"{address('due_reports')}?of=22/cum-2&year=2024")
    assert "Thiệt hại do bão" in calendar and "0 trên 6 đơn vị đã gửi" in calendar
    assert "Chưa gửi" in reader.page("head", address("report_round", one.pk))
    reader.page("head", address("report_types") + "?of=22", 403)
    assert reader.send("approver", address("withdraw_round", one.pk), reason="Trùng.").startswith(
        address("due_reports")
    )
    reader.page("approver", address("report_round", one.pk), 403)


def test_figures_beside_the_year_before_are_those_of_both_questions(office):
    recorded(office, "22.206", date(2023, 10, 3), gift_count=20)
    recorded(office, "22.206.07132", date(2024, 10, 8), gift_count=30, blood_units=4)
    october, known = opened(office)[OCTOBER[1]], structure()
    for code in ("22.206", "22.195"):
        both = figures_beside(october, office.id(code), known)
        assert [one.figure for one in both] == figures_of(october, office.id(code), known)
    now = [one.figure for one in figures_beside(october, office.id("22.206"), known)]
    before = {one.figure.indicator: one.value for one in figures_beside(october, office.id("22.206"), known)}
    assert before["gift.count"] == 20 and before["blood.units"] is None
    assert [one.value for one in compared_now({0: now}, known).changes[0]] == [one.value for one in now]


def test_a_contradiction_needs_its_explanation_and_changed_warnings_are_shown_again():
    crossing = CheckWarning(WarningCode.CROSSING, "gift.count", frozenset(), {}, contradiction=True)
    silent = CheckWarning(WarningCode.SILENT_MONTHS, "", frozenset(), {})
    shown = f"shown={crossing.key}&shown={silent.key}"
    sent = SubmitReport(QueryDict(f"{shown}&why~{silent.key}=Nghỉ"), estimate=False, warnings=[crossing, silent])
    assert not sent.is_valid() and list(sent.errors) == [f"why~{crossing.key}"]
    sent = SubmitReport(QueryDict(f"{shown}&why~{crossing.key}=Khai lại"), estimate=False, warnings=[crossing, silent])
    assert sent.is_valid() and sent.explanations() == {crossing.key: "Khai lại"}
    sent = SubmitReport(QueryDict(f"{shown}&why~{crossing.key}=Khai lại"), estimate=False, warnings=[silent])
    assert sent.is_valid() and not sent.explanations()  # what is asked no more needs no explanation
    sent = SubmitReport(QueryDict(f"shown={silent.key}"), estimate=False, warnings=[crossing, silent])
    assert not sent.is_valid() and "__all__" in sent.errors
