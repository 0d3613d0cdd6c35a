"""Days closed by accepted reports and by hand, opened again by two persons, and what came late."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.kernel.months import month_first, month_last
from chungtay.ledger.queries import head, watermarks
from chungtay.notifications.models import Notice
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role
from chungtay.submissions.actions.closing import ask_reopening, close_by, close_period_of, decide_reopening
from chungtay.submissions.models import Reopening, ReportRound, ReportType, Submission, SubmissionStep
from chungtay.submissions.queries.adjustments import adjustments_of, open_adjustments
from chungtay.submissions.rules.adjusting import Told, listed, listed_from
from chungtay.submissions.rules.closing import closes_through
from tests.factories.organizations import cast
from tests.ledger.telling import declared, recorded

AT = datetime(2025, 1, 20, 2, tzinfo=UTC)
UNIT, WARD = "22.206", "22.206.07132"
months = st.sampled_from(
    [(month_first(24 * 12 + n), month_last(24 * 12 + n + size - 1)) for n in range(12) for size in (1, 3)]
)


def month(number, year=2024):
    return date(year, number, 1), month_last(year * 12 + number - 1)


def end(number, year=2024):
    return month(number, year)[1]


@settings(deadline=None)
@given(st.lists(months), st.lists(months, min_size=1), st.one_of(st.none(), st.dates(date(24, 1, 1), date(25, 6, 1))))
def test_a_watermark_only_rises_to_the_end_of_an_accepted_report_and_leaves_out_no_day_that_was_asked(
    asked, accepted, closed
):
    through = closes_through(asked, accepted, closed)
    held = {a + timedelta(n) for a, z in accepted for n in range((z - a).days + 1)}
    days = {
        a + timedelta(n) for a, z in asked for n in range((z - a).days + 1) if not closed or a + timedelta(n) > closed
    }
    if through is None:
        assert min(days - held, default=date.max) <= max(z for _, z in accepted) or (
            closed and closed >= max(z for _, z in accepted)
        )
        return
    assert (closed is None or through > closed) and through in held
    assert not {day for day in days if day <= through} - held
    later = sorted(day for day in held if day > through)
    assert not later or min(days - held) <= later[0]


@settings(deadline=None)
@given(st.permutations(range(1, 6)), st.sets(st.integers(0, 4), min_size=1), st.integers(0, 4), st.integers(0, 60))
def test_a_fact_is_told_once_in_whatever_order_reports_come(order, handed_in, which, seq):
    reports = [Told(*month(number + 1), 10 * order[number]) for number in sorted(handed_in)]
    day = month(which + 1)[0]
    own = [one for one in reports if one.first_on == day and one.seq >= seq]
    lists = [
        one for one in reports
        if one.first_on > day and one.seq >= seq
        and listed(day, seq, [other for other in reports if other.seq < one.seq], closed=False)
    ]  # fmt: skip
    assert all(seq > listed_from(one.first_on, [o for o in reports if o.seq < one.seq]) for one in lists)
    told = [one for one in reports if one.first_on == day]
    later = [one for one in reports if one.first_on > day and one.seq >= seq]
    assert len(own) + len(lists) == (1 if told and (own or later) else 0)


class Handing:
    """Report types of the province, and reports of Quảng Yên that are taken as they come."""

    def __init__(self, book):
        self.book = book
        self.types = {}

    def round(self, cadence, first, last):
        if cadence not in self.types:
            told = {"name": cadence, "cadence": cadence, "owed_by": "direct", "first_on": first, "entered_at": AT}
            self.types[cadence] = ReportType.objects.create(unit_id=self.book.id("22"), **told)
        days = {"first_on": first, "last_on": last, "cutoff_on": last, "due_on": last}
        return ReportRound.objects.get_or_create(type=self.types[cadence], tags="", **days, defaults={"opened_at": AT})[
            0
        ]

    def accepted(self, cadence, first, last, *, estimate=False, at=AT):
        one = self.round(cadence, first, last)
        revision = Submission.objects.filter(round=one).count() + 1
        row = Submission.objects.create(
            round=one, unit_id=self.book.id(UNIT), revision=revision, state="accepted", estimate=estimate, seq=head().seq,
            submitted_at=at,
        )  # fmt: skip
        SubmissionStep.objects.create(submission=row, state="accepted", taken_at=at)
        return row, close_by(by=None, at=at, submission=row)


@pytest.fixture
def hand(book):
    return Handing(book)


def test_only_final_reports_close_in_the_order_in_which_they_are_asked_and_with_them_the_units_below(hand):
    unit, ward = hand.book.id(UNIT), hand.book.id(WARD)
    for number in (1, 2, 3, 4):
        hand.round("month", *month(number))
    assert hand.accepted("tet", *month(1))[1] is None
    assert hand.accepted("month", *month(1), estimate=True)[1] is None
    assert hand.accepted("month", *month(1))[1] == end(1)
    assert hand.accepted("month", *month(3))[1] is None, "February is asked for and not there"
    assert hand.accepted("month", *month(2))[1] == end(3)
    assert watermarks([unit, ward, hand.book.id("22")]) == {unit: end(3), ward: end(3)}
    assert hand.accepted("month", *month(1))[1] is None, "a revision of January opens nothing"
    hand.round("half", date(2024, 1, 1), date(2024, 6, 30))
    assert hand.accepted("half", date(2024, 1, 1), date(2024, 6, 30))[1] == end(6), "the half speaks for its months"
    assert hand.accepted("month", *month(4))[1] is None
    hand.round("quarter", date(2025, 1, 1), date(2025, 3, 31))
    assert hand.accepted("month", *month(2, 2025))[1] is None, "January is asked for with its quarter"
    assert watermarks([unit]) == {unit: end(6)}


def test_days_are_closed_by_hand_only_when_they_are_over_and_never_backwards(hand):
    unit, ward = hand.book.id(UNIT), hand.book.id(WARD)
    closing = {"by": None, "at": AT, "unit_id": unit}
    assert close_period_of(**{**closing, "unit_id": ward}, through=end(12)) == 1
    assert close_period_of(**closing, through=end(11)) == 1, "the ward was closed farther already"
    assert watermarks([unit, ward]) == {unit: end(11), ward: end(12)}
    assert close_period_of(**closing, through=end(11)) == 0
    for through, said in ((date(2025, 1, 20), "chưa qua"), (end(10), "người khác quyết định")):
        with pytest.raises(Refusal, match=said):
            close_period_of(**closing, through=through)
    with pytest.raises(Refusal, match="không hoạt động"):
        close_period_of(by=None, at=AT, unit_id=hand.book.id("22.07132"), through=end(11))


def test_two_persons_open_days_again(hand):
    unit, ward, people = hand.book.id(UNIT), hand.book.id(WARD), cast(hand.book)
    asker, decider = people["recorder"], people["approver"]
    asked = {"by": asker, "at": AT, "unit_id": unit, "reason": "Nhập sót tháng 2"}
    with pytest.raises(Refusal, match="Chưa khóa ngày nào"):
        ask_reopening(**asked, through=end(1))
    for number in (1, 2, 3, 4):
        hand.round("month", *month(number))
    for number in (1, 2, 3):
        hand.accepted("month", *month(number))
    for wrong, said in ({"through": end(3)}, "phải trước"), ({"through": None, "reason": " "}, "lý do"):
        with pytest.raises(Refusal, match=said):
            ask_reopening(**{**asked, **wrong})
    night = datetime(2025, 1, 20, 18, tzinfo=UTC)  # it is the 21st in Viet Nam
    newcomer = assign_role(
        by=None, at=AT, user=people["visitor"], role=Role.APPROVER, unit_id=unit, valid_from=date(2025, 1, 21)
    ).user
    row = ask_reopening(**asked | {"at": night}, through=end(1))
    assert {n.user_id for n in Notice.objects.filter(kind="reopening_asked")} == {decider.pk, newcomer.pk}
    with pytest.raises(Refusal, match="đang chờ"):
        ask_reopening(**asked, through=None)
    with pytest.raises(Refusal, match="không tự quyết định"):
        decide_reopening(by=asker, at=AT, pk=row.pk, agreed=True)
    close_period_of(by=None, at=AT, unit_id=unit, through=end(4))
    with pytest.raises(Refusal, match="31/03/2024"):
        decide_reopening(by=decider, at=AT, pk=row.pk, agreed=True)
    decide_reopening(by=decider, at=AT, pk=row.pk, agreed=False, answer="Đã khóa tiếp")
    assert watermarks([unit, ward]) == {unit: end(4), ward: end(4)}
    close_period_of(by=None, at=AT, unit_id=ward, through=end(6))
    row = ask_reopening(**asked, through=end(1))
    decide_reopening(by=decider, at=AT + timedelta(1), pk=row.pk, agreed=True)
    assert watermarks([unit, ward]) == {unit: end(1), ward: end(1)}
    assert Reopening.objects.get(agreed=True).answer == "" and Notice.objects.filter(user=asker).count() == 2
    assert set(AuditLine.objects.filter(object_type="reopening").values_list("action", flat=True)) == {
        "ask_reopening", "decide_reopening",
    }  # fmt: skip


def test_opened_days_close_with_the_next_report_but_for_those_in_which_something_changed(hand):
    unit, people = hand.book.id(UNIT), cast(hand.book)
    for number in (1, 2, 3, 4):
        hand.round("month", *month(number))
    recorded(hand.book, UNIT, date(2024, 2, 5), key="told", gift_count=1)
    for number in (1, 2, 3):
        hand.accepted("month", *month(number))
    row = ask_reopening(by=people["recorder"], at=AT, unit_id=unit, reason="Nhập sót tháng 2", through=end(1))
    decide_reopening(by=people["approver"], at=AT + timedelta(1), pk=row.pk, agreed=True)
    recorded(hand.book, WARD, date(2024, 2, 9), key="forgotten", gift_count=3)
    assert hand.accepted("month", *month(4), at=AT + timedelta(2))[1] is None, "February's report does not tell it"
    assert hand.accepted("month", *month(2), at=AT + timedelta(2))[1] == end(4), "nothing came in March"


def test_a_late_fact_is_listed_under_exactly_one_next_report_whatever_is_closed_later(hand):
    book, known = hand.book, structure()
    for number in (1, 2, 3, 4):
        hand.round("month", *month(number))
    recorded(book, UNIT, date(2024, 1, 5), key="a", gift_count=10)
    declared(book, UNIT, *month(1), gift_count=20)
    january, _ = hand.accepted("month", *month(1))
    recorded(book, WARD, date(2024, 1, 6), key="late", gift_count=4)
    recorded(book, UNIT, date(2024, 1, 5), key="a", gift_count=9)
    recorded(book, UNIT, date(2024, 2, 5), key="own", gift_count=7)
    recorded(book, "22.195", date(2024, 1, 6), key="other", gift_count=1)
    open_ones = open_adjustments(book.id(UNIT), end(2), known)
    february, _ = hand.accepted("month", *month(2))
    told = adjustments_of(february, known)
    assert told == open_ones and told.since == january
    assert [(one.indicator.code, one.total) for one in told.indicators] == [("gift.count", 0)], "the remainder gave way"
    assert sorted(fact.value for fact in told.indicators[0].facts) == [-10, -10, -6, 4, 6, 7, 9]
    recorded(book, UNIT, date(2024, 1, 7), key="later", gift_count=30)
    recorded(book, UNIT, date(2024, 2, 7), key="latest", gift_count=2)
    march, through = hand.accepted("month", *month(3))
    assert through == end(3)
    assert [one.total for one in adjustments_of(march, known).indicators] == [25]
    assert adjustments_of(february, known) == told and not adjustments_of(january, known)
    assert adjustments_of(hand.accepted("month", *month(4))[0], known).indicators == ()
    recorded(book, UNIT, date(2024, 1, 8), key="last", gift_count=3)
    hand.accepted("month", *month(1))
    assert adjustments_of(february, known) == told, "January's revision has it in its own figures"
    assert adjustments_of(hand.accepted("month", *month(5))[0], known).indicators == ()


def test_a_late_fact_is_listed_however_much_of_an_untold_month_came_in_after_it(hand, monkeypatch):
    monkeypatch.setattr("chungtay.submissions.queries.adjustments.MOST_LATE", 1)
    for number in (1, 2, 3):
        hand.round("month", *month(number))
    hand.accepted("month", *month(1))
    hand.accepted("month", *month(3))  # February was never told, and is open
    recorded(hand.book, UNIT, date(2024, 3, 5), key="late", gift_count=3)
    for key in ("a", "b"):
        recorded(hand.book, UNIT, date(2024, 2, 9), key=key, gift_count=1)
    found = open_adjustments(hand.book.id(UNIT), end(4), structure())
    assert [one.total for one in found.indicators] == [3] and not found.more
    recorded(hand.book, UNIT, date(2024, 3, 6), key="later", gift_count=5)
    recorded(hand.book, UNIT, date(2024, 3, 7), key="latest", gift_count=7)
    newest = open_adjustments(hand.book.id(UNIT), end(4), structure())
    assert [one.total for one in newest.indicators] == [7] and newest.more
