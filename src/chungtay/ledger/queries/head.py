"""The chain's head, moments as sequence numbers, adjustments after a closing, unfinished batches."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection

from chungtay.ledger.models import ChainHead, Closing, Entry, OpenBatch
from chungtay.ledger.models.book import LINE_BITS

from .ancestry import MANY
from .stocks import ids as spelled

FEW = 20  # units whose facts are all looked at, where the newest of them are wanted
OPEN_IMPORTS = ("SELECT COUNT(*) FROM ledger_openbatch", 1)  # SQL, and how many columns of numbers it gives


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: the last entry's number, hash (hex) and moment."""

    seq: int
    hash: str
    recorded_at: datetime | None


def head(*, hold: bool = False) -> Head:
    """The chain's head now. With `hold`, inside a transaction, nobody posts until that transaction ends."""
    rows = ChainHead.objects.select_for_update() if hold else ChainHead.objects
    row = rows.get(pk=1)
    return Head(row.seq, bytes(row.hash).hex(), row.recorded_at)


def seq_at(moment: datetime) -> int:
    """Number of the last entry recorded up to a moment; 0 when there is none."""
    found = Entry.objects.filter(recorded_at__lte=moment).order_by("-seq").values_list("seq", flat=True).first()
    return found or 0


def recorded_at(seq: int) -> datetime | None:
    """When an entry was recorded."""
    return Entry.objects.filter(pk=seq).values_list("recorded_at", flat=True).first()


class Adjustment(NamedTuple):
    """A fact recorded after a report told of its day; `closed`: after its unit had closed it."""

    seq: int
    unit_id: int
    indicator_id: int
    occurred_on: date
    value: int
    closed: bool


def watermarks(unit_ids: Collection[int]) -> dict[int, date]:
    """By unit the last of its closed days; units that are open are not in it."""
    last = f"SELECT MAX(id) FROM ledger_closing WHERE unit_id IN ({spelled(unit_ids)}) GROUP BY unit_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT unit_id, closed_through_on FROM ledger_closing WHERE id IN ({last})")
        return {unit: date.fromordinal(day) for unit, day in cursor.fetchall() if day is not None}


def adjustments(
    unit_ids: Collection[int], *, after: int = 0, until: int | None = None, reported: date = date.min, most: int | None = None
) -> list[Adjustment]:  # fmt: skip
    """Facts of entries after one and up to another that came when their unit had closed their day, in order of the book;
    also those on days up to `reported`, which a report told of, closed or not. `most`: so many, the newest of them."""
    if most is not None and reported == date.min:  # nothing else can be late
        unit_ids = set(Closing.objects.filter(unit__in=unit_ids).values_list("unit", flat=True))
    told, units = reported.toordinal(), spelled(unit_ids)
    closed_before = "FROM ledger_closing c WHERE c.unit_id = f.unit_id AND c.id < f.id ORDER BY c.id DESC LIMIT 1"
    mark = f"(SELECT c.closed_through_on {closed_before})"
    ends = f" AND f.id < {(until + 1) << LINE_BITS}" if until is not None else ""
    begun = f" AND f.id > (SELECT MIN(c.id) FROM ledger_closing c WHERE c.unit_id IN ({units}))"
    first = begun if reported == date.min else ""  # nothing is late before the first closing
    along = "+" if len(unit_ids) > (MANY if most is None else FEW) else ""  # not unit by unit, but along the book
    sql = (
        f"SELECT f.id, f.unit_id, f.indicator_id, f.day, f.value, {mark} AS mark FROM ledger_fact f"
        f" WHERE f.id >= {(after + 1) << LINE_BITS}{ends}{first} AND {along}f.unit_id IN ({units})"
        f" AND (f.day <= {told} OR f.day <= (SELECT MAX(closed_through_on) FROM ledger_closing))"
        f" AND (f.day <= {told} OR (f.unit_id IN (SELECT unit_id FROM ledger_closing) AND f.day <= {mark})) ORDER BY f.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql if most is None else f"{sql} DESC LIMIT {most}")
        return [
            Adjustment(pk >> LINE_BITS, unit, code, date.fromordinal(day), value, closed is not None and day <= closed)
            for pk, unit, code, day, value, closed in sorted(cursor.fetchall())
        ]


def open_imports() -> list[str]:
    """Sources of postings that were begun and are neither finished nor undone."""
    return list(OpenBatch.objects.values_list("source", flat=True))
