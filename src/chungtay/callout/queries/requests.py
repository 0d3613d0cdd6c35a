"""Where requests stand, and what comes next."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet

from chungtay.callout.formats.tokens import kept_token, token_digest
from chungtay.callout.models import BloodRequest, Call
from chungtay.callout.queries.lists import places_wanted, shortlist_of
from chungtay.callout.queries.muster import roll_of
from chungtay.callout.rules.states import CallState, RequestState, Tier
from chungtay.callout.rules.steps import NextStep, RequestLook, next_step
from chungtay.callout.rules.tiers import called_in
from chungtay.kernel.sealing import Key, keys_for

__all__ = ["call_by_token", "look_of", "next_of", "open_requests", "places_wanted", "token_keys", "token_of"]


def token_keys() -> tuple[Key, ...]:
    """The keys from which answer links are made."""
    return keys_for("callout:token", settings.CHUNGTAY_DATA_KEYS)


def token_of(call: Call) -> str | None:
    """The token of the call's answer link; None where its key is gone."""
    return kept_token(token_keys(), call.request_id, call.donor_id, bytes(call.token_digest))


def call_by_token(token: str) -> Call | None:
    """The call that a link belongs to."""
    rows = Call.objects.select_related("request__contact", "donor")
    return rows.filter(token_digest=token_digest(token)).first()


def open_requests(unit_ids: Collection[int] | None = None) -> QuerySet[BloodRequest]:
    """Requests that are open, the most urgent and then the earliest first as the rules rank them; all units without ids."""
    rows = BloodRequest.objects.filter(state=RequestState.OPEN).select_related("contact")
    return rows.order_by("needed_at", "pk") if unit_ids is None else rows.filter(unit__in=unit_ids)


def look_of(request: BloodRequest, at: datetime) -> RequestLook:
    """Where the request stands at a moment."""
    counts = request.calls.aggregate(
        unanswered=Count("pk", filter=Q(state=CallState.CALLED)),
        given=Count("pk", filter=Q(state=CallState.DONATED)),
    )
    tier, wanted = Tier(request.tier), places_wanted(request)
    roll = roll_of(request.unit_id, at)
    open_places = request.state == RequestState.OPEN and wanted > request.taken
    return RequestLook(
        state=RequestState(request.state),
        units=request.units,
        wanted=wanted,
        taken=request.taken,
        given=counts["given"],
        unanswered=counts["unanswered"],
        tier=tier,
        last_wave_at=request.waves.aggregate(last=Max("called_at"))["last"],
        left=len(shortlist_of(request, roll, at, called_in(tier)).order) if open_places else 0,
        needed_at=request.needed_at,
        gap_s=roll.muster.policy.wave_gap_s,
    )


def next_of(request: BloodRequest, at: datetime) -> NextStep:
    """What the request does next."""
    return next_step(look_of(request, at), at)
