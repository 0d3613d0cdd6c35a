"""Many who do something at once, each on a connection of their own.

Django is imported inside: it may only load once the home is named.
"""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chungtay.blood.models import Donor


def donors_of_a_unit(count: int, at: datetime) -> "list[Donor]":
    """So many donors of one unit."""
    from chungtay.blood.models import Donor
    from chungtay.organizations.models import Unit
    from chungtay.people.models import Person

    unit = Unit.objects.create(code="22")
    people = Person.objects.bulk_create(Person(entered_at=at) for _ in range(count))
    return Donor.objects.bulk_create(
        Donor(person=one, unit=unit, token=f"{n:022}", entered_at=at, changed_at=at) for n, one in enumerate(people)
    )


def at_once(act: Callable[[int], None], keys: Sequence[int], threads: int, starts_at: float) -> list[str]:
    """Do it for all keys from so many threads, beginning at a moment that all processes share; what failed, in words."""
    from django.db import connection

    connection.close()
    failed: list[str] = []

    def some(number: int) -> None:
        time.sleep(max(0, starts_at - time.time()))
        try:
            for key in keys[number::threads]:
                act(key)
        except Exception as error:
            failed.append(repr(error))
        finally:
            connection.close()

    running = [threading.Thread(target=some, args=(number,)) for number in range(threads)]
    for one in running:
        one.start()
    for one in running:
        one.join()
    return failed
