"""The pages of meetings: a whole meeting by forms alone, and who may do what there."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.meetings.actions import record_paper
from chungtay.meetings.models import Conclusion, ConclusionStep, Meeting
from chungtay.meetings.views import reading
from tests.factories.organizations import AT, MEMBERS

from .conftest import LAST_YEAR, LATER, closed, concluded, opened


@pytest.fixture
def people(book, cast):
    return cast


def sent(client: Client, name: str, *args: int, **told: object):
    """Posted, and said to be done."""
    answer = client.post(reverse(name, args=args) + told.pop("asked", ""), told)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def all_but_one_came(client: Client, meeting: Meeting) -> None:
    """The exception, then one touch for all others."""
    away = meeting.invitations.last()
    assert (
        "Đều có mặt, trừ nơi ghi vắng" in client.get(reverse("record_attendance", args=[meeting.pk])).content.decode()
    )
    sent(client, "record_attendance", meeting.pk, rest="yes", **{f"came-{away.pk}": "no"})
    assert list(meeting.invitations.filter(attended=False)) == [away]
    assert meeting.invitations.filter(attended=True).count() == len(MEMBERS) - 1


def test_a_meeting_is_called_and_prepared_by_forms(book, people, client):
    client.force_login(people["head"])
    page = client.get(reverse("open_meeting"))
    assert page.status_code == 200 and page.context["form"].initial["host"] == str(book.id("22"))
    told = {
        "kind": "briefing",
        "first": "01/01/2024",
        "last": "31/10/2024",
        "on": "11/11/2024",
        "host": str(book.id("22")),
    }
    today = {"proposed_on": page.context["form"]["proposed_on"].value(), "units": [str(book.id("22.cdyt"))]}
    moved = client.post(reverse("open_meeting"), told | today).context["form"]  # another day has other members
    assert "11/11/2024" in str(moved.errors["units"]) and set(moved["units"].value()) == {
        str(book.id(code)) for code in MEMBERS
    }
    unasked = client.post(reverse("open_meeting"), told | {"guests": "Báo Quảng Ninh"}).content.decode()
    assert "Chưa mời đơn vị nào" in unasked and "Báo Quảng Ninh" in unasked  # nothing typed is lost
    told["units"] = [str(book.id(code)) for code in MEMBERS]
    sent(client, "open_meeting", **told, guests="Báo Quảng Ninh")
    meeting = Meeting.objects.get()
    assert meeting.title == "Hội nghị giao ban Cụm thi đua số 2, 10 tháng năm 2024"
    sent(client, "correct_meeting", meeting.pk, **told, guests="Báo Quảng Ninh", title="Giao ban Cụm")
    form = client.get(reverse("assign_agenda", args=[meeting.pk])).context["form"]
    agenda = {"seen": form["seen"].value(), "title-0": "Khai mạc", "minutes-0": "10", "title-2": "Bế mạc"}
    sent(client, "assign_agenda", meeting.pk, **agenda)
    late = client.post(reverse("assign_agenda", args=[meeting.pk]), agenda | {"title-1": "Tham luận"})
    page = late.content.decode()  # both have their words there, and the second knows what it takes the place of
    assert all(words in page for words in ("vừa được sửa", "Bản đang lưu", 'value="Tham luận"', "Lưu chương trình"))
    sent(client, "assign_agenda", meeting.pk, **agenda | {"seen": late.context["form"]["seen"].value()})
    page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert all(words in page for words in ("Giao ban Cụm", "Khai mạc", "(10 phút)", "Bế mạc", "Báo Quảng Ninh"))
    sent(client, "withdraw_meeting", meeting.pk, reason="bão số 9")
    assert "Hội nghị đã hủy: bão số 9" in client.get(reverse("meeting", args=[meeting.pk])).content.decode()


def test_a_meeting_is_held_and_closed_by_forms(book, people, client):
    before = opened(book, LAST_YEAR)
    old = concluded(book, before)
    closed(before)
    meeting = opened(book, title="Giao ban Cụm")
    client.force_login(people["head"])
    all_but_one_came(client, meeting)
    sent(client, "record_minutes", meeting.pk, seen="0", discussion="Các đơn vị trao đổi.")
    late = client.post(reverse("record_minutes", args=[meeting.pk]), {"seen": "0", "discussion": "Bản khác"})
    assert "head vừa viết" in late.content.decode() and "Bản khác" in late.content.decode()
    new = {
        "kind": "direction",
        "text": "Vận động máu",
        "due": "31/12/2025",
        "indicator": "blood.units",
        "value": "1.200",
    }
    ownerless = client.post(reverse("record_conclusion", args=[meeting.pk]), new)
    assert ownerless.context["form"].errors["owner"] and Conclusion.objects.count() == 1
    sent(client, "record_conclusion", meeting.pk, **new, owner=str(book.id("22.193")), is_of_all="on")
    own = Conclusion.objects.latest("pk")
    assert (own.value, own.is_of_all, own.due_on) == (1200, True, date(2025, 12, 31))
    address = reverse("meeting", args=[meeting.pk])
    page = client.get(address).content.decode()
    assert "Kiện toàn đội xung kích" in page and "1.200 đơn vị máu" in page
    client.post(reverse("close_meeting", args=[meeting.pk]))
    assert "Hội nghị chưa nói đến" in client.get(address).content.decode()
    carried = {"asked": f"?at={meeting.pk}", "state": "carried", "reason": "chờ kinh phí"}
    undated = client.post(reverse("note_step", args=[old.pk]) + carried["asked"], carried).content.decode()
    assert "Đã đến hạn 30/06/2024; chuyển kỳ sau thì ghi hạn mới." in undated and "Ghi tình hình</button>" in undated
    sent(client, "note_step", old.pk, **carried, due="31/12/2026")
    assert client.post(reverse("close_meeting", args=[meeting.pk])).status_code == 302
    page = client.get(address).content.decode()
    assert "được giữ nguyên" in page and "chờ kinh phí" in page and "Viết biên bản" not in page
    assert client.get(reverse("record_minutes", args=[meeting.pk])).status_code == 403
    listed = client.get(reverse("meetings")).content.decode()
    assert "2 kết luận còn mở" in listed and listed.index("Giao ban Cụm") < listed.index(">Hội nghị giao ban<")


def test_who_runs_who_writes_and_who_reads(book, people, client):
    meeting = opened(book)
    own = concluded(book, meeting, LATER)
    client.force_login(people["approver"])
    assert client.get(reverse("meeting", args=[meeting.pk])).context["runs"]
    client.force_login(people["recorder"])
    page = client.get(reverse("meeting", args=[meeting.pk]))
    assert page.status_code == 200 and not page.context["runs"] and not page.context["sees_figures"]
    for name in (
        "correct_meeting",
        "withdraw_meeting",
        "assign_agenda",
        "record_attendance",
        "record_minutes",
        "record_conclusion",
    ):
        assert client.get(reverse(name, args=[meeting.pk])).status_code == 403
    assert client.post(reverse("close_meeting", args=[meeting.pk])).status_code == 403
    assert client.get(reverse("open_meeting")).status_code == 403
    paper = {"unit": str(book.id("22.206")), "title": "Tham luận", "text": "Kinh nghiệm"}
    sent(client, "record_paper", meeting.pk, **paper)
    of_another = client.post(reverse("record_paper", args=[meeting.pk]), paper | {"unit": str(book.id("22.195"))})
    assert of_another.status_code == 200 and meeting.papers.count() == 1
    sent(client, "note_step", own.pk, state="under_way", reason="đã họp tổ")  # the owner, between two meetings
    assert client.get(reverse("note_step", args=[own.pk]) + f"?at={meeting.pk}").status_code == 403
    assert "Kiện toàn" in client.get(reverse("conclusions")).content.decode()
    client.force_login(people["outsider"])  # another member: reads, does not speak for the owner
    assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200
    assert client.post(reverse("note_step", args=[own.pk]), {"state": "done"}).status_code == 403
    client.force_login(people["visitor"])
    assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 403
    assert "Kiện toàn" not in client.get(reverse("conclusions")).content.decode()
    assert ConclusionStep.objects.count() == 1


def test_the_first_page_says_what_of_meetings_waits_and_open_conclusions_come_in_pages(
    book, people, client, assert_queries, monkeypatch
):
    before = opened(book, LAST_YEAR)
    for due in (date(2024, 6, 30), date(2024, 9, 30)):
        concluded(book, before, due)
    closed(before)
    opened(book, timezone.localdate() + timedelta(3), unit_ids=(book.id("22.cdyt"),), title="Giao ban sắp tới")
    client.force_login(people["head"])
    client.get("/")
    with assert_queries():
        page = client.get("/").content.decode()
    assert "2 kết luận hội nghị quá hạn" in page and "Giao ban sắp tới" in page and "Không có việc nào" not in page
    monkeypatch.setattr(reading, "PAGE", 1)
    for number, due in ((1, date(2024, 6, 30)), (2, date(2024, 9, 30))):
        listed = client.get(reverse("conclusions"), {"page": number})
        assert [one.stands.due for one, *_ in listed.context["lines"]] == [due]
        assert f"Trang {number} trên 2" in listed.content.decode()
    client.force_login(people["visitor"])
    assert "Giao ban sắp tới" not in client.get("/").content.decode()


def test_a_household_visit_is_recorded_on_the_day_of_the_meeting(book, people, client, assert_queries):
    day = timezone.localdate()
    meeting = opened(book, day, unit_ids=(book.id("22.cdyt"),), visits_place="phường Quảng Yên (TX Quảng Yên)")
    for number in range(12):
        concluded(
            book,
            meeting,
            date(day.year + 1, 1, 1 + number),
            owner_id=book.id("22.cdyt"),
            indicator="blood.units",
            value=9,
        )
    record_paper(by=None, at=AT, meeting_id=meeting.pk, unit_id=book.id("22.cdyt"), title="t", text="x")
    client.force_login(people["approver"])
    client.get(reverse("meeting", args=[meeting.pk]))  # the organization is kept by each process
    with assert_queries():
        page = client.get(reverse("meeting", args=[meeting.pk])).content.decode()
    assert f'name="on" value="{day.isoformat()}"' in page and 'value="phường Quảng Yên"' in page
    asked = {"of": "22.cdyt", "on": day.isoformat(), "work": "visit", "place": "phường Quảng Yên"}
    form = client.get(reverse("record_delivery"), asked).context["form"]
    assert f'name="next" value="{reverse("meeting", args=[meeting.pk])}#tham-ho"' in page
    shown = [form.get_initial_for_field(form.fields[name], name) for name in ("occurred_on", "work", "place")]
    assert shown == [day, "visit", "phường Quảng Yên"]
