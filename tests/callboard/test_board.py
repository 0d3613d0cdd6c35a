"""Pages of coordinators: from the contact to the closing, numbers on duty alone, and what others may not see."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chungtay.audit.models import AuditLine
from chungtay.callout import actions
from chungtay.callout.models import BloodRequest, Call, HospitalContact
from chungtay.callout.queries import muster
from chungtay.callout.rules.states import CallState, RequestState
from tests.callout.planted import Planted, donor, planted


class Today:
    """The chapter, with a unit that stands today in the place of one that has ended."""

    def __init__(self, chapter) -> None:
        self.chapter = chapter

    def id(self, code: str) -> int:
        return self.chapter.id("22.cdyt" if code == "22.206" else code)


@pytest.fixture
def here(chapter, client) -> Planted:
    made = planted(Today(chapter))
    for name in ("a", "b", "c", "d"):
        donor(made, name)
    client.force_login(made.user)
    return made


def looked() -> int:
    return AuditLine.objects.filter(action="open_profiles").count()


def test_a_request_is_opened_watched_answered_and_closed_on_its_board(
    here, client, assert_queries, monkeypatch
) -> None:
    monkeypatch.setattr(muster, "KEPT", 2)
    now = timezone.localtime() + timedelta(hours=5)
    form = {
        "contact": here.contact.pk, "product": "rbc", "abo": "O", "rhd": "+", "units": "1", "urgency": "critical",
        "hour": f"{now:%H:%M}", "day": f"{now:%d/%m/%Y}", "basis": "article_15", "held": ["consent_signed"],
    }  # fmt: skip
    refused = client.post(reverse("open_request"), form).content.decode()
    assert all(said in refused for said in ("còn thiếu", "trưởng khoa", "chỉ truyền máu toàn phần"))
    opened = client.post(reverse("open_request"), {**form, "basis": "full_screen"})
    request = BloodRequest.objects.get()
    board = reverse("call_board", args=[request.pk])
    assert opened["Location"] == board and request.calls.count() > 1, "the first wave is called at once"
    call = request.calls.order_by("pk").first()

    before = looked()
    page = client.get(board).content.decode()
    assert looked() == before + 1 and "tel:" not in page and "09200000" not in page and "/tra-loi/" not in page
    client.post(reverse("record_answer", args=[request.pk]), {"call": call.pk, "state": "accepted"})
    assert Call.objects.get(pk=call.pk).state == CallState.CALLED, "who is not on duty records nothing"

    client.post(reverse("take_duty"), {"unit": here.unit_id, "hours": "8"})
    client.get(board)
    with assert_queries():
        page = client.get(board).content.decode()
    assert 'href="tel:0920000' in page and "/tra-loi/" in page and "đúng nhóm máu, dưới 4 km" in page.lower()
    with assert_queries(7):
        head = client.get(reverse("call_board_now", args=[request.pk])).content.decode()
    assert looked() == before + 3 and "tel:" not in head and "…" not in head, "what is polled names nobody"


def test_a_call_is_answered_by_touches_until_the_request_is_met(here, client) -> None:
    now = timezone.now()
    request = here.open(units=1, at=now, needed_at=now + timedelta(hours=5))
    actions.take_duty(by=here.user, at=now, unit_id=here.unit_id, until_at=now + timedelta(hours=5))
    call = here.wave(request, at=now).calls.order_by("pk")[0]
    board = reverse("call_board", args=[request.pk])
    head = client.get(reverse("call_board_now", args=[request.pk])).content.decode()
    touch = reverse("record_answer", args=[request.pk])
    for said in ({"state": "accepted"}, {"state": "en_route"}, {"state": "arrived"}, {"state": "donated", "ml": "350"}):
        client.post(touch, {"call": call.pk, **said})
    assert Call.objects.get(pk=call.pk).state == CallState.DONATED
    assert client.get(reverse("call_board_now", args=[request.pk])).content.decode() != head
    request.refresh_from_db()
    assert request.state == RequestState.MET, "as many as were asked for have given"
    assert "đã xong, không cần đến nữa" in client.get(board).content.decode()
    assert client.get(reverse("call_outs")).status_code == 200


def test_waves_are_widened_and_closed_by_hand_by_who_is_on_duty(here, client) -> None:
    now = timezone.now()
    request = here.open(units=1, at=now, needed_at=now + timedelta(hours=5))
    actions.take_duty(by=here.user, at=now, unit_id=here.unit_id, until_at=now + timedelta(hours=5))
    change = reverse("change_request", args=[request.pk])
    client.post(change, {"do": "next"})
    call = request.calls.order_by("pk").first()
    client.post(reverse("record_answer", args=[request.pk]), {"call": call.pk, "state": "declined", "code": "busy"})
    assert Call.objects.get(pk=call.pk).state == CallState.DECLINED
    said = client.post(change, {"do": "wider"}, follow=True).content.decode()
    assert "Không còn ai để gọi" in said or request.waves.count() > 1
    client.post(change, {"do": "national"})
    client.post(change, {"do": "cancelled"})
    request.refresh_from_db()
    assert request.state == RequestState.CANCELLED and request.steps.filter(kind="national", said__done=True).exists()


def test_a_contact_is_recorded_verified_and_ended(here, client) -> None:
    form = {
        "unit": here.unit_id, "hospital": "Bệnh viện B", "name": "Người B", "phone": "0912345679", "latitude": "20,95",
        "longitude": "107,08",
    }  # fmt: skip
    assert client.post(reverse("record_contact"), {**form, "phone": "12"}).status_code == 200
    client.post(reverse("record_contact"), form)
    made = HospitalContact.objects.get(hospital="Bệnh viện B")
    page = client.get(reverse("contacts")).content.decode()
    assert "Chưa xác minh" in page and "Người B" not in page and "0912345679" not in page
    assert "Bệnh viện B" not in client.get(reverse("open_request")).content.decode()
    client.post(reverse("change_contact", args=[made.pk]), {"do": "verify"})
    assert "Bệnh viện B" in client.get(reverse("open_request")).content.decode()
    client.post(reverse("change_contact", args=[made.pk]), {"do": "end"})
    assert client.post(reverse("change_contact", args=[made.pk]), {"do": "verify"}).status_code == 403


def test_boards_of_others_are_closed(here, client, cast) -> None:
    request = here.open(units=1)
    here.wave(request)
    paths = [reverse(name, args=[request.pk]) for name in ("call_board", "call_board_now")]
    posts = [reverse(name, args=[request.pk]) for name in ("change_request", "record_answer")]
    for who in ("approver", "recorder", "outsider"):
        client.force_login(cast[who])
        assert {client.get(path).status_code for path in [*paths, reverse("call_outs")]} == {403}
        assert {client.post(path, {"do": "cancelled"}).status_code for path in posts} == {403}
    client.logout()
    assert {client.get(path).status_code for path in paths} == {302}
