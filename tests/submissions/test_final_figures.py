"""An estimate is followed by the final figures: who owes them by when, on every page, in every command; and what holds a report up."""

from datetime import date, timedelta

import pytest

from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.ledger.actions import close_batch, open_batch
from chungtay.ledger.queries import watermarks
from chungtay.organizations.queries import structure
from chungtay.records.actions import approve_records
from chungtay.records.queries.waiting import waiting
from chungtay.submissions.actions import accept_submission, return_submission, revise_submission
from chungtay.submissions.queries.calendar import due_below
from chungtay.submissions.queries.submissions import final_shares_of, frozen, reminder_text, shares_of
from chungtay.submissions.rules.calendar import word_through
from chungtay.submissions.rules.sending import sends
from tests.factories.organizations import MEMBERS
from tests.ledger.telling import recorded

from .telling import AT, OCTOBER, at, handed_in, opened, round_lines

MONTH = 2024 * 12 + 9


@pytest.fixture
def october(book):
    """A report that is cut off on the 20th and due on the 22nd, whose final figures are due on 15 November."""
    return opened(book, cutoff_days=-11, due_days=-9, final_due_days=15)[OCTOBER[1]]


def due(book, code, on, one):
    (line,) = [line for line in due_below(code, on, structure()) if line.round == one]
    return line.due_state, line.due_on


def test_an_estimate_is_due_again_as_final_and_the_two_are_counted_apart(book, people, october):
    unit = book.id("22.193")
    assert october.final_due_on == date(2024, 11, 15)
    recorded(book, "22.193", date(2024, 10, 21), gift_count=4)  # after the cut-off, before it is sent
    row = handed_in(october, unit, at(21, 10), estimate=True)
    assert [(f.last, f.value) for f in frozen(row) if f.indicator == "gift.count"] == [(OCTOBER[1], 4)]
    assert due(book, "22.193", date(2024, 10, 21), october) == ("final_due", date(2024, 11, 15))
    assert due(book, "22.193", date(2024, 11, 16), october)[0] == "final_due"  # it is not the unit's turn
    accept_submission(by=people["approver"], at=at(22, 10), submission_id=row.pk)
    assert due(book, "22.193", date(2024, 11, 15), october) == ("final_due", date(2024, 11, 15))
    assert due(book, "22.193", date(2024, 11, 16), october) == ("final_late", date(2024, 11, 15))
    assert watermarks([unit]) == {}
    handed_in(october, book.id("22.195"), at(14))  # its first word is final, after the due day
    lines = round_lines(october, date(2024, 11, 17), structure())
    told, finals = shares_of(lines), final_shares_of(october, lines)
    assert (told.owing, told.there, told.in_time) == (6, 2, 1) and (finals.there, finals.in_time) == (1, 1)
    text = reminder_text(october, lines, date(2024, 11, 17))
    assert "hạn gửi số chính thức ngày 15/11/2024, đã quá hạn 2 ngày.\nCòn 1 đơn vị mới có số ước:\n- Hội" in text
    assert "hạn gửi ngày 22/10/2024" in text and "Còn 4 đơn vị chưa gửi" in text


def test_the_final_figures_follow_as_a_revision_and_no_estimate_comes_after_them(book, people, october):
    unit, approver = book.id("22.193"), people["approver"]
    row = handed_in(october, unit, at(21, 10), estimate=True)
    accept_submission(by=approver, at=at(22, 10), submission_id=row.pk)
    revise_submission(by=None, at=at(16), round_id=october.pk, unit_id=unit)
    assert due(book, "22.193", date(2024, 11, 16), october)[0] == "final_late"  # begun is not sent
    recorded(book, "22.193", date(2024, 10, 25), gift_count=4)
    with pytest.raises(Refusal, match="Còn 1 bản ghi"):
        handed_in(october, unit, at(16))
    approve_records(by=approver, at=at(16), seqs=[line.seq for line in waiting([unit], *OCTOBER)])
    final = handed_in(october, unit, at(16))
    accept_submission(by=approver, at=at(17), submission_id=final.pk)
    assert watermarks([unit]) == {}, "the months before are asked for and not there"
    lines = {line.unit.code: line for line in round_lines(october, date(2024, 11, 17), structure())}
    line = lines["22.193"]
    assert (line.in_time, line.final, line.final_in_time, line.awaits_final, line.due_on) == (
        True, True, False, False, None,
    )  # fmt: skip
    assert [d.unit.code for d in due_below("22.193", date(2024, 11, 18), structure()) if d.round == october] == []
    revise_submission(by=None, at=at(18), round_id=october.pk, unit_id=unit)
    with pytest.raises(Refusal, match="đã có số chính thức"):
        handed_in(october, unit, at(18), estimate=True)


def test_where_no_final_figures_are_asked_for_an_estimate_stays_and_owes_nothing(book, people):
    one = opened(book, cutoff_days=-11, due_days=-9)[OCTOBER[1]]
    row = handed_in(one, book.id("22.193"), at(21, 10), estimate=True)
    accept_submission(by=people["approver"], at=at(22, 10), submission_id=row.pk)
    lines = round_lines(one, date(2024, 12, 31), structure())
    assert final_shares_of(one, lines) is None and not any(line.awaits_final for line in lines)
    assert "số chính thức" not in reminder_text(one, lines, date(2024, 12, 31))


def test_the_word_of_an_estimate_ends_with_its_cut_off_or_the_day_on_which_it_is_sent():
    last, cutoff = OCTOBER[1], date(2024, 10, 20)
    sent = [date(2024, 10, 18), date(2024, 10, 21), date(2024, 11, 3)]
    assert [word_through(last, cutoff, day, estimate=True) for day in sent] == [sent[0], cutoff, cutoff]
    assert word_through(last, cutoff, sent[2], estimate=False) == last


def test_only_a_file_with_rows_of_the_unit_in_the_period_holds_its_report_up_and_is_called_by_its_name(book, people):
    one, ids = opened(book)[OCTOBER[1]], {code: book.id(code) for code in (*MEMBERS, "22.206.07132")}

    def begun(unit, month, when=AT):
        told = {"title": "thang-10.xlsx", "months": {str(ids[unit]): [month]}}
        open_batch(by=people["recorder"], at=when, source="import:7", told=told)

    for unit, month in (("22.195", MONTH), ("22.206", MONTH - 1)):
        begun(unit, month)
        handed_in(one, ids["22.206"], estimate=True)
        return_submission(by=None, at=AT, submission_id=one.submissions.get().pk, reason="lại")
    begun("22.206.07132", MONTH)
    with pytest.raises(Refusal) as refusal:
        handed_in(one, ids["22.206"])
    assert "Tệp “thang-10.xlsx” (recorder, 10:00, 04/11/2024) còn nhập dở" in say(refusal.value)
    begun("22.206.07132", MONTH, AT - timedelta(2))  # left two days ago: nobody waits for it
    handed_in(one, ids["22.206"])
    begun("22.193", MONTH)
    close_batch(by=None, at=AT, source="import:7")
    handed_in(one, ids["22.193"])


def test_a_unit_speaks_for_itself_and_a_leader_above_only_where_nobody_there_may():
    assert sends(own=True, leads=False, anybody=True) and sends(own=True, leads=True, anybody=False)
    assert sends(own=False, leads=True, anybody=False)
    assert not sends(own=False, leads=True, anybody=True)
    assert not sends(own=False, leads=False, anybody=False)  # a clerk above, whoever is missing
