"""What processes do that sign up at once: prepare COUNT PLACES | sign PART PARTS STARTS_AT."""

import json
import sys
from collections import Counter
from datetime import UTC, date, datetime

from tests.factories.crowds import at_once, donors_of_a_unit

AT = datetime(2026, 6, 15, 1, 0, tzinfo=UTC)  # eight in the morning in Viet Nam
ON = date(2026, 6, 15)
THREADS = 4


def prepare(count: int, places: int) -> None:
    """A drive with one slot of so many places, and so many donors."""
    from chungtay.blood.models import Drive

    unit = donors_of_a_unit(count, AT)[0].unit
    Drive.objects.create(
        unit=unit, name="Minh Họa", held_on=ON, place="Minh Họa", slots=[["07:30", places]], token="d", state="open",
        entered_at=AT,
    )  # fmt: skip


def sign(part: int, parts: int, starts_at: float) -> None:
    """Sign up a part of the donors, many at once, beginning at a moment that all processes share."""
    from chungtay.blood.actions import sign_up
    from chungtay.blood.models import Donor, Drive, SignUp
    from chungtay.kernel.errors import Refusal

    mine = [pk for pk in Donor.objects.order_by("pk").values_list("pk", flat=True) if pk % parts == part]
    drive_id = Drive.objects.get().pk
    told: list[str] = []

    def act(pk: int) -> None:
        try:
            sign_up(by=None, at=AT, drive_id=drive_id, donor_id=pk, slot="07:30")
            told.append("signed")
        except Refusal:
            told.append("full")

    told += at_once(act, mine, THREADS, starts_at)
    print(json.dumps(Counter(told) | {"rows": SignUp.objects.count()}))


def main() -> None:
    """What the words behind a script ask for."""
    work, *rest = sys.argv[1:]
    {
        "prepare": lambda: prepare(int(rest[0]), int(rest[1])),
        "sign": lambda: sign(int(rest[0]), int(rest[1]), float(rest[2])),
    }[work]()
