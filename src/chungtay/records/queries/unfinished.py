"""Files on their way into the book that hold figures of units: nothing is signed or published over a half of one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from chungtay.accounts.models import User
from chungtay.kernel.days import day_of
from chungtay.kernel.months import month_index
from chungtay.ledger.models import OpenBatch

LEFT_AFTER: Final = timedelta(1)  # what stopped so long ago runs no more: whoever left it decides, nobody waits for it


@dataclass(frozen=True, slots=True)
class UnfinishedImport:
    """A file on its way into the book: what it is called, who gave it (None: the server's command) and when."""

    title: str
    by: User | None
    opened_at: datetime


def unfinished_imports(units: Collection[int], first: date, last: date, on: date) -> list[UnfinishedImport]:
    """As of a day, the imports under way with rows of the units in the months of these days, the oldest first."""
    batches = [row for row in OpenBatch.objects.order_by("opened_at") if day_of(row.opened_at) >= on - LEFT_AFTER]
    months = range(month_index(first), month_index(last) + 1)
    held = [
        row for row in batches
        if "months" not in row.told or any(month in months for unit in units for month in row.told["months"].get(str(unit), ()))
    ]  # fmt: skip
    people = User.objects.in_bulk([row.by_id for row in held if row.by_id])
    return [UnfinishedImport(row.told.get("title", row.source), people.get(row.by_id), row.opened_at) for row in held]
