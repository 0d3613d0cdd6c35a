"""What stands on the board of a request: read at once, whoever is named on it."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, OuterRef, QuerySet, Subquery, TextField, When
from django.db.models.fields.json import KeyTextTransform

from chungtay.blood.queries import facts_of
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.ranking import RankedDonor
from chungtay.callboard.rules.words import may_decline, touches
from chungtay.callout.formats.snapshots import ranked_donor
from chungtay.callout.models import BloodRequest, Call, CallWave, SentMessage
from chungtay.callout.queries import look_of
from chungtay.callout.rules.states import CallState, MessageState
from chungtay.callout.rules.steps import NextStep, RequestLook, next_step
from chungtay.organizations.queries import Structure

PAST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class CallCard:
    """One called donor: why at this place in the order, the last message, what a touch may say."""

    call: Call
    group: BloodGroup
    why: RankedDonor | None
    message: MessageState | None

    @property
    def touches(self) -> tuple[CallState, ...]:
        """What one touch may say."""
        return touches(CallState(self.call.state))

    @property
    def may_decline(self) -> bool:
        """May it still be declined?"""
        return may_decline(CallState(self.call.state))


@dataclass(frozen=True, slots=True)
class BoardLook:
    """Where a request stands now and what comes next; nobody is named. `mark` changes with every state of a call."""

    look: RequestLook
    step: NextStep
    counts: dict[CallState, int]
    mark: str


def requests_of(units: Collection[int], pk: int) -> BloodRequest | None:
    """A request of these units."""
    rows = BloodRequest.objects.select_related("contact", "unit", "merged_into")
    return rows.filter(pk=pk, unit__in=units).first()


def past_requests(units: Collection[int]) -> QuerySet[BloodRequest]:
    """The last ones that are over."""
    rows = BloodRequest.objects.filter(unit__in=units).exclude(state="open").select_related("contact")
    return rows.order_by("-opened_at", "-pk")[:PAST_SHOWN]


def board_look(request: BloodRequest, at: datetime, tree: Structure, calls: Sequence[Call] | None = None) -> BoardLook:
    """The head of the board. `calls`: all of the request, where they have been read."""
    calls = calls_of(request) if calls is None else calls
    called = [(call.donor_id, call.state, call.wave.called_at) for call in calls]
    look, states = look_of(request, at, tree, called), Counter(call.state for call in calls)
    counts = {state: states[state] for state in CallState if states[state]}
    mark = f"{request.state} {request.tier} {request.units} {' '.join(f'{call.pk}{call.state}' for call in calls)}"
    return BoardLook(look, next_step(look, at), counts, mark)


def calls_of(request: BloodRequest) -> list[Call]:
    """The calls of a request in order, with their waves."""
    rows = request.calls.select_related("wave").defer("wave__seen")
    return list(rows.order_by("pk"))


def board_calls(request: BloodRequest) -> list[Call]:
    """The same with donors, the last message and, with the first of each wave, the wave's order: one question."""
    told = SentMessage.objects.filter(call=OuterRef("pk")).order_by("-pk").values("state")[:1]
    first = Call.objects.filter(wave=OuterRef("wave")).order_by("pk").values("pk")[:1]
    order = Case(
        When(pk=Subquery(first), then=KeyTextTransform("order", "wave__seen")), default=None, output_field=TextField()
    )
    rows = request.calls.select_related("wave", "donor__person").defer("wave__seen")
    return list(rows.annotate(told=Subquery(told), order=order).order_by("pk"))


def waves_of(calls: Sequence[Call]) -> list[tuple[CallWave, list[CallCard]]]:
    """Waves with their cards, the last one first, donors in the order of calling; of what `board_calls` read."""
    facts = facts_of({call.donor_id: call.donor for call in calls}.values())
    found: dict[int, tuple[CallWave, list[CallCard]]] = {}
    order: dict[int, RankedDonor] = {}
    for call in calls:
        if call.wave_id not in found:
            order = {one.number: one for one in map(ranked_donor, json.loads(getattr(call, "order", None) or "[]"))}
        told = getattr(call, "told", None)
        card = CallCard(
            call, facts[call.donor_id].group, order.get(call.donor_id), MessageState(told) if told else None
        )
        found.setdefault(call.wave_id, (call.wave, []))[1].append(card)
    return sorted(found.values(), key=lambda one: -one[0].number)
