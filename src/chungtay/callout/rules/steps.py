"""What a request does next, and the chain of what it did."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from chungtay.audit.rules import EMPTY, chained
from chungtay.callout.rules.states import RequestState, Tier
from chungtay.callout.rules.tiers import next_tier

FIRST = EMPTY  # what the first step is chained to


class NextKind(StrEnum):
    """Call a wave; wait; go one tier wider; close."""

    CALL = "call"
    WAIT = "wait"
    ESCALATE = "escalate"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class RequestLook:
    """Where a request stands: places wanted (with the reserve), taken, units given; calls without an answer; the tier, when
    its last wave was called (None: none yet) and how many of it may still be called."""

    state: RequestState
    units: int
    wanted: int
    taken: int
    given: int
    unanswered: int
    tier: Tier
    last_wave_at: datetime | None
    left: int
    needed_at: datetime
    gap_s: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done: `until` for waiting (None: until somebody does something), `tier` for going wider, `state` for
    closing."""

    kind: NextKind
    until: datetime | None = None
    tier: Tier | None = None
    state: RequestState | None = None


def next_step(look: RequestLook, now: datetime) -> NextStep:
    """The next step of a request, a pure function of where it stands and the moment.

    Who does not answer is waited for until the gap is over, unless those who have not answered could no longer fill the
    places. A tier with nobody left gives way to the next; the institute is a telephone: what follows is the hour, or a donor
    of the province who became free.
    """
    if look.state is not RequestState.OPEN:
        return NextStep(NextKind.WAIT)
    if look.given >= look.units:
        return NextStep(NextKind.CLOSE, state=RequestState.MET)
    if now >= look.needed_at:
        return NextStep(NextKind.CLOSE, state=RequestState.EXPIRED)
    missing = look.wanted - look.taken
    if missing <= 0:
        return NextStep(NextKind.WAIT, look.needed_at)
    if look.last_wave_at is not None and look.unanswered >= missing:
        over = look.last_wave_at + timedelta(seconds=look.gap_s)
        if now < over:
            return NextStep(NextKind.WAIT, over)
    if look.left > 0:
        return NextStep(NextKind.CALL, tier=look.tier)
    wider = next_tier(look.tier)
    return NextStep(NextKind.ESCALATE, tier=wider) if wider else NextStep(NextKind.WAIT, look.needed_at)


def step_hash(
    previous: bytes, at: datetime, request_id: int, place: int, kind: str, call_id: int | None, by_id: int | None,
    said: Mapping[str, Any],
) -> bytes:  # fmt: skip
    """The hash of a step over the one before it and over everything that the step says."""
    return chained(previous, at, request_id, place, kind, call_id, by_id, canonical(said))


def canonical(value: Any) -> str:
    """A value as the same text wherever it was kept."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
