"""Meetings in the book: called, held, closed; every refusal, and that no conclusion is passed over in silence."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chungtay.audit.models import AuditLine
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.meetings.actions import (
    assign_agenda,
    close_meeting,
    correct_conclusion,
    correct_meeting,
    record_attendance,
    record_minutes,
    record_paper,
    withdraw_meeting,
)
from chungtay.meetings.models import Conclusion, ConclusionStep, Meeting, Minutes
from chungtay.meetings.queries import followed, meeting_page, meeting_row, proposed_members, with_figures
from chungtay.meetings.rules.drafts import AgendaDraft, Attendance, ConclusionDraft
from chungtay.meetings.rules.states import ENDED, ConclusionKind, ConclusionState, MeetingKind
from chungtay.notifications.models import Notice
from chungtay.organizations.actions import record_succession
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import SuccessionDraft, SuccessionKind
from chungtay.reports.queries import gathering_of
from tests.factories.organizations import AT, MEMBERS, REFORM, cast
from tests.ledger.telling import recorded

from .conftest import LAST_YEAR, LATER, NOW, OF, called, closed, concluded, held, open_conclusions, opened, said

TEN_MONTHS = Period(date(2024, 1, 1), date(2024, 10, 31))


def page_of(meeting: Meeting, today: date = LATER):
    return meeting_page(meeting_row(meeting.pk), today)


def why(refusal) -> str:
    return str(refusal.value)


def test_a_called_meeting_tells_its_review_and_the_people_of_the_units(book):
    people = cast(book)
    meeting = opened(
        book, last=TEN_MONTHS.last, place="TX Quảng Yên", part_of_day="afternoon", guests=("Lãnh đạo thị xã",)
    )
    told = gathering_of(OF, TEN_MONTHS)
    assert (told.on, told.place, told.host) == (NOW, "TX Quảng Yên", "Hội Chữ thập đỏ tỉnh Quảng Ninh")
    assert set(Notice.objects.filter(kind="meeting_called").values_list("user", flat=True)) == {
        people["recorder"].pk, people["outsider"].pk,
    }  # fmt: skip
    draft = called(book, place="Hạ Long", host_called="Hội tỉnh", unit_ids=(book.id("22.206"), book.id("22.193")))
    correct_meeting(by=None, at=AT, meeting_id=meeting.pk, draft=draft)
    told = gathering_of(OF, TEN_MONTHS)
    assert (told.place, told.host) == ("Hạ Long", "Hội tỉnh")
    assert [one.name for one in page_of(meeting).asked] == [
        "Hội Chữ thập đỏ thành phố Hạ Long", "Hội Chữ thập đỏ thị xã Quảng Yên",
    ]  # fmt: skip
    assert Notice.objects.get(kind="meeting_changed").user_id == people["recorder"].pk
    withdraw_meeting(by=None, at=AT, meeting_id=meeting.pk, reason="bão")
    assert gathering_of(OF, TEN_MONTHS).on is None
    assert opened(book).pk != meeting.pk  # the day is free again


def test_what_cannot_meet_is_refused_and_nothing_is_kept(book):
    opened(book)
    for told, word in (
        ({"unit_ids": ()}, "Chưa mời đơn vị nào"),
        ({"host_id": book.id("22.07132"), "on": LAST_YEAR, "first": date(2023, 1, 1)}, "phường Quảng Yên"),
        ({"on": date(2025, 8, 1)}, "không còn hoạt động"),
        ({"first": date(2024, 12, 1), "last": date(2024, 12, 31)}, "ngày đầu của kỳ"),
        ({"title": " "}, "cần có tên"),
        ({"of": "22/cum-9"}, "22/cum-9"),
        ({"part_of_day": "noon", "kind": MeetingKind.FINAL}, "noon"),
        ({}, "đã có một hội nghị cùng loại"),
    ):
        with pytest.raises(Refusal) as refusal:
            opened(book, **told) if "on" not in told else opened(book, **{"first": date(2024, 1, 1), **told})
        assert word in why(refusal)
    assert Meeting.objects.count() == 1
    assert [unit.code for unit in proposed_members(OF, date(2025, 8, 1), structure())] == ["22.cdyt"]
    assert proposed_members(OF, date(2021, 8, 1), structure()) == []  # nobody to ask: no meeting


def test_a_conclusion_without_owner_or_day_is_refused(book):
    meeting = opened(book, LAST_YEAR)
    for told, word in (
        ({"owner_id": None}, "đơn vị thực hiện"),
        ({"due": None}, "hạn thực hiện"),
        ({"text": " "}, "nội dung"),
        ({"due": LAST_YEAR}, "sau ngày 20/12/2023"),
        ({"owner_id": book.id("22.07132")}, "không nhận việc được"),
        ({"indicator": "blood.units"}, "đi với nhau"),
        ({"value": 5}, "đi với nhau"),
        ({"indicator": "blood.units", "value": 0}, "lớn hơn 0"),
        ({"indicator": "people.reached", "value": 5}, "chưa đếm được"),
        ({"indicator": "blood.units", "value": 5, "since": date(2025, 1, 1)}, "trước hạn"),
    ):
        with pytest.raises(Refusal) as refusal:
            concluded(book, meeting, **told)
        assert word in why(refusal)
    assert not Conclusion.objects.exists()
    row = concluded(book, meeting)
    draft = ConclusionDraft(ConclusionKind.DIRECTION, "Nói lại", book.id("22.193"), date(2024, 3, 1))
    correct_conclusion(by=None, at=AT, conclusion_id=row.pk, draft=draft)
    row.refresh_from_db()
    assert (row.text, row.owner_id) == ("Nói lại", book.id("22.193"))
    assert "Kiện toàn đội xung kích" in AuditLine.objects.get(action="correct_conclusion").text
    closed(meeting)
    with pytest.raises(Refusal, match="đã kết thúc"):
        correct_conclusion(by=None, at=AT, conclusion_id=row.pk, draft=draft)


def test_a_meeting_is_closed_when_held_written_and_every_open_conclusion_was_spoken_of(book):
    before = opened(book, LAST_YEAR)
    first, second = concluded(book, before), concluded(book, before, text="Tập huấn sơ cấp cứu")
    closed(before)
    meeting = opened(book)
    assert [one.id for one in page_of(meeting).earlier] == [first.pk, second.pk]

    def refused() -> str:
        with pytest.raises(Refusal) as refusal:
            close_meeting(by=None, at=AT, meeting_id=meeting.pk)
        return why(refusal)

    assert "chưa họp" in refused()
    ids = [one.id for one in page_of(meeting).asked]
    with pytest.raises(Refusal, match="đến ngày đó"):
        record_attendance(by=None, at=AT, on=LAST_YEAR, meeting_id=meeting.pk, told={ids[0]: Attendance(True)})
    record_attendance(by=None, at=AT, on=NOW, meeting_id=meeting.pk, told={ids[0]: Attendance(True)})
    assert "Cao đẳng Y tế" in refused()
    told = {pk: Attendance(False, note="bận") for pk in ids[1:]}
    record_attendance(by=None, at=AT, on=NOW, meeting_id=meeting.pk, told=told)
    assert "biên bản" in refused()
    record_minutes(by=None, at=AT, meeting_id=meeting.pk, words={"opening": "Khai mạc."}, after=0)
    assert "Kiện toàn" in refused()
    said(first, ConclusionState.UNDER_WAY, at=meeting)
    assert "Tập huấn" in refused()
    said(second, ConclusionState.DONE, at=meeting)
    own = concluded(book, meeting, LATER)
    assert page_of(meeting).against == ()
    close_meeting(by=None, at=AT, meeting_id=meeting.pk)
    later = opened(book, LATER)
    assert [one.id for one in page_of(later).earlier] == [first.pk, own.pk]  # the done one was told of
    assert [one.id for one in page_of(meeting).earlier] == [first.pk, second.pk]  # its own page stands


def test_what_is_written_of_a_closed_meeting_stands(book):
    first = concluded(book, closed_before := opened(book, LAST_YEAR))
    closed(closed_before)
    meeting = opened(book)
    said(first, ConclusionState.UNDER_WAY, at=meeting)
    closed(meeting)
    stands = {"by": None, "at": AT, "meeting_id": meeting.pk}
    for late in (
        lambda: record_attendance(**stands, on=NOW, told={}),
        lambda: record_minutes(**stands, words={"opening": "khác"}),
        lambda: assign_agenda(**stands, items=[AgendaDraft("x")]),
        lambda: record_paper(**stands, unit_id=book.id("22.206"), title="t", text="x"),
        lambda: correct_meeting(**stands, draft=called(book)),
        lambda: withdraw_meeting(**stands, reason="x"),
        lambda: concluded(book, meeting, LATER),
        lambda: said(first, ConclusionState.DONE, at=meeting),
    ):
        with pytest.raises(Refusal, match="đã kết thúc"):
            late()


def test_a_step_that_needs_a_reason_is_refused_without_one(book):
    meeting = opened(book, LAST_YEAR)
    blood = concluded(book, meeting, date(2024, 12, 31), indicator="blood.units", value=100, since=date(2024, 1, 1))
    closed(meeting)
    now, other = opened(book), opened(book, of="22", unit_ids=(book.id("22.206"),))
    for state in (ConclusionState.CARRIED, ConclusionState.DROPPED):
        with pytest.raises(Refusal, match="lý do"):
            said(blood, state, at=now)
    with pytest.raises(Refusal, match="chưa đạt"):
        said(blood, ConclusionState.DONE)
    with pytest.raises(Refusal, match="Hạn phải sau"):
        said(blood, ConclusionState.UNDER_WAY, due=NOW)
    with pytest.raises(Refusal, match="không nhận việc được"):
        said(blood, ConclusionState.UNDER_WAY, owner_id=book.id("22.07132"))
    for wrong in (other, meeting):
        with pytest.raises(Refusal, match=r"hội nghị trước|đã kết thúc"):
            said(blood, ConclusionState.UNDER_WAY, at=wrong)
    assert not ConclusionStep.objects.exists()
    recorded(book, "22.206", date(2023, 12, 25), blood_units=50)  # before the stated span
    recorded(book, "22.206", date(2024, 5, 5), blood_units=120)
    recorded(book, "22.195", date(2024, 5, 5), blood_units=900)  # another unit's
    (line,) = open_conclusions(OF, NOW)
    assert line.measured.figure.value == 120 and line.measured.progress.percent == 120
    said(blood, ConclusionState.DONE, at=now)
    with pytest.raises(Refusal, match="đã kết thúc"):
        said(blood, ConclusionState.UNDER_WAY)
    said(blood, ConclusionState.UNDER_WAY, "ghi nhầm", due=LATER)
    (line,) = open_conclusions(OF, date(2025, 3, 4))
    assert line.overdue and [step.state for step in line.steps] == ["done", "under_way"]


def test_a_figure_of_the_whole_cluster_counts_every_member_and_all_are_asked_in_few_questions(
    book, django_assert_max_num_queries
):
    meeting = opened(book, LAST_YEAR)
    for code in ("22.206", "22.195"):
        recorded(book, code, date(2024, 5, 5), blood_units=100)
        concluded(book, meeting, indicator="blood.units", value=100, owner_id=book.id(code))
    concluded(book, meeting, date(2024, 12, 31), indicator="blood.units", value=100, is_of_all=True)
    concluded(book, meeting, date(2024, 9, 30), indicator="gift.count", value=100)
    known = structure()  # kept by each process, as pages have it
    with django_assert_max_num_queries(4):
        found = with_figures(followed(OF, NOW, known), known)
    assert [one.measured.figure.value for one in found] == [100, 100, 200, None]


def test_who_has_ended_is_shown_under_its_heir_not_under_whom_it_gave_a_part(book):
    meeting = opened(book, LAST_YEAR)
    for code in ("22.206", "22.195"):
        concluded(book, meeting, LATER, owner_id=book.id(code))
    assert not any(one.heirs for one in open_conclusions(OF, date(2025, 8, 1))), "successions belong to no revision"
    edge = SuccessionDraft(book.id("22.206"), book.id("22.07132"), REFORM, SuccessionKind.MERGE, "NQ 1679")
    gave = SuccessionDraft(book.id("22.206"), book.id("22.195"), date(2024, 6, 1), SuccessionKind.PART, "NQ 12", 1, 3)
    back = SuccessionDraft(book.id("22.195"), book.id("22.206"), date(2024, 9, 1), SuccessionKind.PART, "NQ 30", 1, 4)
    record_succession(by=None, at=AT, successions=[edge, gave, back])
    line, other = open_conclusions(OF, date(2025, 8, 1))
    assert line.owner_ended and [heir.code for heir in line.heirs] == ["22.07132"] and line.overdue
    assert other.owner_ended and not other.heirs
    assert not any(one.owner_ended or one.heirs for one in open_conclusions(OF, NOW))


def test_words_of_two_writers_meet_and_every_version_stays(book):
    people, meeting = cast(book), opened(book)
    first = record_minutes(by=people["head"], at=AT, meeting_id=meeting.pk, words={"opening": "Khai mạc"}, after=0)
    with pytest.raises(Refusal, match="head vừa viết"):
        record_minutes(by=None, at=AT, meeting_id=meeting.pk, words={"opening": "khác"}, after=0)
    with pytest.raises(Refusal, match="không có phần"):
        record_minutes(by=None, at=AT, meeting_id=meeting.pk, words={"song": "la"})
    record_minutes(by=None, at=AT, meeting_id=meeting.pk, words={"discussion": "Ý kiến"}, after=first.pk)
    assert page_of(meeting).minutes == {"opening": "Khai mạc", "discussion": "Ý kiến"}
    assert Minutes.objects.count() == 2
    write = {"by": None, "at": AT, "meeting_id": meeting.pk, "unit_id": book.id("22.206"), "title": "Tham luận"}
    record_paper(**write, text="bản một")
    record_paper(**write, text="bản hai")
    assert [paper.text for paper in page_of(meeting).papers] == ["bản hai"]
    record_paper(**write, text="")
    assert page_of(meeting).papers == ()
    with pytest.raises(Refusal, match="thành phần mời họp"):
        record_paper(**write | {"unit_id": book.id("22")}, text="x")
    assign_agenda(
        by=None, at=AT, meeting_id=meeting.pk, items=[AgendaDraft("a"), AgendaDraft(" "), AgendaDraft("b", "c", 5)]
    )
    assign_agenda(by=None, at=AT, meeting_id=meeting.pk, items=[AgendaDraft("b", "c", 5), AgendaDraft("a")])
    assert [(point.title, point.minutes) for point in page_of(meeting).agenda] == [("b", 5), ("a", None)]


def test_a_meeting_where_something_was_said_is_not_called_off(book):
    meeting = opened(book)
    with pytest.raises(Refusal, match="lý do"):
        withdraw_meeting(by=None, at=AT, meeting_id=meeting.pk, reason=" ")
    concluded(book, meeting, LATER)
    with pytest.raises(Refusal, match="không hủy được"):
        withdraw_meeting(by=None, at=AT, meeting_id=meeting.pk, reason="bão")
    held(meeting)
    with pytest.raises(Refusal, match="có mặt"):
        correct_meeting(by=None, at=AT, meeting_id=meeting.pk, draft=called(book, unit_ids=(book.id("22.206"),)))
    assert meeting.invitations.count() == len(MEMBERS)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["conclude", "say", "say at", "close"]), st.integers(0, 30), st.sampled_from(ConclusionState)
    ),
    max_size=18,
)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_conclusion_is_ever_lost_between_meetings(book, steps):
    with transaction.atomic():
        _life(book, steps)
        transaction.set_rollback(True)


def _life(book, steps):
    """Whatever happens: each is open or has ended by a step, and a closed meeting has spoken of all that were open."""
    days = iter(date(2024, month, 5) for month in range(1, 13))
    meeting, mine = opened(book, next(days)), list[Conclusion]()
    open_before: set[int] = set()
    for kind, number, state in steps:
        one = mine[number % len(mine)] if mine else None
        if kind == "conclude":
            mine.append(concluded(book, meeting, date(2026, 1, 1), text=f"Việc {len(mine)}"))
        elif kind == "close":
            held(meeting)
            spoken = set(meeting.steps.values_list("conclusion", flat=True))
            if open_before - spoken - _ended(mine):
                with pytest.raises(Refusal, match="chưa nói đến"):
                    close_meeting(by=None, at=AT, meeting_id=meeting.pk)
                continue
            close_meeting(by=None, at=AT, meeting_id=meeting.pk)
            following = next(days, None)
            if following is None:
                break
            meeting = opened(book, following)
            open_before = {one.pk for one in mine} - _ended(mine)
            assert open_before <= {one.id for one in page_of(meeting, following).earlier}
        elif one and (kind == "say" or one.meeting_id != meeting.pk):
            said(one, state, "lý do", on=meeting.held_on, at=meeting if kind == "say at" else None)
            open_before |= {one.pk} if one.meeting_id != meeting.pk else set()  # what is taken up again counts
            open_before -= _ended(mine)
    assert {one.id for one in open_conclusions(OF, date(2024, 12, 31))} == {one.pk for one in mine} - _ended(mine)


def _ended(mine: list[Conclusion]) -> set[int]:
    """Those whose last step says so, read from the table itself."""
    return {one.pk for one in mine if (last := one.steps.last()) and last.state in ENDED}
