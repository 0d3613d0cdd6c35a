"""The report calendar: days by rule, rounds opened again without harm, who owes by the tree of the last day."""

from datetime import date

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.ledger.actions import post_tree
from chungtay.ledger.queries.pledges import pledges
from chungtay.organizations.actions import end_unit
from chungtay.organizations.queries import structure
from chungtay.submissions.actions import (
    accept_submission,
    end_report_type,
    open_round,
    open_round_again,
    open_rounds,
    post_obligations,
    record_submission,
    return_submission,
    withdraw_round,
)
from chungtay.submissions.models import ReportRound
from chungtay.submissions.queries.calendar import due_below, due_of_all, withdrawn_rounds
from chungtay.submissions.queries.owing import obliged, owes, owing
from chungtay.submissions.queries.submissions import reminder_text, shares_of
from chungtay.submissions.rules.calendar import period_code, periods_of, shares
from chungtay.submissions.rules.states import Cadence, OwedBy
from tests.factories.organizations import MEMBERS
from tests.ledger.telling import figure

from .telling import AT, OCTOBER, asked, at, handed_in, opened, round_lines


@pytest.mark.parametrize(
    ("cadence", "months", "number", "last", "code"),
    [
        (Cadence.MONTH, None, 12, date(2024, 12, 31), "2024-12"),
        (Cadence.QUARTER, None, 4, date(2024, 12, 31), "2024-Q4"),
        (Cadence.HALF, None, 2, date(2024, 12, 31), "2024-H2"),
        (Cadence.MONTHS, 10, 1, date(2024, 10, 31), "2024-01..2024-10"),
        (Cadence.YEAR, None, 1, date(2024, 12, 31), "2024"),
    ],
)
def test_a_cadence_has_its_days_and_each_its_code(cadence, months, number, last, code):
    found = periods_of(cadence, 2024, months)
    assert (len(found), found[-1].last, period_code(found[-1])) == (number, last, code)


def test_days_of_their_own_have_a_code_and_are_opened_by_hand():
    assert period_code(Period(date(2025, 1, 5), date(2025, 2, 10))) == "2025-01-05..2025-02-10"
    with pytest.raises(Refusal, match="mở từng kỳ"):
        periods_of(Cadence.TET, 2025, None)


def test_completeness_and_timeliness_are_two_figures_over_who_owes():
    told = shares([(True, True), (True, False), (False, False)])
    assert (told.completeness, told.timeliness) == (666, 333)
    assert shares([]).completeness is None


def test_rounds_open_once_and_the_ledger_knows_who_owes(book):
    rounds = opened(book)
    october = rounds[OCTOBER[1]]
    assert len(rounds) == 12 and (october.due_on, october.cutoff_on) == (date(2024, 11, 5), OCTOBER[1])
    assert open_rounds(by=None, at=AT, type_id=october.type_id, year=2024) == []
    known = structure()
    assert [unit.code for unit in owing(october, known)] == list(MEMBERS)
    assert obliged([OCTOBER])[OCTOBER].keys() == {book.id(code) for code in MEMBERS}
    assert figure("22/cum-2", "gift.count", *OCTOBER).expected == 6
    withdraw_round(by=None, at=AT, round_id=october.pk, reason="Gộp vào báo cáo 10 tháng")
    assert obliged([OCTOBER])[OCTOBER] == {} and open_rounds(by=None, at=AT, type_id=october.type_id, year=2024) == []
    assert october.pk not in {due.round.pk for due in due_of_all(date(2024, 11, 4), known)}
    assert list(withdrawn_rounds(book.id("22"), 2024)) == [october]
    open_round_again(by=None, at=AT, round_id=october.pk)
    assert len(obliged([OCTOBER])[OCTOBER]) == 6 and not withdrawn_rounds(book.id("22"), 2024)
    with pytest.raises(Refusal, match="Không có kỳ báo cáo đã hủy"):
        open_round_again(by=None, at=AT, round_id=october.pk)


def test_a_unit_that_ended_leaves_numerator_and_denominator(book):
    rounds = opened(book, year=2025, owed_by=OwedBy.BELOW)
    june, july = rounds[date(2025, 6, 30)], rounds[date(2025, 7, 31)]
    known = structure()
    assert [unit.code for unit in owing(july, known)] == ["22.07132", "22.cdyt"]
    assert len(owing(june, known)) == 7 and owes(june, book.id("22.206.07132"), known)
    college = book.units["22.cdyt"]
    handed_in(july, book.id("22.07132"), at(2, 8, 2025))
    handed_in(july, college.pk, at(2, 8, 2025))
    end_unit(by=None, at=at(3, 8, 2025), unit_id=college.pk, on=date(2025, 7, 20))
    known = structure()
    lines = round_lines(july, date(2025, 8, 9), known)
    assert [line.unit.code for line in lines] == ["22.07132"]
    assert (shares_of(lines).completeness, shares_of(lines).timeliness) == (1000, 1000)
    days = (july.first_on, july.last_on)
    assert obliged([days])[days].keys() == {book.id("22.07132"), college.pk}
    post_obligations(by=None, at=at(4, 8, 2025))
    assert obliged([days])[days].keys() == {book.id("22.07132")}
    post_tree(by=None, at=at(4, 8, 2025))
    assert list(pledges()) == []


