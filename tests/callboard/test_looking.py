"""Pages that are looked at around a call: who is not called and why, what happened, rosters, fairness; a reason set aside."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chungtay.audit.models import AuditLine
from chungtay.callout import actions
from chungtay.callout.models import CallWave, RosterPlace
from chungtay.callout.queries import muster
from chungtay.callout.rules.states import CallState, RequestState
from tests.callout.planted import FAR_KM, Planted, donor, planted

from .test_board import Today


@pytest.fixture
def here(chapter, client, monkeypatch) -> Planted:
    monkeypatch.setattr(muster, "KEPT", 2)
    made = planted(Today(chapter))
    for name in ("gần", "gần nữa"):
        donor(made, name)
    donor(made, "xa", km=FAR_KM)
    donor(made, "nhẹ cân", kg=40)
    donor(made, "chưa thuận", consents=False)
    client.force_login(made.user)
    return made


def opened(here: Planted):
    """A request of this hour, on duty, with its first wave."""
    now = timezone.now()
    request = here.open(units=1, at=now, needed_at=now + timedelta(hours=5))
    actions.take_duty(by=here.user, at=now, unit_id=here.unit_id, until_at=now + timedelta(hours=5))
    actions.take_next_step(by=here.user, at=now, request_id=request.pk)
    return request


def page_of(client, assert_queries, name: str, *args: object, **asked: object) -> str:
    """A page that keeps to the queries of a page, the muster being kept."""
    client.get(reverse(name, args=args), asked)
    with assert_queries():
        answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_who_is_not_called_is_told_with_reasons_and_named_on_duty_alone(here, client, assert_queries) -> None:
    request = opened(here)
    page = page_of(client, assert_queries, "excluded_donors", request.pk)
    assert all(
        said in page.lower()
        for said in (">xa<", ">nhẹ cân<", ">chưa thuận<", "ở xa", "thiếu cân", "chưa đồng ý được gọi")
    )
    assert ">gần<" not in page, "who was called is not among them"
    page = page_of(client, assert_queries, "excluded_donors", request.pk, reason="range")
    assert ">xa<" in page and ">nhẹ cân<" not in page
    actions.end_duty(by=here.user, at=timezone.now(), unit_id=here.unit_id)
    lines = AuditLine.objects.count()
    page = page_of(client, assert_queries, "excluded_donors", request.pk)
    assert "Người hiến #" in page and ">xa<" not in page and AuditLine.objects.count() == lines


def test_a_reason_is_set_aside_from_the_board_with_a_word_and_safety_is_not(here, client) -> None:
    request = opened(here)
    change, board = reverse("change_request", args=[request.pk]), reverse("call_board", args=[request.pk])
    offered = client.get(board).content.decode()
    assert 'value="range"' in offered and 'value="weight_low"' not in offered and 'value="no_consent"' not in offered
    for wrong in ({"reasons": ["range"]}, {"why": "bão"}, {"reasons": ["weight_low"], "why": "gấp"}):
        said = client.post(change, {"do": "override", **wrong}, follow=True).content.decode()
        assert "ghi vì sao" in said and request.waves.count() == 1
    client.post(change, {"do": "override", "reasons": ["range"], "why": "đường còn thông"})
    assert [call.donor_id for call in request.waves.get(number=2).calls.all()] == [here.donors["xa"].pk]
    assert (
        "Ở xa: đường còn thông".lower() in client.get(reverse("call_steps", args=[request.pk])).content.decode().lower()
    )


def test_what_happened_is_told_step_by_step_and_the_lists_come_out_again(here, client, assert_queries) -> None:
    request = opened(here)
    calls = list(request.calls.order_by("pk"))
    here.answer(calls[0], CallState.ACCEPTED)
    assert "diễn lại" not in page_of(client, assert_queries, "call_steps", request.pk)
    actions.close_request(by=here.user, at=timezone.now(), request_id=request.pk, state=RequestState.MET)
    page = page_of(client, assert_queries, "call_steps", request.pk)
    assert "Chuỗi diễn biến khớp" in page and "diễn lại khớp" in page and "Nhận lời" in page
    assert not any(f">{name}<" in page for name in here.donors), "nobody is named"
    wave = CallWave.objects.get()
    wave.seen["order"][0][3] += 1
    wave.save()
    page = page_of(client, assert_queries, "call_steps", request.pk)
    assert "không khớp với diễn biến" in page and "diễn lại không khớp" in page


def test_a_roster_is_assigned_for_days_and_looked_at(here, client, assert_queries) -> None:
    page = page_of(client, assert_queries, "call_roster")
    assert ">chưa thuận " not in page and "Chưa có ai trực" in page and "đang trực" not in page
    now, ids = timezone.now(), [here.donors[name].pk for name in ("gần", "xa")]
    actions.take_duty(by=here.user, at=now, unit_id=here.unit_id, until_at=now + timedelta(hours=5))
    today = timezone.localdate()
    told = {"unit": here.unit_id, "day": f"{today:%d/%m/%Y}", "days": "2", "donors": ids}
    assert client.post(reverse("assign_roster"), {**told, "donors": [here.donors["chưa thuận"].pk]}).status_code == 403
    assert client.post(reverse("assign_roster"), {**told, "unit": here.other_id}).status_code == 403
    client.post(reverse("assign_roster"), told)
    assert set(RosterPlace.objects.values_list("donor", "on")) == {
        (pk, today + timedelta(days=more)) for pk in ids for more in (0, 1)
    }
    page = page_of(client, assert_queries, "call_roster", unit=here.unit_id, day=f"{today:%d/%m/%Y}")
    assert "đang trực" in page and page.count("checked") == 2 and "Chưa có ai trực" not in page
    client.post(reverse("assign_roster"), {**told, "days": "1", "donors": ids[:1]})
    assert RosterPlace.objects.filter(on=today).count() == 1


def test_fairness_is_told_in_figures_without_names(here, client, assert_queries) -> None:
    assert "Gini" in page_of(client, assert_queries, "call_fairness")
    request = opened(here)
    here.answer(request.calls.order_by("pk")[0], CallState.ACCEPTED, at=timezone.now())
    page = page_of(client, assert_queries, "call_fairness", unit=here.unit_id)
    assert "O+" in page and "0,5" in page and ">xa<" not in page
    wrong = page_of(client, assert_queries, "call_fairness", first="02/01/2026", last="01/01/2026")
    assert "không trước ngày đầu" in wrong


def test_pages_around_a_call_are_closed_to_others(here, client, cast) -> None:
    request = opened(here)
    paths = [reverse(name, args=[request.pk]) for name in ("excluded_donors", "call_steps")]
    paths += [reverse(name) for name in ("call_roster", "call_fairness")]
    for who in ("approver", "outsider"):
        client.force_login(cast[who])
        assert {client.get(path).status_code for path in paths} == {403}
        assert client.post(reverse("assign_roster"), {}).status_code == 403


def test_the_first_page_of_a_coordinator_leads_to_a_request_that_is_open(here, client, cast, assert_queries) -> None:
    said = "Yêu cầu máu đang gọi"
    assert said not in page_of(client, assert_queries, "home")
    request = opened(here)
    page = page_of(client, assert_queries, "home")
    assert said in page and reverse("call_board", args=[request.pk]) in page
    client.force_login(cast["approver"])
    assert said not in page_of(client, assert_queries, "home")
