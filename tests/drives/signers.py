"""Drives planted for tests of signing; and processes that sign up at once, on a database of their own:

python -m tests.drives.signers prepare COUNT PLACES | sign PART PARTS STARTS_AT
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from datetime import UTC, date, datetime

AT = datetime(2026, 6, 15, 1, 0, tzinfo=UTC)  # eight in the morning in Viet Nam
ON = date(2026, 6, 15)
THREADS = 4
APPS = ("contenttypes", "auth", "audit", "accounts", "places", "organizations", "people", "blood")


def prepare(count: int, places: int) -> None:
    """A drive with one slot of so many places, and so many donors."""
    from django.apps import apps
    from django.db import connection

    from chungtay.audit.models import AuditHead
    from chungtay.blood.models import Donor, Drive
    from chungtay.organizations.models import Unit
    from chungtay.people.models import Person

    with connection.schema_editor() as editor:
        for app in APPS:
            for model in apps.get_app_config(app).get_models():
                editor.create_model(model)
    AuditHead.objects.get_or_create(pk=1, defaults={"lines": 0, "hash": b""})
    unit = Unit.objects.create(code="22")
    Drive.objects.create(
        unit=unit, name="Minh Họa", held_on=ON, place="Minh Họa", slots=[["07:30", places]], token="d", state="open",
        entered_at=AT,
    )  # fmt: skip
    people = Person.objects.bulk_create(Person(entered_at=AT) for _ in range(count))
    Donor.objects.bulk_create(
        Donor(person=one, unit=unit, token=f"{n:022}", entered_at=AT, changed_at=AT) for n, one in enumerate(people)
    )


def sign(part: int, parts: int, starts_at: float) -> None:
    """Sign up a part of the donors, many at once, beginning at a moment that all processes share."""
    from django.db import connection

    from chungtay.blood.actions import sign_up
    from chungtay.blood.models import Donor, Drive, SignUp
    from chungtay.kernel.errors import Refusal

    mine = [pk for pk in Donor.objects.order_by("pk").values_list("pk", flat=True) if pk % parts == part]
    drive_id = Drive.objects.get().pk
    connection.close()
    told: list[str] = []

    def some(number: int) -> None:
        time.sleep(max(0, starts_at - time.time()))
        try:
            for pk in mine[number::THREADS]:
                try:
                    sign_up(by=None, at=AT, drive_id=drive_id, donor_id=pk, slot="07:30")
                    told.append("signed")
                except Refusal:
                    told.append("full")
        except Exception as error:
            told.append(repr(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=some, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(Counter(told) | {"rows": SignUp.objects.count()}))


if __name__ == "__main__":
    os.environ["CHUNGTAY_SYNCHRONOUS"] = "OFF"
    import django

    django.setup()
    work, *rest = sys.argv[1:]
    {
        "prepare": lambda: prepare(int(rest[0]), int(rest[1])),
        "sign": lambda: sign(int(rest[0]), int(rest[1]), float(rest[2])),
    }[work]()
