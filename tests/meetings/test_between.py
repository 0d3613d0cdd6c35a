"""What a hostile life does to meetings and conclusions: late, same day, merged, handed on, moved, read by others."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse
from django.utils.timezone import get_default_timezone

from chungtay.kernel.errors import Refusal
from chungtay.meetings.actions import (
    close_meeting,
    correct_meeting,
    note_step,
    record_attendance,
    record_minutes,
    withdraw_meeting,
)
from chungtay.meetings.models import ConclusionStep, Meeting
from chungtay.meetings.queries import meeting_page, meeting_row
from chungtay.meetings.rules.drafts import Attendance, StepDraft
from chungtay.meetings.rules.states import ConclusionState, MeetingKind
from chungtay.notifications.models import Notice
from chungtay.organizations.actions import assign_role, record_succession
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import Role, SuccessionDraft, SuccessionKind
from chungtay.papers.queries import meeting_material
from tests.factories.organizations import AT, REFORM, cast

from .conftest import LAST_YEAR, LATER, NOW, OF, called, closed, concluded, held, open_conclusions, opened, said


def page_of(meeting: Meeting, today: date = date(2026, 1, 1)):
    return meeting_page(meeting_row(meeting.pk), today)


def earlier_of(meeting: Meeting) -> list[int]:
    return [one.id for one in page_of(meeting).earlier]


def test_a_closed_meeting_tells_what_was_heard_there_and_its_notice_what_it_decided(book):
    first = opened(book, LAST_YEAR)
    one = concluded(book, first)
    closed(first)
    meeting = opened(book)
    said(one, ConclusionState.CARRIED, "chờ kinh phí", at=meeting, due=date(2026, 6, 30))
    closed(meeting)
    said(one, ConclusionState.DONE, "đã xong thật", on=date(2025, 5, 5), owner_id=book.id("22.193"))
    (told,) = page_of(meeting).earlier
    assert told.stands.state == ConclusionState.CARRIED and len(told.steps) == 1
    minutes = meeting_material(page_of(meeting), structure(), str, told=False)
    assert [line.state_words for line in minutes.earlier] == ["Chuyển kỳ sau"]
    notice = meeting_material(page_of(first), structure(), str, told=False)
    assert [(line.owner, line.due) for line in notice.own] == [("Quảng Yên", date(2024, 6, 30))]
    (now,) = page_of(first).own  # its own page leads to what became of it
    assert now.stands.state == ConclusionState.DONE


def test_a_meeting_written_down_late_neither_overrules_a_later_one_nor_loses_its_own(book):
    first = opened(book, LAST_YEAR)
    one = concluded(book, first)
    closed(first)
    later = opened(book)
    said(one, ConclusionState.CARRIED, "chờ", at=later, due=LATER)
    closed(later)
    late = opened(book, date(2024, 6, 3))
    assert earlier_of(late) == []
    with pytest.raises(Refusal, match=r"11/11/2024, đã nói đến"):
        said(one, ConclusionState.UNDER_WAY, at=late)
    own = concluded(book, late, LATER)
    closed(late)
    said(own, ConclusionState.DONE, on=date(2025, 1, 2))  # ended before any meeting has heard of it
    following = opened(book, LATER)
    assert earlier_of(following) == [one.pk, own.pk]


def test_of_two_meetings_on_a_day_the_second_speaks_of_the_first(book):
    first, second = opened(book), opened(book, kind=MeetingKind.FINAL)
    one, own = concluded(book, first, LATER), concluded(book, second, LATER)
    assert (earlier_of(first), earlier_of(second)) == ([], [one.pk])
    with pytest.raises(Refusal, match="hội nghị trước"):
        said(own, ConclusionState.UNDER_WAY, at=first)
    closed(first)
    with pytest.raises(Refusal, match="chưa nói đến"):
        closed(second)
    said(one, ConclusionState.UNDER_WAY, at=second)
    close_meeting(by=None, at=AT, meeting_id=second.pk)


def test_what_a_merged_unit_left_open_is_spoken_of_by_its_heir_and_seen_by_its_people(book, client, assert_queries):
    people = cast(book)
    old = opened(book, of="22.206", unit_ids=(book.id("22.206"),), host_id=book.id("22.206"))
    of_unit = concluded(book, old, LATER)
    closed(old)
    of_cluster = concluded(book, opened(book), LATER, text="Tập huấn")
    heir = book.id("22.07132")
    edge = SuccessionDraft(book.id("22.206"), heir, REFORM, SuccessionKind.MERGE, "NQ 1679")
    record_succession(by=None, at=AT, successions=[edge])
    meeting = opened(book, date(2025, 9, 1), of="22.07132", unit_ids=(heir,), host_id=heir)
    assert earlier_of(meeting) == [of_unit.pk]
    with pytest.raises(Refusal, match="chưa nói đến"):
        closed(meeting)
    said(of_unit, ConclusionState.UNDER_WAY, on=date(2025, 9, 1), at=meeting)
    close_meeting(by=None, at=AT, meeting_id=meeting.pk)
    assign_role(by=None, at=AT, user=people["visitor"], role=Role.APPROVER, valid_from=REFORM, unit_id=heir)
    client.force_login(people["visitor"])
    client.get(reverse("conclusions"))  # the organization is kept by each process
    with assert_queries():
        page = client.get(reverse("conclusions"))
    told = {one.id: (may_say, may_read) for one, may_say, may_read in page.context["lines"]}
    assert told == {of_unit.pk: (True, False), of_cluster.pk: (True, False)}
    with assert_queries():
        assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200
    answer = client.post(reverse("note_step", args=[of_cluster.pk]), {"state": "under_way", "reason": "đề nghị lùi"})
    assert answer.status_code == 302


def test_an_owner_tells_what_was_done_and_neither_drops_nor_moves_it(book, client):
    people, first = cast(book), opened(book, LAST_YEAR)
    one = concluded(book, first)
    client.force_login(people["recorder"])
    address = reverse("note_step", args=[one.pk])
    form = client.get(address).context["form"]
    assert [value for value, _ in form.fields["state"].choices] == ["open", "under_way", "done"]
    assert "due" not in form.fields and "đề nghị" in form["reason"].help_text
    assert client.post(address, {"state": "dropped", "reason": "thôi"}).status_code == 200
    client.post(address, {"state": "under_way", "reason": "xin lùi", "due": "31/12/2030"})
    assert [(step.state, step.due_on) for step in ConclusionStep.objects.all()] == [("under_way", None)]
    unit = opened(book, of="22", unit_ids=(book.id("22.206"),))  # of another scope, by who runs this one
    client.force_login(people["head"])
    for at, status in ((unit.pk, 403), (99, 403), (first.pk, 403)):
        assert client.get(f"{address}?at={at}").status_code == status


def test_drafts_are_for_who_writes_them_and_what_is_typed_too_late_is_not_lost(book, client):
    people, meeting = cast(book), opened(book)
    held(meeting)
    client.force_login(people["recorder"])
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Các đơn vị trao đổi" not in page and "1. Kết luận lần trước" in page
    for name in ("minutes_paper", "notice_paper", "attendance_paper"):
        assert client.get(reverse(name, args=[meeting.pk])).status_code == 403
    client.force_login(people["head"])
    close_meeting(by=None, at=AT, meeting_id=meeting.pk)
    late = client.post(reverse("record_minutes", args=[meeting.pk]), {"seen": "1", "discussion": "Lời gõ muộn"})
    assert late.status_code == 200 and "đã kết thúc" in late.content.decode() and "Lời gõ muộn" in late.content.decode()
    assert client.post(reverse("close_meeting", args=[meeting.pk])).status_code == 302  # pressed twice
    client.force_login(people["recorder"])
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert "Các đơn vị trao đổi" in page and "6/6 đơn vị có mặt" in page
    assert client.get(reverse("minutes_paper", args=[meeting.pk])).status_code == 200


def test_delegates_typed_before_anybody_came_are_kept_and_the_list_is_printed(book, client):
    people, meeting = cast(book), opened(book, begins=time(14), ends=time(16, 5), guests=("Báo Quảng Ninh",))
    first, *others = meeting.invitations.all()
    client.force_login(people["head"])
    client.post(reverse("record_attendance", args=[meeting.pk]), {f"delegates-{first.pk}": "Bà Hoa, Chủ tịch; Ông Ba"})
    first.refresh_from_db()
    meeting.refresh_from_db()
    assert (first.attended, first.delegates, meeting.state) == (None, "Bà Hoa, Chủ tịch; Ông Ba", "called")
    page = client.get(reverse("attendance_paper", args=[meeting.pk])).content.decode()
    assert all(words in page for words in ("Bà Hoa, Chủ tịch<", "Ông Ba<", "Báo Quảng Ninh", "Ký tên"))
    told = {f"came-{one.pk}": "no" for one in (first, *others)}
    client.post(reverse("record_attendance", args=[meeting.pk]), told)
    record_minutes(by=None, at=AT, meeting_id=meeting.pk, words={"opening": "Khai mạc."})
    with pytest.raises(Refusal, match="Không đơn vị nào có mặt"):
        close_meeting(by=None, at=AT, meeting_id=meeting.pk)
    minutes = client.get(reverse("minutes_paper", args=[meeting.pk])).content.decode()
    assert "bắt đầu: 14 giờ 00, Thứ Hai" in minutes and "kết thúc hồi 16 giờ 05, ngày" in minutes
    form = client.get(reverse("record_attendance", args=[meeting.pk])).context["form"]
    assert ("", "chưa ghi") not in form.fields[f"came-{first.pk}"].choices  # said once, it is said


def test_a_meeting_moves_only_where_what_was_written_of_it_can_be(book):
    meeting = opened(book)
    concluded(book, meeting, date(2024, 11, 30))
    move = {"by": None, "at": AT, "meeting_id": meeting.pk}
    with pytest.raises(Refusal, match="phải trước hạn"):
        correct_meeting(**move, draft=called(book, on=date(2024, 11, 30)))
    record_attendance(
        by=None, at=AT, on=NOW, meeting_id=meeting.pk, told={meeting.invitations.first().pk: Attendance(False)}
    )
    correct_meeting(**move, draft=called(book, on=date(2024, 11, 12)))
    meeting.refresh_from_db()
    assert meeting.state == "called" and not meeting.invitations.exclude(attended=None).exists()
    record_attendance(
        by=None, at=AT, on=LATER, meeting_id=meeting.pk, told={meeting.invitations.first().pk: Attendance(True)}
    )
    with pytest.raises(Refusal, match="chưa tới"):
        correct_meeting(**move, draft=called(book, on=date(2024, 11, 13)))
    for told, word in (({"ends": time(8), "begins": time(9)}, "Giờ kết thúc"), ({"guests": ("x" * 201,)}, "200")):
        with pytest.raises(Refusal, match=word):
            correct_meeting(**move, draft=called(book, on=date(2024, 11, 12), **told))


def test_days_are_those_of_viet_nam_and_a_day_may_be_typed_as_a_browser_writes_it(book, client):
    people, meeting = cast(book), opened(book, unit_ids=(book.id("22.206"),))
    dawn = datetime(2024, 11, 12, 1, tzinfo=get_default_timezone())  # the eleventh in London
    withdraw_meeting(by=None, at=dawn, meeting_id=meeting.pk, reason="bão")
    assert not Notice.objects.filter(kind="meeting_cancelled").exists()  # a day that has passed is no news
    client.force_login(people["head"])
    told = {"kind": "briefing", "first": "2024-01-01", "last": "2024-10-31", "on": "2024-11-12", "begins": "14h30",
            "host": str(book.id("22")), "units": [str(book.id("22.206"))]}  # fmt: skip
    answer = client.post(reverse("open_meeting") + f"?of={OF}", told)
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(answer["Location"]).content.decode()
    assert "14 giờ 30" in page


def test_a_unit_asked_once_reads_that_meeting_and_no_other(book, client):
    people, other = cast(book), opened(book, LAST_YEAR, unit_ids=(book.id("22.206"),))
    concluded(book, other)
    meeting = opened(book, unit_ids=(book.id("22.195"),))
    own = concluded(book, meeting, LATER, owner_id=book.id("22.206"))
    client.force_login(people["outsider"])  # of 22.195
    assert [line[0].id for line in client.get(reverse("conclusions")).context["lines"]] == [own.pk]
    client.force_login(people["recorder"])  # of 22.206: asked to the first alone, and has both to do
    assert len(client.get(reverse("conclusions")).context["lines"]) == 2
    note_step(by=None, at=AT, on=NOW, conclusion_id=own.pk, step=StepDraft(ConclusionState.DONE))
    assert len(open_conclusions(OF, NOW)) == 1
