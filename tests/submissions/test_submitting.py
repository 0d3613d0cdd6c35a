"""Handing in: frozen figures, the unit's word, and what is refused."""

from datetime import date

import pytest

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.ledger.models import Attestation, Entry
from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.queries.pledges import pledges
from chungtay.notifications.models import Notice
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from chungtay.records.actions import approve_records
from chungtay.records.queries.waiting import waiting
from chungtay.submissions.actions import (
    accept_submission,
    open_round,
    record_submission,
    return_submission,
    revise_submission,
    withdraw_round,
    withdraw_submission,
)
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.submissions import as_known_now, frozen, stamp, submission_page
from chungtay.submissions.rules.states import Cadence
from tests.ledger.telling import declared, figure, recorded

from .telling import AT, OCTOBER, asked, at, handed_in, opened


def approved(by, unit_ids):
    approve_records(by=by, at=AT, seqs=[line.seq for line in waiting(unit_ids, *OCTOBER)])


def words_standing():
    gone = set(Entry.objects.filter(reverses__isnull=False).values_list("reverses", flat=True))
    return {pk >> LINE_BITS for pk in Attestation.objects.values_list("pk", flat=True)} - gone


def said(refusal):
    return refusal.value.message % refusal.value.params


def test_a_report_freezes_its_figures_and_attests_its_days(book, people):
    recorded(book, "22.206.07132", date(2024, 10, 8), gift_count=30)
    recorded(book, "22.206", date(2023, 5, 8), house_built=1)  # counted within two years: asked about
    october = opened(book)[OCTOBER[1]]
    auditor = {"role": Role.AUDITOR, "unit_id": book.id("22"), "valid_from": date(2024, 1, 1)}
    assign_role(by=None, at=AT, user=people["visitor"], **auditor)  # is not told of what others accept
    approved(people["approver"], [book.id("22.206.07132")])
    assert figure("22.206", "blood.units", *OCTOBER).state == "not_reported"
    row = handed_in(october, book.id("22.206"), by=people["recorder"])
    told = {one.indicator: (one.state, one.value) for one in frozen(row)}
    assert told["gift.count"] == ("value", 30) and told["house.built"] == ("zero", 0) and "blood.units" not in told
    assert figure("22.206", "blood.units", *OCTOBER).state == "zero"
    word = Attestation.objects.get(pk=row.attested_seq << LINE_BITS)
    assert (word.covers, word.first_on, word.last_on) == ("all", *OCTOBER)
    assert row.seq == row.attested_seq and len(row.hash) == 64
    assert Notice.objects.get(kind="report_submitted").user == people["approver"]
    recorded(book, "22.206", date(2024, 10, 20), gift_count=5)
    (change,) = [change for change in as_known_now(row, structure())[0] if change.changed]
    assert (change.figure.indicator, change.figure.value, change.value) == ("gift.count", 30, 35)
    page = submission_page(row.pk, date(2024, 11, 6), structure())
    assert (page.line.in_time, page.line.overdue, [step.state for step in page.steps]) == (True, False, ["submitted"])


def test_a_report_is_returned_written_again_accepted_and_revised(book, people):
    recorder, approver, unit = people["recorder"], people["approver"], book.id("22.206")
    october = opened(book)[OCTOBER[1]]
    draft = record_submission(
        by=recorder, at=AT, round_id=october.pk, unit_id=unit, words={"difficulties": " Mưa lũ "}, after=0
    )
    assert draft.words == {"difficulties": "Mưa lũ"}
    with pytest.raises(Refusal, match="Người khác vừa sửa"):
        record_submission(by=recorder, at=AT, round_id=october.pk, unit_id=unit, words={}, after=0)
    row = handed_in(october, unit, by=recorder)
    assert row.pk == draft.pk
    with pytest.raises(Refusal, match="Cần ghi lý do"):
        return_submission(by=approver, at=AT, submission_id=row.pk, reason=" ")
    return_submission(by=approver, at=AT, submission_id=row.pk, reason="Thiếu xã Hiệp Hòa")
    assert words_standing() == set() and figure("22.206", "gift.count", *OCTOBER).state == "not_reported"
    assert Notice.objects.get(kind="report_returned").user == recorder
    again = record_submission(by=recorder, at=at(6), round_id=october.pk, unit_id=unit, words={}, after=stamp(row))
    assert (again.state, again.revision) == ("draft", 1)
    row = handed_in(october, unit, at(6), by=recorder)
    withdraw_submission(by=recorder, at=at(6), submission_id=row.pk, reason="Gửi nhầm")
    assert words_standing() == set()
    assert list(pledges()) == []


