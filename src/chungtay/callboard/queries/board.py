"""What stands on the board of a request: read at once, whoever is named on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from chungtay.blood.queries import facts_of
from chungtay.bloodrules.rules.compatibility import BloodGroup
from chungtay.bloodrules.rules.ranking import RankedDonor
from chungtay.callboard.rules.words import may_decline, touches
from chungtay.callout.formats.snapshots import ranked_donor
from chungtay.callout.models import BloodRequest, Call, CallWave, SentMessage
from chungtay.callout.queries import look_of
from chungtay.callout.rules.states import CallState, MessageState
from chungtay.callout.rules.steps import NextStep, RequestLook, next_step

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


def board_look(request: BloodRequest, at: datetime) -> BoardLook:
    """The head of the board."""
    look = look_of(request, at)
    states = list(request.calls.order_by("pk").values_list("pk", "state"))
    counts = {state: sum(one == state for _pk, one in states) for state in CallState}
    mark = f"{request.state} {request.tier} {request.units} {' '.join(f'{pk}{state}' for pk, state in states)}"
    return BoardLook(look, next_step(look, at), {state: n for state, n in counts.items() if n}, mark)


def waves_of(request: BloodRequest) -> list[tuple[CallWave, list[CallCard]]]:
    """Waves with their cards, the last one first, donors in the order of calling."""
    calls = list(request.calls.select_related("donor__person").order_by("pk"))
    facts = facts_of({call.donor_id: call.donor for call in calls}.values())
    rows = SentMessage.objects.filter(call__request=request).order_by("pk").values_list("call", "state")
    last = {call: MessageState(state) for call, state in rows}
    found = []
    for wave in request.waves.order_by("-number"):
        order = {one.number: one for one in map(ranked_donor, wave.seen.get("order", []))}
        own = (call for call in calls if call.wave_id == wave.pk)
        cards = [
            CallCard(call, facts[call.donor_id].group, order.get(call.donor_id), last.get(call.pk)) for call in own
        ]
        found.append((wave, cards))
    return found
