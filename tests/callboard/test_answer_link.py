"""The answer link: opened by anybody who has it, changed by a touch alone, the same again and again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from chungtay.callout import actions, queries
from chungtay.callout.models import BloodRequest, Call, CallStep
from chungtay.callout.rules.states import CallState, RequestState
from chungtay.people.queries import standing_consents
from tests.callout.planted import Planted, donor, planted


@pytest.fixture
def here(chapter) -> Planted:
    return planted(chapter)


def called(here: Planted) -> tuple[BloodRequest, list[Call]]:
    """A request of this hour and whom its first wave asks."""
    now = timezone.now()
    for name in ("a", "b", "c", "d"):
        donor(here, name)
    request = here.open(units=1, at=now, needed_at=now + timedelta(hours=4))
    here.wave(request, at=now)
    return request, list(Call.objects.order_by("pk"))


def touched(client: Client, link: str, **said: str) -> str:
    """The page after a touch."""
    return client.post(link, said, follow=True).content.decode()


def test_a_link_shows_what_is_asked_and_takes_one_answer(here, client) -> None:
    request, calls = called(here)
    places = queries.places_wanted(request)
    assert len(calls) > places
    links = [reverse("answer_call", args=[queries.token_of(call)]) for call in calls]
    steps = CallStep.objects.count()
    page = client.get(links[0]).content.decode()
    client.head(links[0])
    assert CallStep.objects.count() == steps and Call.objects.get(pk=calls[0].pk).state == CallState.CALLED
    assert "Bệnh viện Minh Họa" in page and "O+" in page
    assert not any(said in page for said in ("0920", "Bác sĩ Minh Họa", "<h1>a<")), "nobody's name or number"

    assert all("Đã ghi: đến được" in touched(client, link, do="yes") for link in links[:places])
    assert "Đủ người rồi" in touched(client, links[places], do="yes")
    steps = CallStep.objects.count()
    assert "Đã ghi: đến được" in touched(client, links[0], do="yes")
    assert CallStep.objects.count() == steps, "the same again changes nothing"

    said = client.post(links[0], {"do": "no", "code": "away", "day": "không"}).content.decode()
    assert "Lỗi:" in said and Call.objects.get(pk=calls[0].pk).state == CallState.ACCEPTED
    until = timezone.localdate() + timedelta(days=9)
    said = touched(client, links[0], do="no", code="away", day=f"{until:%d/%m/%Y}")
    away = Call.objects.select_related("donor").get(pk=calls[0].pk)
    assert "không đến được" in said and (away.state, away.donor.returns_on) == (CallState.DECLINED, until)
    assert "Đã ghi: đến được" in touched(client, links[places], do="yes")

    assert "từ nay không gọi nữa" in touched(client, links[1], do="stop")
    stopped = calls[1].donor.person_id
    assert not standing_consents([stopped])[stopped]
    actions.close_request(by=None, at=timezone.now(), request_id=request.pk, state=RequestState.CANCELLED)
    assert "đã xong" in touched(client, links[-1], do="yes")


def test_a_guessed_link_opens_nothing_and_guessing_ends(db) -> None:
    client = Client()
    for _ in range(60):
        assert client.get(reverse("answer_call", args=["A" * 22])).status_code == 404
    assert client.post(reverse("answer_call", args=["A" * 22]), {"do": "yes"}).status_code == 404
