"""Answers: a place claimed or given back, once; what a donor says besides is kept where it belongs."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F

from chungtay.accounts.models import User
from chungtay.blood.actions import end_donor, pause_donor, record_donation, withdraw_donor_consent
from chungtay.blood.queries.donors import donor_now
from chungtay.blood.queries.layers import rules_for
from chungtay.bloodrules.formats.cases import need_of
from chungtay.callout.actions.chain import add_step, hold
from chungtay.callout.actions.requests import queue_messages
from chungtay.callout.actions.waves import take_next_step
from chungtay.callout.models import BloodRequest, Call
from chungtay.callout.queries.duties import local_time
from chungtay.callout.queries.lists import places_wanted
from chungtay.callout.rules.answers import ASKS_FOR_MORE, UNWELL_DAYS, settled
from chungtay.callout.rules.needs import COMPONENTS
from chungtay.callout.rules.states import (
    HOLDS_PLACE,
    ON_THE_WAY,
    CallState,
    DeclineCode,
    MessagePurpose,
    RequestState,
    StepKind,
)
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.people.queries import standing_consents
from chungtay.people.rules.consents import ConsentPurpose

NO_CALL = gettext_noop("Không có lượt gọi này.")
NO_VOLUME = gettext_noop("Cần ghi thể tích máu đã hiến (ml).")
WRONG_DAY = gettext_noop("Ngày %(day)s không hợp lý.")
WRONG_NUMBER = gettext_noop("Nhầm số")
ELSEWHERE = gettext_noop("Đã nhận lời cho một yêu cầu khác đang gọi: xong yêu cầu đó, hoặc rút lời, mới nhận được.")
_YEAR = timedelta(days=366)


def record_answer(
    *, by: User | None, at: datetime, call_id: int, state: CallState, code: DeclineCode | None = None,
    day: date | None = None, ml: int | None = None, number: str = "",
) -> Call:  # fmt: skip
    """Record what was answered by link (`by` None) or heard by a coordinator; returns the call as it stands then.

    ACCEPTED claims a place; where there is none it becomes STOOD_DOWN. A withdrawal (DECLINED after a yes), NO_SHOW and
    DEFERRED_ON_SITE give it back, and the next step is taken at once. `day`: until when AWAY, or when GAVE_ELSEWHERE. `ml`
    and `number` (of the bag) belong to DONATED. Repeated or late answers change nothing; STOP_CALLING always holds. Raises
    Refusal for a step of somebody without a place, for a yes of who is on the way to another request, and for a donation
    that is none.
    """
    with transaction.atomic():
        call, changed = _settled(by, at, call_id, state, code, day, ml, number)
    if changed and call.state in ASKS_FOR_MORE:
        take_next_step(by=None, at=at, request_id=call.request_id)
    return call


def _settled(
    by: User | None, at: datetime, call_id: int, state: CallState, code: DeclineCode | None, day: date | None,
    ml: int | None, number: str,
) -> tuple[Call, bool]:  # fmt: skip
    request_id = Call.objects.filter(pk=call_id).values_list("request", flat=True).first()
    if request_id is None:
        raise Refusal(NO_CALL)
    request = hold(request_id)
    call = Call.objects.select_for_update(of=("self", "donor")).select_related("donor").get(pk=call_id)
    before = CallState(call.state)
    after = settled(before, state)
    if after is CallState.ACCEPTED and _serves_another(call):
        raise Refusal(ELSEWHERE)
    if after is CallState.ACCEPTED and not _claimed(request):
        after = None if before is CallState.STOOD_DOWN else CallState.STOOD_DOWN
    if after is not None:
        if before in HOLDS_PLACE and after not in HOLDS_PLACE:
            BloodRequest.objects.filter(pk=request.pk, taken__gt=0).update(taken=F("taken") - 1)
        call.state, call.changed_at = after, at
        call.save(update_fields=["state", "changed_at"])
    heeded = state is CallState.DECLINED and code is not None and _heed(by, at, call, code, day)
    if after is CallState.DONATED:
        _donated(by, at, request, call, ml, number)
    if after is not None or heeded:
        said = {"state": call.state, "before": before.value} | ({"code": code.value} if code else {})
        add_step(request, StepKind.ANSWERED, by, at, said, call)
    return call, after is not None


def _serves_another(call: Call) -> bool:
    """Is the donor, who is held until this is over, on the way to another request that is open?"""
    others = Call.objects.filter(donor=call.donor_id, state__in=ON_THE_WAY, request__state=RequestState.OPEN)
    return others.exclude(pk=call.pk).exists()


def _claimed(request: BloodRequest) -> bool:
    """One statement, so that whatever comes at once at most as many get through as there are places."""
    reserve = places_wanted(request) - request.units
    free = BloodRequest.objects.filter(pk=request.pk, state=RequestState.OPEN, taken__lt=F("units") + reserve)
    return bool(free.update(taken=F("taken") + 1))


def _heed(by: User | None, at: datetime, call: Call, code: DeclineCode, day: date | None) -> bool:
    """Keep what the reason means for other calls; returns whether something new was kept. It costs the donor nothing."""
    on, donor = local_time(at).date(), donor_now(call.donor)
    if code is DeclineCode.STOP_CALLING:
        stood = ConsentPurpose.EMERGENCY in standing_consents([donor.person_id])[donor.person_id]
        withdraw_donor_consent(by=by, at=at, donor_id=donor.pk, purposes=(ConsentPurpose.EMERGENCY,))
        return stood
    if code is DeclineCode.WRONG_NUMBER and donor.active:
        end_donor(by=by, at=at, donor_id=donor.pk, reason=WRONG_NUMBER)
        return True
    until = _away_until(code, day, on, donor.unit_id)
    if until is None or (donor.returns_on and donor.returns_on >= until):
        return False
    pause_donor(by=by, at=at, donor_id=donor.pk, until_on=until)
    return True


def _away_until(code: DeclineCode, day: date | None, on: date, unit_id: int) -> date | None:
    if code is DeclineCode.UNWELL:
        return on + timedelta(days=UNWELL_DAYS)
    if day is None:
        return None
    gave = code is DeclineCode.GAVE_ELSEWHERE
    if not on - _YEAR <= day <= (on if gave else on + _YEAR):
        raise Refusal(WRONG_DAY, day=f"{day:%d/%m/%Y}")
    if gave:
        return day + timedelta(days=max(rules_for(unit_id, on).intervals.values()))
    return day if code is DeclineCode.AWAY else None


def _donated(by: User | None, at: datetime, request: BloodRequest, call: Call, ml: int | None, number: str) -> None:
    if ml is None:
        raise Refusal(NO_VOLUME)
    on = local_time(at).date()
    record_donation(
        by=by, at=at, on=on, donor_id=donor_now(call.donor).pk, unit_id=request.unit_id, given_on=on,
        component=COMPONENTS[need_of(request.need).product], ml=ml, number=number, emergency=True,
    )  # fmt: skip
    queue_messages([call], MessagePurpose.THANKS, at)
