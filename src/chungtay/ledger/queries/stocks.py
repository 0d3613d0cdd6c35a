"""Readings of stocks as they stand: one a day and series, reversed ones left out."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import connection

from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules.kinds import COVERING_ALL, ESTIMATES, Layer
from chungtay.ledger.rules.stocks import Reading

Series = tuple[int, int, int, int]  # unit id, indicator id, tagset id, group (0 detail, 1 own, 2 all)

STANDING_SQL = (
    "SELECT f.unit_id, f.indicator_id, f.tagset_id, f.layer, f.day, f.value FROM ledger_fact f"
    " WHERE f.sign = 1 AND f.unit_id IN ({units}) AND f.indicator_id IN ({indicators})"
    " AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses = f.id >> " + str(LINE_BITS) + "{until})"
    "{seq} ORDER BY f.day, f.id"
)


def ids(values: Iterable[int]) -> str:
    """Integers as an SQL list; never empty."""
    return ", ".join(map(str, map(int, values))) or "-1"


def group_of(layer: int) -> int:
    """Series of declared readings follow each other whether estimate or final."""
    if layer == Layer.DETAIL:
        return 0
    return 2 if layer in COVERING_ALL else 1


def stock_age() -> int:
    """After so many days a reading no longer counts (setting)."""
    return int(settings.CHUNGTAY_STOCK_AGE_DAYS)


def readings(
    units: Collection[int], indicators: Collection[int], seq: int | None = None
) -> dict[Series, list[Reading]]:
    """Standing readings by series, sorted by day; of several on a day the last entry counts. `seq`: as known then."""
    until = f" AND r.seq <= {int(seq)}" if seq is not None else ""
    known = f" AND f.id < {(int(seq) + 1) << LINE_BITS}" if seq is not None else ""
    found: dict[Series, list[Reading]] = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING_SQL.format(units=ids(units), indicators=ids(indicators), until=until, seq=known))
        for unit, indicator, tagset, layer, day, value in cursor.fetchall():
            series = found.setdefault((unit, indicator, tagset, group_of(layer)), [])
            if series and series[-1].day == day:
                series.pop()
            series.append(Reading(day, value, layer in ESTIMATES))
    return found


def latest(series: list[Reading], day: int, age: int) -> Reading | None:
    """The reading that counts on a day: the last one not later and not older than `age`."""
    found = None
    for reading in series:
        if reading.day > day:
            break
        found = reading
    return found if found and day < found.day + age else None
