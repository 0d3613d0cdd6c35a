"""Processes that answer at once: `python -m tests.callout.answerers prepare COUNT PLACES | answer PART PARTS | tell`.

On a database of their own: the tables that answers touch are made without migrations, which takes a second instead of ten.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

AT = datetime(2024, 11, 12, 3, 0, tzinfo=UTC)
THREADS = 8
TWICE = 40  # donors whom two requests ask
APPS = (
    "contenttypes", "auth", "audit", "accounts", "places", "organizations", "programmes", "people", "blood", "callout"
)  # fmt: skip


def prepare(count: int, places: int) -> None:
    """A request for so many places with so many calls, and another that asks some of the same donors."""
    from django.apps import apps
    from django.db import connection

    from chungtay.audit.models import AuditHead
    from chungtay.blood.models import Donor
    from chungtay.callout.actions.chain import add_step
    from chungtay.callout.models import BloodRequest, Call, CallWave, HospitalContact
    from chungtay.callout.queries.replaying import seen_digest
    from chungtay.callout.rules.needs import checked_need
    from chungtay.callout.rules.states import CallState, StepKind
    from chungtay.organizations.models import Unit
    from chungtay.people.models import Person

    with connection.schema_editor() as editor:
        for app in APPS:
            for model in apps.get_app_config(app).get_models():
                editor.create_model(model)
    AuditHead.objects.get_or_create(pk=1, defaults={"lines": 0, "hash": b""})
    unit = Unit.objects.create(code="22")
    contact = HospitalContact.objects.create(unit=unit, hospital="Minh Họa", latitude=21, longitude=107)
    people = Person.objects.bulk_create(Person(entered_at=AT) for _ in range(count))
    donors = Donor.objects.bulk_create(
        Donor(person=one, unit=unit, token=f"{n:022}", entered_at=AT, changed_at=AT) for n, one in enumerate(people)
    )
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
    from django.db import connection

    from chungtay.callout.actions import record_answer
    from chungtay.callout.models import Call
    from chungtay.callout.rules.states import CallState
    from chungtay.kernel.errors import Refusal

    mine = [pk for pk in Call.objects.order_by("donor", "pk").values_list("pk", flat=True) if pk % parts == part]
    connection.close()
    failed: list[str] = []
    refused: list[int] = []

    def some(number: int) -> None:
        time.sleep(max(0, starts_at - time.time()))
        try:
            for pk in mine[number::THREADS]:
                try:
                    record_answer(by=None, at=AT + timedelta(minutes=1), call_id=pk, state=CallState.ACCEPTED)
                except Refusal:  # serves the other request
                    refused.append(pk)
        except Exception as error:
            failed.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=some, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
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


if __name__ == "__main__":
    os.environ["CHUNGTAY_SYNCHRONOUS"] = "OFF"
    import django

    django.setup()
    work, *rest = sys.argv[1:]
    {
        "prepare": lambda: prepare(int(rest[0]), int(rest[1])),
        "answer": lambda: answer(int(rest[0]), int(rest[1]), float(rest[2])),
        "tell": tell,
    }[work]()
