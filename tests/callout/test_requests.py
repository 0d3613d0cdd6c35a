"""A request from the gate to the closing: who is called, who gets a place, what is kept."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from chungtay.audit.models import AuditLine
from chungtay.blood.models import Donation
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.callout import actions, queries
from chungtay.callout.models import BloodRequest, Call, HospitalContact, SentMessage
from chungtay.callout.rules.states import (
    CallState,
    DeclineCode,
    MessagePurpose,
    RequestState,
    ScreeningBasis,
    StepKind,
    Tier,
    Urgency,
)
from chungtay.callout.rules.steps import NextKind
from chungtay.kernel.errors import Refusal
from chungtay.people.queries import standing_consents

from .planted import FAR_KM, NOW, O_POSITIVE, ON, Planted, donor, planted

BOXES = dict.fromkeys(
    ("facility_remote", "doctor_indicated", "nearest_centre_contacted", "consent_signed", "head_confirmed"), True
)


@pytest.fixture
def here(chapter) -> Planted:
    return planted(chapter)


def states(request: BloodRequest) -> list[str]:
    return list(Call.objects.filter(request=request).values_list("state", flat=True))


def test_the_gate_names_what_is_missing_and_lets_nothing_through(here) -> None:
    whole = {**O_POSITIVE, "product": "whole_blood"}
    wrong = [
        ({"units": 0}, "từ 1"),
        ({"needed_at": NOW}, "sau lúc này"),
        ({"need": {**O_POSITIVE, "abo": "X"}}, "abo"),
        ({"need": {**O_POSITIVE, "antigen_neg": ["Z"]}}, "antigen_neg"),
        ({"need": {"product": "rbc", "abo": "O", "rhd": "-", "rhd_override": True, "patient": {"sex": "f", "age": 30}}},
         "Rh"),
        ({"basis": ScreeningBasis.ARTICLE_15, "boxes": BOXES}, "chỉ truyền máu toàn phần"),
        ({"need": whole, "basis": ScreeningBasis.ARTICLE_15, "boxes": {**BOXES, "consent_signed": False,
          "head_confirmed": False}}, "đã ký đồng ý; trưởng khoa"),
    ]  # fmt: skip
    for told, named in wrong:
        with pytest.raises(Refusal, match=named):
            here.open(**told)
    HospitalContact.objects.update(verified_at=None)
    with pytest.raises(Refusal, match="chưa xác minh"):
        here.open()
    assert not BloodRequest.objects.exists()
    actions.verify_contact(by=here.user, at=NOW, contact_id=here.contact.pk)
    here.open(need=whole, basis=ScreeningBasis.ARTICLE_15, boxes=BOXES)
    actions.end_contact(by=here.user, at=NOW, contact_id=here.contact.pk, on=ON)
    with pytest.raises(Refusal, match="đã thôi"):
        here.open()


def test_the_same_request_within_two_hours_is_joined_with_the_larger_need(here) -> None:
    first = here.open(units=1)
    again = here.open(units=3, at=NOW + timedelta(minutes=119), needed_at=NOW + timedelta(hours=9))
    other = here.open(need={**O_POSITIVE, "abo": "A"})
    late = here.open(at=NOW + timedelta(hours=2))
    first.refresh_from_db()
    assert (again.state, again.merged_into, again.units) == (RequestState.MERGED, first, 3)
    assert (first.state, first.units, first.needed_at) == (RequestState.OPEN, 3, NOW + timedelta(hours=6))
    assert other.merged_into is None and late.merged_into is None


def test_a_call_goes_from_the_roster_to_the_club_to_neighbours_to_the_province_and_the_telephone(here) -> None:
    for name, kwargs in {
        "roster": {}, "club": {}, "neighbour": {"km": 30, "unit_id": here.other_id}, "far": {"km": FAR_KM},
    }.items():  # fmt: skip
        donor(here, name, **kwargs)
    actions.assign_roster(by=here.user, at=NOW, unit_id=here.unit_id, days=[ON], donor_ids=[here.donors["roster"].pk])
    request, called = here.open(units=2), []
    for minutes in range(4):
        wave = here.wave(request, minutes)
        called.append((wave.tier, [call.donor_id for call in wave.calls.all()]))
        assert queries.replay(wave).same
    names = {row.pk: name for name, row in here.donors.items()}
    assert [(tier, [names[pk] for pk in ids]) for tier, ids in called] == [
        ("roster", ["roster"]), ("club", ["club"]), ("neighbours", ["neighbour"]), ("province", ["far"])
    ]  # fmt: skip
    assert here.wave(request, 5) is None
    request.refresh_from_db()
    kinds = list(request.steps.values_list("kind", flat=True))
    assert request.tier == Tier.NATIONAL and kinds[-2:] == [StepKind.ESCALATED, StepKind.NATIONAL]
    donor(here, "new", km=FAR_KM)  # who became free meanwhile
    assert [call.donor_id for call in here.wave(request, 6).calls.all()] == [here.donors["new"].pk]
    request.refresh_from_db()
    assert request.tier == Tier.NATIONAL
    assert queries.chain_fault(request) is None


def test_who_is_rare_is_asked_for_in_the_whole_province_and_at_the_institute_at_once(here) -> None:
    donor(here, "âm", "O-", FAR_KM)
    donor(here, "dương", "O+")
    request = here.open(need={"product": "rbc", "abo": "O", "rhd": "-"})
    assert request.tier == Tier.PROVINCE
    assert list(request.steps.values_list("kind", flat=True)) == [StepKind.OPENED, StepKind.NATIONAL]
    assert [call.donor_id for call in here.wave(request).calls.all()] == [here.donors["âm"].pk]


def test_at_most_as_many_accept_as_are_needed_and_a_place_given_back_is_called_for_again(here) -> None:
    for name in "abcd":
        donor(here, name)
    donor(here, "later", km=30)
    request = here.open(units=1)
    first, second, third, fourth = here.wave(request).calls.all()
    assert here.answer(first, CallState.ACCEPTED).state == CallState.ACCEPTED
    assert here.answer(first, CallState.ACCEPTED).state == CallState.ACCEPTED  # again: nothing new
    assert here.answer(second, CallState.ACCEPTED).state == CallState.STOOD_DOWN
    request.refresh_from_db()
    assert request.taken == 1 and queries.next_of(request, NOW).kind is NextKind.WAIT
    with pytest.raises(Refusal, match="Đã đủ người"):
        here.wave(request)
    with pytest.raises(Refusal, match="chưa nhận lời"):
        here.answer(third, CallState.ARRIVED)
    here.answer(third, CallState.DECLINED, code=DeclineCode.BUSY)
    here.answer(fourth, CallState.DECLINED, code=DeclineCode.BUSY)
    assert request.waves.count() == 1
    here.answer(first, CallState.NO_SHOW, minutes=2)  # nobody who was asked could come: the next wave is called at once
    assert request.waves.count() == 2 and request.calls.get(donor=here.donors["later"]).state == CallState.CALLED
    assert here.answer(second, CallState.ACCEPTED, minutes=3).state == CallState.ACCEPTED  # who waited gets the place
    here.answer(second, CallState.DONATED, minutes=60, by=here.user, ml=350, number="QN-1")
    request.refresh_from_db()
    given = Donation.objects.get()
    assert (given.donor_id, given.ml, given.emergency, given.component) == (second.donor_id, 350, True, "WB")
    assert request.state == RequestState.MET
    told = SentMessage.objects.filter(purpose=MessagePurpose.CLOSED).values_list("call__donor", flat=True)
    assert set(told) == {row.pk for row in here.donors.values()} - {second.donor_id}
    assert here.answer(third, CallState.ACCEPTED, minutes=90).state == CallState.STOOD_DOWN  # late
    assert queries.chain_fault(request) is None


def test_a_decline_is_heeded_and_stop_calling_always(here) -> None:
    for name in "abcd":
        donor(here, name)
    request = here.open(units=1)
    calls = list(here.wave(request).calls.all())
    here.answer(calls[0], CallState.DECLINED, code=DeclineCode.UNWELL)
    here.answer(calls[1], CallState.DECLINED, code=DeclineCode.GAVE_ELSEWHERE, day=ON - timedelta(days=4))
    here.answer(calls[2], CallState.DECLINED, code=DeclineCode.AWAY, day=ON + timedelta(days=30))
    back = [call.donor.__class__.objects.get(pk=call.donor_id).returns_on for call in calls[:3]]
    assert back == [ON + timedelta(days=days) for days in (7, 80, 30)]
    with pytest.raises(Refusal, match="không hợp lý"):
        here.answer(calls[3], CallState.DECLINED, code=DeclineCode.GAVE_ELSEWHERE, day=ON + timedelta(days=1))
    actions.close_request(by=here.user, at=NOW, request_id=request.pk, state=RequestState.CANCELLED)
    before = request.steps.count()
    for _ in range(2):  # after the closing, and again
        here.answer(calls[3], CallState.DECLINED, code=DeclineCode.STOP_CALLING)
    person = calls[3].donor.person_id
    assert not standing_consents([person])[person] and request.steps.count() == before + 1
    assert not AuditLine.objects.filter(text__contains="Minh Họa").exclude(object_type="hospital_contact").exists()


def test_reasons_are_set_aside_by_who_is_on_duty_and_safety_never(here) -> None:
    donor(here, "a", km=FAR_KM)
    donor(here, "light", kg=40)
    donor(here, "silent", consents=False)
    request, one = here.open(units=1), ExclusionReason
    refused = [
        ({"overrides": [one.RANGE]}, "lý do"),
        ({"overrides": [one.RANGE], "why": "bão", "by": None}, "đang trực"),
        ({"overrides": [one.WEIGHT_LOW], "why": "gấp"}, "WEIGHT_LOW"),
        ({"overrides": [one.NO_CONSENT], "why": "gấp"}, "NO_CONSENT"),
        ({"overrides": [one.RARE_RESERVED], "why": "gấp"}, "bệnh viện"),
    ]  # fmt: skip
    for told, named in refused:
        with pytest.raises(Refusal, match=named):
            here.wave(request, **told)
    wave = here.wave(request, overrides=[one.RANGE], why="đường còn thông")
    assert (wave.tier, [call.donor_id for call in wave.calls.all()]) == (Tier.CLUB, [here.donors["a"].pk])
    assert queries.replay(wave).same and wave.seen["overrides"] == ["range"]


def test_nobody_is_called_twice_within_the_rest_but_who_was_not_needed(here) -> None:
    donor(here, "a")
    donor(here, "b")
    donor(here, "c")
    first = here.open(units=1)
    calls = {call.donor_id: call for call in here.wave(first).calls.all()}
    here.answer(calls[here.donors["a"].pk], CallState.ACCEPTED)
    here.answer(calls[here.donors["b"].pk], CallState.ACCEPTED)  # stood down
    second = here.open(units=1, need={**O_POSITIVE, "abo": "A"}, urgency=Urgency.URGENT)
    assert [call.donor_id for call in here.wave(second).calls.all()] == [here.donors["b"].pk]


def test_a_step_cannot_be_changed_and_a_changed_wave_is_seen(here) -> None:
    donor(here, "a")
    request = here.open()
    wave = here.wave(request)
    with pytest.raises(DatabaseError, match="append"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE callout_callstep SET kind = 'closed'")
    wave.seen["order"][0][2] = True
    wave.save()
    assert "Đợt gọi 1" in str(queries.chain_fault(request)) and not queries.replay(wave).same


def test_fairness_counts_calls_over_all_who_could_be_called(here) -> None:
    for name in "abcdefghij":
        donor(here, name, km=3 if name in "ab" else FAR_KM)
    request = here.open(units=1)
    calls = here.wave(request).calls.all()
    here.answer(calls[0], CallState.ACCEPTED, minutes=4)
    found = queries.fairness_report(here.unit_id, ON, ON, NOW)
    assert (found.spread.donors, found.spread.calls, found.spread.most) == (10, 2, 1)
    assert found.spread.gini == pytest.approx(0.8) and found.spread.top_tenth == 0.5
    assert found.by_group == {"O+": 0.2} and list(found.first_yes_s.values()) == [240]
    actions.close_request(by=None, at=NOW, request_id=request.pk, state=RequestState.EXPIRED)
    assert actions.erase_snapshots(by=None, at=NOW + timedelta(days=365)) == 0
    assert actions.erase_snapshots(by=None, at=NOW + timedelta(days=366)) == 1
    with pytest.raises(Refusal, match="thời hạn lưu"):
        queries.replay(request.waves.get())
    assert queries.chain_fault(request) is None


def test_one_donor_serves_one_request_at_a_time(here) -> None:
    donor(here, "a")
    first, second = here.open(units=1), here.open(units=1, need={**O_POSITIVE, "abo": "A"})
    (one,) = here.wave(first).calls.all()
    both = here.wave(second, overrides=[ExclusionReason.COOLDOWN], why="không còn ai khác").calls.get()
    here.answer(one, CallState.ACCEPTED)
    with pytest.raises(Refusal, match="yêu cầu khác"):
        here.answer(both, CallState.ACCEPTED)
    second.refresh_from_db()
    assert second.taken == 0 and queries.chain_fault(second) is None
    here.answer(one, CallState.DECLINED, code=DeclineCode.BUSY)
    assert here.answer(both, CallState.ACCEPTED).state == CallState.ACCEPTED
