"""Requests opened through the gate and closed for everybody who was told."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.bloodrules.formats.cases import need_of
from chungtay.bloodrules.rules.compatibility import Need
from chungtay.callout.actions.chain import add_step, hold
from chungtay.callout.models import BloodRequest, Call, HospitalContact, SentMessage
from chungtay.callout.queries.duties import local_time
from chungtay.callout.queries.muster import book
from chungtay.callout.rules.needs import check_gate, checked_need
from chungtay.callout.rules.states import (
    CallState,
    MessagePurpose,
    MessageState,
    RequestState,
    ScreeningBasis,
    StepKind,
    Urgency,
)
from chungtay.callout.rules.tiers import is_rare, starts_at
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.people.queries import standing_consents
from chungtay.people.rules.consents import ConsentPurpose

SAME_WITHIN = timedelta(hours=2)
NOT_VERIFIED = gettext_noop(
    "Đầu mối bệnh viện chưa xác minh hoặc đã thôi; hãy gọi lại theo số đã lưu rồi ghi xác minh."
)
NOT_A_CLOSING = gettext_noop("Yêu cầu chỉ đóng vì đã đủ, đã hủy hoặc quá hạn.")


@transaction.atomic
def open_request(
    *, by: User | None, at: datetime, contact_id: int, need: Mapping[str, Any], units: int, urgency: Urgency,
    needed_at: datetime, basis: ScreeningBasis = ScreeningBasis.FULL_SCREEN, boxes: Mapping[str, bool] | None = None,
) -> BloodRequest:  # fmt: skip
    """Open what a verified contact asks for (`need` as `rules.needs.checked_need` reads it); calls nobody yet.

    The same hospital, product, group and antigens within two hours is the same request: both rows stay, this one as merged,
    and the row that `merged_into` names goes on with the larger number of units and the earlier hour. Raises Refusal naming
    what the gate misses.
    """
    contact = _verified(contact_id, at)
    kept = checked_need(need)
    asked, held = need_of(kept), dict(boxes or {})
    check_gate(
        product=asked.product, may_be_given_positive=asked.patient.may_be_given_positive,
        positive_asked=asked.positive_allowed, basis=basis, units=units, needed_at=needed_at, now=at,
        boxes={**held, "facility_remote": contact.remote and held.get("facility_remote") is True},
    )  # fmt: skip
    reserve = book().policy.reserve if urgency is not Urgency.PLANNED else 0
    standing = _same(contact, kept, at)
    row = BloodRequest.objects.create(
        unit_id=contact.unit_id, contact=contact, units=units, urgency=urgency, needed_at=needed_at, opened_at=at,
        need={**kept, "basis": basis.value, "boxes": held, "reserve": reserve}, opened_by=by, merged_into=standing,
        state=RequestState.MERGED if standing else RequestState.OPEN, closed_at=at if standing else None,
        tier=starts_at(asked, kept["antigen_neg"]),
    )  # fmt: skip
    audit.note(by=by, at=at, action="open_request", object_type="blood_request", object_id=row.pk)
    _begin(row, asked, by, at) if standing is None else _join(row, standing, by, at)
    return row


@transaction.atomic
def close_request(*, by: User | None, at: datetime, request_id: int, state: RequestState) -> BloodRequest:
    """Close a request as met, cancelled or expired; a message that it is over waits for everybody who was told.

    Who asked not to be called any more is not written to. Closed already: nothing changes.
    """
    if state not in (RequestState.MET, RequestState.CANCELLED, RequestState.EXPIRED):
        raise Refusal(NOT_A_CLOSING)
    row = hold(request_id)
    if row.state != RequestState.OPEN:
        return row
    row.state, row.closed_at = state, at
    row.save(update_fields=["state", "closed_at"])
    told = list(row.calls.exclude(state=CallState.DONATED).select_related("donor"))
    consents = standing_consents([call.donor.person_id for call in told])
    queue_messages(
        [call for call in told if ConsentPurpose.EMERGENCY in consents[call.donor.person_id]], MessagePurpose.CLOSED, at
    )
    add_step(row, StepKind.CLOSED, by, at, {"state": state.value, "told": len(told)})
    audit.note(by=by, at=at, action="close_request", object_type="blood_request", object_id=row.pk, text=state)
    return row


@transaction.atomic
def note_national_call(*, by: User, at: datetime, request_id: int) -> BloodRequest:
    """Say that the institute was called by telephone, a step of the request."""
    row = hold(request_id)
    add_step(row, StepKind.NATIONAL, by, at, {"done": True})
    return row


def queue_messages(calls: list[Call], purpose: MessagePurpose, at: datetime) -> None:
    """Messages that wait for a gateway; neither number nor text is kept."""
    SentMessage.objects.bulk_create(
        [SentMessage(call=call, purpose=purpose, state=MessageState.QUEUED, queued_at=at) for call in calls]
    )


def _begin(row: BloodRequest, need: Need, by: User | None, at: datetime) -> None:
    add_step(row, StepKind.OPENED, by, at, {"units": row.units, "urgency": row.urgency, "tier": row.tier})
    if is_rare(need, row.need["antigen_neg"]):
        add_step(row, StepKind.NATIONAL, None, at, {"done": False})


def _join(row: BloodRequest, standing: BloodRequest, by: User | None, at: datetime) -> None:
    standing.units = max(standing.units, row.units)
    standing.needed_at = min(standing.needed_at, row.needed_at)
    standing.save(update_fields=["units", "needed_at"])
    said = {"request": row.pk, "units": standing.units, "needed_at": standing.needed_at.isoformat()}
    add_step(standing, StepKind.JOINED, by, at, said)


def _verified(contact_id: int, at: datetime) -> HospitalContact:
    """Contacts of one hospital are held together, so that two who ask at once are seen to be the same."""
    on = local_time(at).date()
    named = HospitalContact.objects.filter(pk=contact_id).values_list("hospital", flat=True)
    rows = HospitalContact.objects.select_for_update().filter(hospital__in=list(named)).order_by("pk")
    row = next((row for row in rows if row.pk == contact_id), None)
    if row is None or row.verified_at is None or (row.ended_on and row.ended_on <= on):
        raise Refusal(NOT_VERIFIED)
    return row


def _same(contact: HospitalContact, need: Mapping[str, Any], at: datetime) -> BloodRequest | None:
    rows = BloodRequest.objects.filter(
        contact__hospital=contact.hospital, contact__unit=contact.unit_id, state=RequestState.OPEN,
        opened_at__gt=at - SAME_WITHIN,
    )  # fmt: skip
    alike = ("product", "abo", "rhd", "antigen_neg")
    found = next((row for row in rows.order_by("pk") if all(row.need[name] == need[name] for name in alike)), None)
    return hold(found.pk) if found else None
