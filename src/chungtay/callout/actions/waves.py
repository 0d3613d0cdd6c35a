"""Waves called, and the next step of a request taken."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from chungtay.accounts.models import User
from chungtay.audit import actions as audit
from chungtay.bloodrules.rules.compatibility import match_rank
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.callout.actions.chain import add_step, hold
from chungtay.callout.actions.requests import close_request, queue_messages
from chungtay.callout.formats.snapshots import as_text, digest, order_row, snapshot_bytes
from chungtay.callout.formats.tokens import call_token, token_digest
from chungtay.callout.models import BloodRequest, Call, CallWave
from chungtay.callout.queries.duties import on_duty, sealing_keys
from chungtay.callout.queries.lists import Shortlist, places_wanted, shortlist_of
from chungtay.callout.queries.muster import Roll, roll_of
from chungtay.callout.queries.replaying import seen_digest
from chungtay.callout.queries.requests import next_of, token_keys
from chungtay.callout.rules.states import CallState, MessagePurpose, RequestState, StepKind, Tier
from chungtay.callout.rules.steps import NextKind, NextStep
from chungtay.callout.rules.tiers import called_in, checked_overrides, is_wider, next_tier
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed
from chungtay.organizations.queries import Structure

CLOSED = gettext_noop("Yêu cầu này đã đóng.")
FULL = gettext_noop("Đã đủ người nhận lời; có người rút hoặc không đến thì mới gọi thêm.")


def call_wave(
    *, by: User | None, at: datetime, request_id: int, wider: bool = False,
    overrides: Collection[ExclusionReason] = (), why: str = "", hospital_agreed: bool = False,
) -> CallWave | None:  # fmt: skip
    """Call as many as are needed for the places that are free, in the request's tier or, where nobody is left in it, in
    the next one that has somebody; `wider` begins one tier further. None: nobody is left but the institute's telephone.

    `overrides` set reasons aside: by a coordinator on duty, with `why`; what is rare only with the hospital's word. Raises
    Refusal for a request that is closed or full, and for an override that is not allowed.
    """
    tree = roll_of(hold_free(request_id).unit_id, at).tree  # read before anybody waits for this request
    with transaction.atomic():
        request = hold(request_id)
        allowed = checked_overrides(
            overrides, on_duty=on_duty(by, request.unit_id, at, tree), why=why, hospital_agreed=hospital_agreed
        )
        return _wave(request, by, at, tree, allowed, why, wider)


def take_next_step(*, by: User | None, at: datetime, request_id: int) -> NextStep:
    """Do what the rules say comes next: call, go wider, close, or nothing yet; returns what was due.

    What is due is looked at while the request is held: of many who ask at once one acts, and the others find it done.
    """
    tree = roll_of(hold_free(request_id).unit_id, at).tree  # read before anybody waits for this request
    with transaction.atomic():
        request = hold(request_id)
        step = next_of(request, at, tree)
        if step.kind is NextKind.CLOSE and step.state is not None:
            close_request(by=by, at=at, request_id=request_id, state=step.state)
        elif step.kind in (NextKind.CALL, NextKind.ESCALATE):
            _wave(request, by, at, tree)
    return step


def hold_free(request_id: int) -> BloodRequest:
    """The request, read without holding it. Raises Refusal where there is none."""
    row = BloodRequest.objects.select_related("contact").filter(pk=request_id).first()
    return row if row is not None else hold(request_id)


def _wave(
    request: BloodRequest, by: User | None, at: datetime, tree: Structure | None,
    allowed: tuple[ExclusionReason, ...] = (), why: str = "", wider: bool = False,
) -> CallWave | None:  # fmt: skip
    if request.state != RequestState.OPEN:
        raise Refusal(CLOSED)
    if request.taken >= places_wanted(request):
        raise Refusal(FULL)
    roll = roll_of(request.unit_id, at, tree)
    found = _first_with_somebody(request, roll, at, allowed, wider)
    if is_wider(found.tier, Tier(request.tier)):
        _widen(request, found.tier, by, at)
    if not found.order:
        return None
    if allowed:
        add_step(request, StepKind.OVERRIDDEN, by, at, {"reasons": [r.value for r in allowed], "why": why.strip()})
    return _called(request, roll, found, by, at, allowed)


def _first_with_somebody(
    request: BloodRequest, roll: Roll, at: datetime, overrides: tuple[ExclusionReason, ...], wider: bool
) -> Shortlist:
    tier = next_tier(Tier(request.tier)) if wider else called_in(Tier(request.tier))
    while True:
        found = shortlist_of(request, roll, at, tier or Tier.NATIONAL, overrides)
        tier = next_tier(found.tier)
        if found.order or tier is None:
            return found


def _widen(request: BloodRequest, tier: Tier, by: User | None, at: datetime) -> None:
    add_step(request, StepKind.ESCALATED, by, at, {"from": request.tier, "to": tier.value})
    if tier is Tier.NATIONAL and not request.steps.filter(kind=StepKind.NATIONAL).exists():
        add_step(request, StepKind.NATIONAL, None, at, {"done": False})
    request.tier = tier
    request.save(update_fields=["tier"])


def _called(
    request: BloodRequest, roll: Roll, found: Shortlist, by: User | None, at: datetime,
    overrides: tuple[ExclusionReason, ...],
) -> CallWave:  # fmt: skip
    number = request.waves.count() + 1
    seen = _seen(request, roll, found, overrides, number)
    row = CallWave.objects.create(
        request=request, number=number, tier=found.tier, seen=seen, called_at=at, called_by=by
    )
    key = token_keys()[0]
    calls = Call.objects.bulk_create(
        Call(
            wave=row, request=request, donor_id=one.number, state=CallState.CALLED, changed_at=at,
            token_digest=token_digest(call_token(key, request.pk, one.number)),
        )
        for one in found.order
    )  # fmt: skip
    queue_messages(calls, MessagePurpose.CALL, at)
    said = {"wave": number, "tier": found.tier.value, "size": len(calls), "digest": seen_digest(seen)}
    add_step(request, StepKind.CALLED, by, at, said)
    audit.note(by=by, at=at, action="call_wave", object_type="blood_request", object_id=request.pk, text=str(row))
    return row


def _seen(
    request: BloodRequest, roll: Roll, found: Shortlist, overrides: tuple[ExclusionReason, ...], number: int
) -> dict[str, Any]:
    """What the list came from, enough to make it again; donors of groups that do not suit could not have been on it."""
    need, table, among = found.asked.need, roll.muster.table, found.reach.among
    cards = [
        card for card in roll.muster.cards.values()
        if (among is None or among(card.number)) and match_rank(card.donor.group, need, table) is not None
    ]  # fmt: skip
    data = snapshot_bytes(roll.rules, found.reach.policy, table, cards)
    looked = {card.number for card in cards}
    return {
        "rules": roll.rules.version,
        "at": found.asked.at.isoformat(),
        "need": request.need,
        "critical": found.asked.critical,
        "missing": found.asked.units,
        "place": list(found.place),
        "roster": sorted(found.reach.roster & looked),
        "overrides": [reason.value for reason in overrides],
        "chance": round(found.chance, 6),
        "success": round(found.wave.success, 4),
        "enough": found.wave.enough,
        "order": [order_row(one) for one in found.order],
        "digest": digest(data),
        "snapshot": as_text(sealed(data, keys=sealing_keys(), bound_to=f"wave:{request.pk}.{number}")),
    }
