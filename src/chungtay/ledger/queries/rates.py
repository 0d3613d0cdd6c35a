"""Which units have given readings of rates: rates are in no cube, so that a whole country need not be searched for them."""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from django.db import connection

from chungtay.ledger.models.book import LINE_BITS

from .catalogue import HASH

MOST_BEHIND: Final = 2_000  # so many entries are read again and again before the head is noted anew
HEAD, UNIT = 0, 1
# The head, and whether the entry up to which units are known is still the same, by its salted hash; then the units of
# the entries after it. The indicator stands behind a sign: SQLite would walk the covering index from end to end for it.
SQL: Final = (
    f"SELECT {HEAD} AS what, h.seq AS number, CASE WHEN {{known}} THEN 1 ELSE 0 END AS same FROM ledger_chainhead h"
    f" UNION ALL SELECT {UNIT}, f.unit_id, 0 FROM ledger_fact f"
    " WHERE {new}f.indicator_id IN (SELECT i.id FROM ledger_indicator i WHERE i.kind = 'rate')"
)
NOTHING_KNOWN: Final = SQL.format(known="1 = 1", new="")
SAME: Final = "EXISTS (SELECT 1 FROM ledger_entry e WHERE e.seq = {seq} AND e.hash = {hash})"


class _Known(NamedTuple):
    """Units that had readings up to an entry."""

    seq: int
    hash: str
    units: frozenset[int]


_kept: list[_Known] = []


class RatedUnits:
    """The units with readings of any rate, reversed ones too, as one page asks for them: of new entries only."""

    def __init__(self) -> None:
        self._known = next(iter(_kept), None)
        self._found: frozenset[int] | None = None

    @property
    def is_known(self) -> bool:
        """Is only asked what came since: no walk through the whole book?"""
        return self._known is not None

    @property
    def statement(self) -> tuple[str, int]:
        """What is asked: its SQL and how many columns of numbers it gives."""
        if self._known is None:
            return NOTHING_KNOWN, 3
        same = SAME.format(seq=self._known.seq, hash=HASH[connection.vendor].format(self._known.hash))
        return SQL.format(known=same, new=f"f.id >= {(self._known.seq + 1) << LINE_BITS} AND +"), 3

    def of(self, rows: Iterable[tuple[Any, ...]]) -> frozenset[int]:
        """Their ids, by the answer. What was known of another book, or of a transaction undone, is read anew."""
        if self._found is None:
            self._found = self._read(list(rows))
        return self._found

    def _read(self, rows: list[tuple[Any, ...]]) -> frozenset[int]:
        head, same = next(((number, same) for what, number, same in rows if what == HEAD), (0, 1))
        if not same:
            with connection.cursor() as cursor:
                cursor.execute(NOTHING_KNOWN)
                rows, self._known = list(cursor.fetchall()), None
            head = next(number for what, number, _ in rows if what == HEAD)
        units = frozenset(number for what, number, _ in rows if what == UNIT)
        if self._known:
            units |= self._known.units
        if head and (self._known is None or head - self._known.seq > MOST_BEHIND):
            self._note(head, units)
        return units

    def _note(self, head: int, units: frozenset[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT hash FROM ledger_entry WHERE seq = %s", [head])
            row = cursor.fetchone()
        if row is not None:
            _kept[:] = [_Known(head, bytes(row[0]).hex(), units)]
