"""The public calendar: what it tells and what not, and how calendar programs read it."""

from datetime import date, datetime, time, timedelta
from itertools import count

from django.urls import reverse
from django.utils import timezone

from chungtay.almanac.formats import CalendarEvent, calendar_bytes
from chungtay.almanac.queries import agenda
from chungtay.blood.actions import open_drive, withdraw_drive
from chungtay.meetings.actions import correct_meeting, withdraw_meeting
from chungtay.meetings.rules.states import MeetingKind
from tests.drives.test_signing import drive
from tests.factories.organizations import AT
from tests.meetings.conftest import called, opened

ON = date(2024, 11, 20)
fresh = count()


def read(sent: bytes) -> tuple[dict[str, str], list[dict[str, str]]]:
    """A calendar as RFC 5545 has programs read it: lines unfolded, properties with what follows the colon, events by themselves."""
    assert (
        sent.endswith(b"\r\n") and b"\n" not in sent.replace(b"\r\n", b"") and b"\r" not in sent.replace(b"\r\n", b"")
    )
    assert all(len(line) <= 75 for line in sent.split(b"\r\n"))
    own: dict[str, str] = {}
    events: list[dict[str, str]] = []
    into = own
    for line in sent.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        key, _, value = line.partition(":")
        if line in ("BEGIN:VEVENT", "END:VEVENT"):
            into = {} if line.startswith("BEGIN") else own
            events += [into] if line.startswith("BEGIN") else []
        else:
            assert key not in into, f"{key} stands twice"
            into[key] = plain(value)
    assert (own.pop("BEGIN"), own.pop("END"), own["VERSION"]) == ("VCALENDAR", "VCALENDAR", "2.0")
    return own, events


def plain(value: str) -> str:
    """A text as it was before it was escaped."""
    return value.replace("\\\\", "\0").replace("\\n", "\n").replace("\\;", ";").replace("\\,", ",").replace("\0", "\\")


def test_the_calendar_tells_open_drives_and_reviews_and_says_what_was_called_off(
    client, book, settings, assert_queries
) -> None:
    quang_yen, today = book.id("22.206"), timezone.localdate()
    coming, planned, off, never = (
        drive(quang_yen, today + timedelta(days=days), name=f"Đợt {days}", state=state)
        for days, state in ((11, "open"), (12, "planned"), (13, "planned"), (14, "planned"))
    )
    open_drive(by=None, at=AT, on=ON, drive_id=off.pk)
    withdraw_drive(by=None, at=AT + timedelta(days=1), drive_id=off.pk, reason="Bão")
    withdraw_drive(by=None, at=AT, drive_id=never.pk, reason="Không ai biết")
    final = {"kind": MeetingKind.FINAL, "title": "Hội nghị tổng kết", "begins": time(8), "ends": time(11, 30)}
    review = opened(book, date(2024, 12, 20), **final)
    days = {"first": date(2024, 1, 1), "last": date(2024, 12, 20), "on": date(2024, 12, 21)}
    correct_meeting(by=None, at=AT + timedelta(hours=1), meeting_id=review.pk, draft=called(book, **days | final))
    gone = opened(book, date(2024, 11, 22), kind=MeetingKind.INTERIM, title="Hội nghị sơ kết")
    withdraw_meeting(by=None, at=AT + timedelta(hours=2), meeting_id=gone.pk, reason="Bão")
    opened(book, date(2024, 12, 10), title="Hội nghị giao ban kín")
    found = {item.title: item for item in agenda(ON).coming}
    assert found.keys() == {coming.name, off.name, "Hội nghị tổng kết", "Hội nghị sơ kết"}
    assert [found[name].called_off for name in (coming.name, off.name, "Hội nghị sơ kết")] == [False, True, True]
    assert found[coming.name].token and not found[off.name].token and found["Hội nghị tổng kết"].changes == 1
    settings.CHUNGTAY_PUBLIC_MEETINGS = ("briefing",)
    assert "Hội nghị giao ban kín" in {item.title for item in agenda(ON).coming}

    settings.CHUNGTAY_ADDRESS = "https://hoi.vn"
    answer = client.get(reverse("open_calendar_file"), {"moi": next(fresh)})
    assert answer["Content-Type"].startswith("text/calendar") and "lich.ics" in answer["Content-Disposition"]
    by_name = {event["UID"]: event for event in read(answer.content)[1]}
    called_off = by_name[f"dot-hien-mau-{off.pk}@hoi.vn"]
    assert (called_off["STATUS"], called_off["SEQUENCE"], called_off["DTSTAMP"]) == (
        "CANCELLED", "2", f"{AT + timedelta(days=1):%Y%m%dT%H%M%SZ}",
    )  # fmt: skip
    assert by_name[f"dot-hien-mau-{coming.pk}@hoi.vn"]["STATUS"] == "CONFIRMED"
    client.get(reverse("open_calendar"))
    with assert_queries():
        page = client.get(reverse("open_calendar"), {"moi": next(fresh)}).content.decode()
    assert page.count("Đã hủy") == 1 and planned.name not in page and never.name not in page


def test_a_calendar_is_read_back_as_it_was_told() -> None:
    title = "Ngày hội hiến máu; Trường Cao đẳng Y tế, Quảng Ninh \\ " * 4 + "\nhai dòng"
    begins = timezone.make_aware(datetime(2024, 12, 1, 7, 30))
    event = CalendarEvent("dot-1@hoi.vn", AT, begins.date(), title, begins=begins, ends=begins)
    sent = calendar_bytes("Lịch", [event, CalendarEvent("hop-2@hoi.vn", AT, begins.date(), "Họp", called_off=True)])
    own, (first, second) = read(sent)
    assert own["X-WR-CALNAME"] == "Lịch" and own["CALSCALE"] == "GREGORIAN" and own["PRODID"].startswith("-//")
    assert first["SUMMARY"] == title and first["DTSTART"] == "20241201T003000Z" and "DTEND" not in first
    assert (second["DTSTART;VALUE=DATE"], second["DTEND;VALUE=DATE"]) == ("20241201", "20241202")
    assert (second["STATUS"], second["SEQUENCE"], first["STATUS"]) == ("CANCELLED", "0", "CONFIRMED")
