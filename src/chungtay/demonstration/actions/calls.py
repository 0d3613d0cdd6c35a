"""An emergency call-out that is over: roster, waves, answers, a unit given, "đã đủ" to everybody who was told."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import cycle
from operator import itemgetter
from typing import Any

from chungtay.accounts.models import User
from chungtay.blood.queries import donors_of
from chungtay.callboard.actions import notify_donors
from chungtay.callboard.backends import ConsoleGateway
from chungtay.callout import actions
from chungtay.callout.models import BloodRequest, Call, HospitalContact
from chungtay.callout.rules.states import CallState, DeclineCode, RequestState, Urgency
from chungtay.demonstration.queries import people_of
from chungtay.organizations.rules import Role

from .chapter import unit_id

BEGAN = timedelta(hours=3)  # before now
_HOSPITAL, _PLACE = "Bệnh viện Minh Họa (dữ liệu minh họa)", (20.9509, 107.0734)  # Hạ Long
_NEED = {"product": "rbc", "abo": "O", "rhd": "+", "patient": {"sex": "f", "age": 34}}
_UNITS, _WAVES = 2, 4
_SAID = (
    (CallState.DECLINED, DeclineCode.BUSY), (CallState.ACCEPTED, None), (CallState.DECLINED, DeclineCode.UNWELL), None,
    (CallState.ACCEPTED, None), (CallState.ACCEPTED, None), (CallState.DECLINED, DeclineCode.AWAY),
)  # fmt: skip
_COMING = ((2, CallState.EN_ROUTE), (35, CallState.ARRIVED), (55, CallState.DONATED))


def call_donors(
    *, by: User | None, at: datetime, people: list[Mapping[str, Any]], through: date, say: Callable[[str], None]
) -> None:
    """A hospital asks for two units; donors are told by the console gateway, answer, come and give; it closes by itself."""
    login = next(given["login"] for given in people if given["role"] == Role.BLOOD_COORDINATOR)
    (coordinator,), began = people_of([login]), at - BEGAN
    unit, school = unit_id("22", through), unit_id("22.cdyt", through)
    actions.take_duty(by=coordinator, at=began, unit_id=unit, until_at=at - timedelta(minutes=10))
    contact = _contact(coordinator, began, through, unit)
    ready = donors_of([school]).filter(active=True).order_by("pk").values_list("pk", flat=True)[:5]
    actions.assign_roster(by=coordinator, at=began, unit_id=school, days=[began.date()], donor_ids=list(ready))
    request = actions.open_request(
        by=coordinator, at=began, contact_id=contact.pk, need=_NEED, units=_UNITS, urgency=Urgency.CRITICAL,
        needed_at=at - timedelta(minutes=15),
    )  # fmt: skip
    _called(coordinator, began, request, ConsoleGateway(say))


def _contact(by: User, at: datetime, on: date, unit: int) -> HospitalContact:
    row = actions.record_contact(
        by=by, at=at, on=on, unit_id=unit, hospital=_HOSPITAL, name="Bác sĩ Minh Họa", phone="0100000900",
        latitude=_PLACE[0], longitude=_PLACE[1],
    )  # fmt: skip
    return actions.verify_contact(by=by, at=at, contact_id=row.pk)


def _called(by: User, began: datetime, request: BloodRequest, console: ConsoleGateway) -> None:
    """Waves until the places are taken; who said yes comes and gives."""
    answers, now = cycle(_SAID), began
    for _wave in range(_WAVES):
        actions.take_next_step(by=by, at=now, request_id=request.pk)
        notify_donors(by=None, at=now, ways=[console])
        for call in list(request.calls.filter(state=CallState.CALLED).order_by("pk")):
            now += timedelta(seconds=20)
            if said := next(answers):
                _answer(None, now, call, said[0], code=said[1])
        request.refresh_from_db()
        if request.taken == _UNITS:
            break
        now += timedelta(minutes=4)
    coming = list(request.calls.filter(state=CallState.ACCEPTED).order_by("pk"))
    events = [(minutes + 5 * n, state, call) for n, call in enumerate(coming) for minutes, state in _COMING]
    for minutes, state, call in sorted(events, key=itemgetter(0)):
        ml = 350 if state is CallState.DONATED else None
        _answer(by, now + timedelta(minutes=minutes), call, state, ml=ml)
    over = now + timedelta(minutes=70)
    actions.close_request(by=by, at=over, request_id=request.pk, state=RequestState.CANCELLED)  # met already: nothing
    notify_donors(by=None, at=over, ways=[console])


def _answer(by: User | None, at: datetime, call: Call, state: CallState, **more: Any) -> None:
    actions.record_answer(by=by, at=at, call_id=call.pk, state=state, **more)
