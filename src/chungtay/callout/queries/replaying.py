"""Shown afterwards: the chain of steps holds, and a wave's list comes out again from what it looked at."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from chungtay.bloodrules.rules.ranking import RankedDonor
from chungtay.bloodrules.rules.waves import wave
from chungtay.callout.formats.snapshots import as_bytes, asked, digest, order_row, ranked_donor, snapshot_muster
from chungtay.callout.models import BloodRequest, CallWave
from chungtay.callout.queries.duties import sealing_keys
from chungtay.callout.rules.states import RequestState, StepKind
from chungtay.callout.rules.steps import FIRST, canonical, step_hash
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import opened

BROKEN = gettext_noop("Diễn biến số %(place)s không khớp: đã bị sửa, thiếu hoặc chen thêm.")
OTHER_LIST = gettext_noop("Đợt gọi %(number)s không khớp với diễn biến đã ghi.")
GONE = gettext_noop("Căn cứ của đợt gọi %(number)s đã xóa theo thời hạn lưu.")


@dataclass(frozen=True, slots=True)
class Replay:
    """A wave's list made again; `same`: it is the list that was called, from the snapshot that the chain names."""

    same: bool
    order: tuple[RankedDonor, ...]


def seen_digest(seen: Mapping[str, Any]) -> str:
    """What the chain keeps of a wave: everything that it saw; of the snapshot its own digest."""
    told = {name: value for name, value in seen.items() if name != "snapshot"}
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def chain_fault(request: BloodRequest) -> Refusal | None:
    """What is wrong with the request's chain, or None: every step follows from the one before, every wave from its step."""
    hashed, said = FIRST, {}
    for number, step in enumerate(request.steps.order_by("place"), start=1):
        hashed = step_hash(
            hashed, step.taken_at, request.pk, step.place, step.kind, step.call_id, step.by_id, step.said
        )
        if step.place != number or bytes(step.hash) != hashed:
            return Refusal(BROKEN, place=number)
        if step.kind == StepKind.CALLED:
            said[step.said["wave"]] = step.said["digest"]
    for one in request.waves.all():
        if said.pop(one.number, None) != seen_digest(one.seen):
            return Refusal(OTHER_LIST, number=one.number)
    return Refusal(OTHER_LIST, number=min(said)) if said else None


def old_snapshots(before_at: datetime) -> QuerySet[CallWave]:
    """Waves of requests that were closed before a moment, whose snapshots are still kept."""
    rows = CallWave.objects.filter(request__closed_at__lt=before_at, seen__has_key="snapshot")
    return rows.exclude(request__state=RequestState.OPEN)


def replay(one: CallWave) -> Replay:
    """Make the wave's list again from its snapshot. Raises Refusal where retention took it, Unopenable without its key."""
    seen = one.seen
    if "snapshot" not in seen:
        raise Refusal(GONE, number=one.number)
    bound_to = f"wave:{one.request_id}.{one.number}"
    data = opened(as_bytes(seen["snapshot"]), keys=sealing_keys(), bound_to=bound_to)
    muster, order = snapshot_muster(data), []

    def chances() -> Any:
        request = asked(seen["need"], datetime.fromisoformat(seen["at"]), seen["missing"], critical=seen["critical"])
        for ranked in muster.in_order(request, (seen["place"][0], seen["place"][1]), frozenset(seen["roster"])):
            order.append(order_row(ranked))
            yield seen["chance"]

    wave(seen["missing"], chances(), muster.policy.confidence)
    same = digest(data) == seen["digest"] and order == seen["order"]
    return Replay(same, tuple(ranked_donor(row) for row in order))
