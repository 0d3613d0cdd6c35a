"""Where requests stand, and what comes next."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from chungtay.callout.formats.tokens import kept_token, token_digest
from chungtay.callout.models import BloodRequest, Call
from chungtay.callout.queries.lists import places_wanted, shortlist_of
from chungtay.callout.queries.muster import book, roll_of
from chungtay.callout.rules.states import CallState, RequestState, Tier
from chungtay.callout.rules.steps import NextStep, RequestLook, next_step
from chungtay.callout.rules.tiers import called_in
from chungtay.kernel.sealing import Key, keys_for
from chungtay.organizations.queries import Structure

__all__ = ["call_by_token", "look_of", "next_of", "open_requests", "places_wanted", "token_keys", "token_of"]
Called = tuple[int, str, datetime]  # donor, state, when the wave was called


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


def look_of(
    request: BloodRequest, at: datetime, tree: Structure | None = None, calls: Sequence[Called] | None = None
) -> RequestLook:
    """Where the request stands at a moment. `calls`: donor, state, moment of every call, where the caller has read them."""
    rows = request.calls.order_by().values_list("donor", "state", "wave__called_at")
    calls = list(rows) if calls is None else calls
    states = Counter(state for _donor, state, _at in calls)
    tier, wanted, left = Tier(request.tier), places_wanted(request), 0
    if request.state == RequestState.OPEN and wanted > request.taken:
        roll, already = roll_of(request.unit_id, at, tree), frozenset(donor for donor, _state, _at in calls)
        left = len(shortlist_of(request, roll, at, called_in(tier), already=already).order)
    return RequestLook(
        state=RequestState(request.state),
        units=request.units,
        wanted=wanted,
        taken=request.taken,
        given=states[CallState.DONATED],
        unanswered=states[CallState.CALLED],
        tier=tier,
        last_wave_at=max((called_at for _donor, _state, called_at in calls), default=None),
        left=left,
        needed_at=request.needed_at,
        gap_s=book().policy.wave_gap_s,
    )


def next_of(request: BloodRequest, at: datetime, tree: Structure | None = None) -> NextStep:
    """What the request does next."""
    return next_step(look_of(request, at, tree), at)
