"""What processes do that answer at once: prepare COUNT PLACES | answer PART PARTS STARTS_AT | tell."""

import json
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta

from tests.factories.crowds import at_once, donors_of_a_unit

AT = datetime(2024, 11, 12, 3, 0, tzinfo=UTC)
THREADS = 8
TWICE = 40  # donors whom two requests ask


def prepare(count: int, places: int) -> None:
    """A request for so many places with so many calls, and another that asks some of the same donors."""
    from chungtay.callout.actions.chain import add_step
    from chungtay.callout.models import BloodRequest, Call, CallWave, HospitalContact
    from chungtay.callout.queries.replaying import seen_digest
    from chungtay.callout.rules.needs import checked_need
    from chungtay.callout.rules.states import CallState, StepKind

    donors = donors_of_a_unit(count, AT)
    unit = donors[0].unit
    contact = HospitalContact.objects.create(unit=unit, hospital="Minh Họa", latitude=21, longitude=107)
    for number, (wanted, asked) in enumerate(((places, donors), (TWICE, donors[:TWICE]))):
        request = BloodRequest.objects.create(
            unit=unit, contact=contact, units=wanted, urgency="urgent", needed_at=AT + timedelta(hours=3), state="open",
            tier="club", opened_at=AT, need=checked_need({"product": "rbc", "abo": "OA"[number], "rhd": "+"}),
        )  # fmt: skip
        add_step(request, StepKind.OPENED, None, AT, {})
        wave = CallWave.objects.create(request=request, number=1, tier="club", seen={}, called_at=AT)
        add_step(request, StepKind.CALLED, None, AT, {"wave": 1, "digest": seen_digest({})})
        Call.objects.bulk_create(
            Call(
                wave=wave, request=request, donor=one, token_digest=(number * count + n).to_bytes(32),
                state=CallState.CALLED, changed_at=AT,
            )
            for n, one in enumerate(asked)
        )  # fmt: skip


def answer(part: int, parts: int, starts_at: float) -> None:
    """Say yes for a part of the calls, many at once, beginning at a moment that all processes share."""
    from chungtay.callout.actions import record_answer
    from chungtay.callout.models import Call
    from chungtay.callout.rules.states import CallState
    from chungtay.kernel.errors import Refusal

    mine = [pk for pk in Call.objects.order_by("donor", "pk").values_list("pk", flat=True) if pk % parts == part]
    refused: list[int] = []

    def act(pk: int) -> None:
        try:
            record_answer(by=None, at=AT + timedelta(minutes=1), call_id=pk, state=CallState.ACCEPTED)
        except Refusal:  # serves the other request
            refused.append(pk)

    failed = at_once(act, mine, THREADS, starts_at)
    if failed:
        sys.exit("\n".join(failed))
    print(len(refused))


def tell() -> None:
    """What stands in the end."""
    from chungtay.callout.models import BloodRequest, Call, CallStep
    from chungtay.callout.queries import chain_fault

    first, other = BloodRequest.objects.order_by("pk")
    states = Counter(first.calls.values_list("state", flat=True))
    answered = CallStep.objects.filter(kind="answered").values("call").distinct().count()
    serving = Counter(Call.objects.filter(state="accepted").values_list("donor", flat=True))
    faults = [str(fault) for fault in map(chain_fault, (first, other)) if fault]
    taken, held = [first.taken, other.taken], max(serving.values())
    print(json.dumps({"taken": taken, "states": states, "answered": answered, "held": held, "faults": faults}))


def main() -> None:
    """What the words behind a script ask for."""
    work, *rest = sys.argv[1:]
    {
        "prepare": lambda: prepare(int(rest[0]), int(rest[1])),
        "answer": lambda: answer(int(rest[0]), int(rest[1]), float(rest[2])),
        "tell": tell,
    }[work]()