def test_late_and_in_time_are_told_by_the_day_that_stands(book, people):
    october = opened(book)[OCTOBER[1]]
    known, ids = structure(), {code: book.id(code) for code in MEMBERS}
    in_time = handed_in(october, ids["22.193"])
    late = handed_in(october, ids["22.195"], at(6))
    back = handed_in(october, ids["22.196"])
    return_submission(by=people["approver"], at=AT, submission_id=back.pk, reason="thiếu")
    accept_submission(by=people["approver"], at=at(7), submission_id=in_time.pk)
    lines = {line.unit.code: line for line in round_lines(october, date(2024, 11, 8), known)}
    assert [lines["22.193"].in_time, lines["22.195"].in_time, lines["22.196"].overdue] == [True, False, True]
    told = shares_of(lines.values())
    assert (told.owing, told.there, told.in_time, told.completeness, told.timeliness) == (6, 2, 1, 333, 166)
    text = reminder_text(october, lines.values(), date(2024, 11, 8))
    assert "tháng 10 năm 2024: hạn gửi ngày 05/11/2024, đã quá hạn 3 ngày" in text and "Còn 4 đơn vị" in text
    assert "Hạ Long" not in text and "Uông Bí" in text and late.pk
    own = due_below("22.193", date(2024, 11, 5), known)
    assert [due.due_state for due in own if due.round == october] == ["accepted"]  # its due day is not over
    due = {(d.unit.code, d.due_state) for d in due_below("22/cum-2", date(2024, 11, 8), known) if d.round == october}
    assert ("22.196", "late") in due and ("22.195", "submitted") in due and len(due) == 5


def test_kinds_of_units_and_the_end_of_a_type_are_respected(book):
    rounds = opened(book, Cadence.QUARTER, kinds=("school",))
    assert {unit.code for one in rounds.values() for unit in owing(one, structure())} == {"22.cdyt"}
    first, third = rounds[date(2024, 3, 31)], rounds[date(2024, 9, 30)]
    draft = record_submission(by=None, at=at(5, 10), round_id=third.pk, unit_id=book.id("22.cdyt"), words={})
    handed_in(rounds[date(2024, 6, 30)], book.id("22.cdyt"), at(5, 7))
    end_report_type(by=None, at=AT, type_id=first.type_id, on=date(2024, 4, 1))
    left = ReportRound.objects.filter(withdrawn_because="").values_list("last_on", flat=True)
    assert list(left) == [date(2024, 3, 31), date(2024, 6, 30)]  # what was handed in stays, a draft holds nothing
    assert draft.round.pk not in {due.round.pk for due in due_of_all(AT.date(), structure())}
    with pytest.raises(Refusal) as refusal:
        open_rounds(by=None, at=AT, type_id=first.type_id, year=2025)
    assert "thôi áp dụng" in str(refusal.value)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": " "}, "Cần tên"),
        ({"cadence": Cadence.MONTHS}, "từ 2 đến 11"),
        ({"months": 3}, "từ 2 đến 11"),
        ({"kinds": ("tribe",)}, "tribe"),
        ({"lines": ("no.such",)}, "no.such"),
        ({"lines": ("gift.count|nothing",)}, "nothing"),
        ({"first_on": date(1990, 1, 1)}, "01/01/1990"),
        ({"cutoff_days": 3, "due_days": 2}, "trước ngày chốt"),
        ({"final_due_days": 4}, "Hạn gửi số chính thức"),
    ],
)
def test_a_type_that_makes_no_sense_is_refused(book, said, why):
    with pytest.raises(Refusal) as refusal:
        asked(book, **said)
    assert why in str(refusal.value)


def test_the_same_name_the_same_round_and_the_wrong_way_of_opening_are_refused(book):
    month, tet = asked(book), asked(book, Cadence.TET)
    days = {"first": date(2025, 1, 5), "last": date(2025, 2, 10)}
    later = {"first": date(2025, 3, 2), "last": date(2025, 3, 9)}
    one = open_round(by=None, at=AT, type_id=tet.pk, title="Tết Ất Tỵ", **days)
    assert obliged([tuple(days.values())]) == {
        tuple(days.values()): {}
    }  # the ledger cannot hold that only some tags are owed
    first = open_round(by=None, at=AT, type_id=tet.pk, **later)
    withdraw_round(by=None, at=AT, round_id=first.pk, reason="Nhầm ngày")
    open_round(by=None, at=AT, type_id=tet.pk, **later)  # anew: the first one stays withdrawn
    later = {"first": date(2025, 4, 2), "last": date(2025, 4, 9)}
    for refused, why in (
        (lambda: open_round_again(by=None, at=AT, round_id=first.pk), "Kỳ này đã mở"),
        (
            lambda: open_round(by=None, at=AT, type_id=tet.pk, **later, final_due_on=date(2025, 4, 9)),
            "sau ngày cuối kỳ",
        ),
        (lambda: asked(book), "đang áp dụng"),
        (lambda: open_round(by=None, at=AT, type_id=tet.pk, **days), "Kỳ này đã mở"),
        (
            lambda: open_round(by=None, at=AT, type_id=tet.pk, **later, cutoff_on=date(2025, 4, 1)),
            "ngày đầu kỳ (02/04/2025)",
        ),
        (lambda: open_round(by=None, at=AT, type_id=tet.pk, **later, due_on=date(2025, 4, 8)), "hạn gửi (08/04/2025)"),
        (lambda: open_round(by=None, at=AT, type_id=month.pk, **days), "mở cả năm"),
        (lambda: open_rounds(by=None, at=AT, type_id=tet.pk, year=2025), "mở từng kỳ"),
        (lambda: withdraw_round(by=None, at=AT, round_id=one.pk, reason=" "), "lý do hủy"),
        (lambda: withdraw_round(by=None, at=AT, round_id=one.pk, reason="x" * 301), "nhiều nhất 300"),
        (lambda: withdraw_round(by=None, at=AT, round_id=10**6, reason="x"), "Không có kỳ"),
    ):
        with pytest.raises(Refusal) as refusal:
            refused()
        assert why in str(refusal.value)