def test_an_accepted_report_stands_and_what_changes_is_a_revision(book, people):
    recorder, approver, unit = people["recorder"], people["approver"], book.id("22.206")
    october = opened(book)[OCTOBER[1]]
    record_submission(by=recorder, at=AT, round_id=october.pk, unit_id=unit, words={"difficulties": "Mưa lũ"})
    row = handed_in(october, unit, at(7), by=recorder)
    with pytest.raises(Refusal, match="không tự tiếp nhận"):
        accept_submission(by=recorder, at=at(7), submission_id=row.pk)
    accept_submission(by=approver, at=at(7), submission_id=row.pk)
    with pytest.raises(Refusal, match="đã được tiếp nhận"):
        handed_in(october, unit, at(8), by=recorder)
    revise_submission(by=recorder, at=at(8), round_id=october.pk, unit_id=unit)
    second = handed_in(october, unit, at(8), by=recorder)
    assert (second.revision, second.attested_seq, second.words) == (2, None, row.words)
    return_submission(by=approver, at=at(8), submission_id=second.pk, reason="Xem lại")
    assert words_standing() == {row.attested_seq}  # the accepted one stands
    assert list(Submission.objects.values_list("revision", "state")) == [(1, "accepted"), (2, "returned")]
    assert AuditLine.objects.filter(object_type="submission").count() == second.steps.count() + row.steps.count()
    assert list(pledges()) == []


def test_an_estimate_gives_its_word_up_to_the_cut_off_and_the_final_for_all(book, people):
    unit, october = book.id("22.193"), opened(book, cutoff_days=-11, due_days=-9)[OCTOBER[1]]
    with pytest.raises(Refusal, match="chỉ gửi được số ước"):
        handed_in(october, unit, at(21, 10))
    row = handed_in(october, unit, at(21, 10), estimate=True)
    word = Attestation.objects.get(pk=row.attested_seq << LINE_BITS)
    assert (word.covers, word.last_on) == ("own", date(2024, 10, 20))
    assert figure("22.193", "gift.count", *OCTOBER).state == "not_reported"
    accept_submission(by=people["approver"], at=at(22, 10), submission_id=row.pk)
    revise_submission(by=None, at=AT, round_id=october.pk, unit_id=unit)
    final = handed_in(october, unit)
    assert final.attested_seq and figure("22.193", "gift.count", *OCTOBER).state == "zero"


def test_what_cannot_be_handed_in_is_refused_and_nothing_is_half_written(book, people):
    october, unit = opened(book)[OCTOBER[1]], book.id("22.206")
    recorded(book, "22.206.07132", date(2024, 10, 8), gift_count=30)
    before = Entry.objects.count()
    for when, who, why in (
        (at(31, 10), unit, "mới hết"),
        (at(30, 9), unit, "bắt đầu ngày 01/10/2024"),
        (AT, book.id("22.206.07132"), "không phải nộp"),
        (AT, book.id("22.07132"), "không phải nộp"),
        (AT, unit, "Còn 1 bản ghi"),
    ):
        with pytest.raises(Refusal) as refusal:
            handed_in(october, who, when)
        assert why in said(refusal)
    assert Entry.objects.count() == before and not Submission.objects.exists()


def test_a_second_report_while_one_waits_is_refused(book):
    october, unit = opened(book)[OCTOBER[1]], book.id("22.206")
    row = handed_in(october, unit)
    for refused, why in (
        (lambda: handed_in(october, unit), "chờ tiếp nhận"),
        (lambda: revise_submission(by=None, at=AT, round_id=october.pk, unit_id=unit), "đã được tiếp nhận"),
        (lambda: withdraw_round(by=None, at=AT, round_id=october.pk, reason="thôi"), "Đã có đơn vị gửi"),
        (lambda: withdraw_submission(by=None, at=AT, submission_id=row.pk, reason=""), "lý do rút lại"),
    ):
        with pytest.raises(Refusal) as refusal:
            refused()
        assert why in said(refusal)


def test_whoever_is_alone_may_accept_own_reports(book, people, settings):
    boss, october = people["approver"], opened(book)[OCTOBER[1]]
    row = handed_in(october, book.id("22.206"), by=boss)
    settings.CHUNGTAY_ACCEPT_OWN = "never"
    with pytest.raises(Refusal, match="không tự tiếp nhận"):
        accept_submission(by=boss, at=AT, submission_id=row.pk)
    settings.CHUNGTAY_ACCEPT_OWN = "sole"  # nobody else approves for the province
    assert accept_submission(by=boss, at=AT, submission_id=row.pk).state == "accepted"


def test_lines_of_the_type_are_frozen_with_their_tags_and_a_tet_report_gives_no_word(book):
    tet = frozenset({"programme:tet_nhan_ai"})
    recorded(book, "22.206", date(2024, 2, 1), gift_count=7, tags=tet)
    recorded(book, "22.206", date(2024, 2, 2), gift_count=5)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 1, 31), gift_value=0)
    kind = asked(book, Cadence.TET, lines=("gift.count", "gift.value"))
    days = {"first": date(2024, 1, 5), "last": date(2024, 2, 10)}
    one = open_round(by=None, at=AT, type_id=kind.pk, title="Tết Giáp Thìn", tags=tet, **days)
    row = handed_in(one, book.id("22.206"), estimate=True)
    assert [(f.indicator, f.tags, f.value) for f in frozen(row)] == [
        ("gift.count", tuple(tet), 7), ("gift.value", tuple(tet), None),
    ]  # fmt: skip
    assert row.attested_seq is None and words_standing() == set()
