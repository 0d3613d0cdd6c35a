"""What waits for a leader's word: standing entries without an approval of their current number.

A returned entry waits too, until it is corrected (a new number) or approved after all.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from chungtay.accounts.models import User

from .searching import APPROVED, RETURNED, Condition, of_units

MOST = 1000  # so many are counted; of more it is said that there are more
FAR = 50_000  # so far behind the head, what stands is read itself
LINE = f"SELECT s.seq, s.unit_id, s.day, {RETURNED}"
STANDS = "s.unit_id = e.unit_id AND s.key = e.key AND s.seq = e.seq"
DIRECT = f"{LINE} FROM ledger_standing s WHERE NOT {APPROVED} AND {{units}}"
# CROSS JOIN, because SQLite then keeps to the order: the short list first.
KEPT = (
    f"{LINE} FROM records_waiting w CROSS JOIN ledger_entry e CROSS JOIN ledger_standing s"
    f" WHERE e.seq = w.entry_seq AND {STANDS} AND {{kept}}"
)
CAME = (
    f"{LINE} FROM ledger_entry e CROSS JOIN ledger_standing s"
    f" WHERE e.seq > %s AND e.kind IN ('record', 'declaration') AND {STANDS} AND {{units}}"
)
MARKS = (
    "SELECT m.seq, (SELECT MAX(seq) FROM ledger_chainhead), k.seq FROM records_waitingmark m"
    " LEFT JOIN records_lastlook k ON k.user_id = %s"
)


class WaitingLine(NamedTuple):
    """An entry that waits; `returned`: a leader has sent it back and nobody has corrected it yet."""

    seq: int
    unit_id: int
    day: int
    returned: bool


@dataclass(frozen=True, slots=True)
class Marks:
    """Up to which entry the kept list is complete, the head, and how far the person has looked (None: never)."""

    kept: int
    head: int
    looked: int | None


@dataclass(frozen=True, slots=True)
class WaitingList:
    """What waits of some units by unit and day; `more`: there is more than is listed."""

    lines: tuple[WaitingLine, ...]
    more: bool

    @property
    def fresh(self) -> list[WaitingLine]:
        """What no leader has said anything about."""
        return [line for line in self.lines if not line.returned]

    @property
    def returned(self) -> list[WaitingLine]:
        """What was returned and not corrected yet."""
        return [line for line in self.lines if line.returned]


def marks(user: User | None) -> Marks:
    """Where the lists stand."""
    with connection.cursor() as cursor:
        cursor.execute(MARKS, [user.pk if user else 0])
        kept, head, looked = cursor.fetchone()
    return Marks(kept, head or 0, looked)


def waiting_list(unit_ids: Collection[int], at: Marks, most: int = MOST) -> WaitingList:
    """What waits of these units, at most so many."""
    if not unit_ids:
        return WaitingList((), more=False)
    sql, given = _stated(unit_ids, at)
    return _read(f"{sql} LIMIT {most + 1}", given, most)


def waiting(unit_ids: Collection[int], first: date, last: date) -> list[WaitingLine]:
    """Everything of these units and days that waits: what a final submission asks for. A window ends on its day."""
    days = f" AND s.day BETWEEN {first.toordinal()} AND {last.toordinal()}"
    return list(_read(*_stated(unit_ids, marks(None), days), None).lines)


def _stated(unit_ids: Collection[int], at: Marks, days: str = "") -> Condition:
    """What asks for it: of the kept list and of what came since, or of all that stands where the list is far behind."""
    units, values = _of_units(unit_ids)
    if at.head - at.kept > FAR:
        return DIRECT.format(units=units) + days, values
    kept, kept_values = _of_units(unit_ids, "w.unit_id")
    came = CAME.format(units=units.replace("s.unit_id", "e.unit_id"))
    return f"{KEPT.format(kept=kept)}{days} UNION ALL {came}{days}", [*kept_values, at.kept, *values]


def returned_among(user: User, seen: Collection[int]) -> WaitingList:
    """What was sent back to this person, or to these units, and was not corrected yet."""
    units, values = _of_units(seen)
    sql = (
        f"{LINE} FROM records_approval b CROSS JOIN ledger_entry e CROSS JOIN ledger_standing s"
        f" WHERE b.state = 'returned' AND e.seq = b.entry_seq AND {STANDS} AND NOT {APPROVED} AND (e.by_id = %s OR {units}) LIMIT {MOST + 1}"
    )
    return _read(sql, [user.pk, *values], MOST)


def _of_units(unit_ids: Collection[int], column: str = "s.unit_id") -> Condition:
    sql, values = of_units(unit_ids, column)
    return sql.format(by=""), values


def _read(sql: str, values: list[Any], most: int | None) -> WaitingList:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found = [WaitingLine(seq, unit, day, bool(back)) for seq, unit, day, back in cursor.fetchall()]
    lines = sorted(found[:most], key=lambda line: (line.unit_id, line.day, line.seq))
    return WaitingList(tuple(lines), more=most is not None and len(found) > most)
