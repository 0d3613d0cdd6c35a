"""Which units have given readings of rates: rates are in no cube, so that a whole country need not be searched for them."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final, NamedTuple

from django.db import connection

from chungtay.ledger.models.book import LINE_BITS
from chungtay.ledger.rules import Catalogue, IndicatorKind

from .stocks import ids

# The head, what the chain says now of the entry up to which units are known, and the units of the entries after it.
# No DISTINCT, and the indicator behind a sign: SQLite would walk the covering index from end to end for it.
SQL: Final = (
    "SELECT h.seq, h.hash, (SELECT e.hash FROM ledger_entry e WHERE e.seq = {seq}), NULL FROM ledger_chainhead h"
    " UNION ALL SELECT 0, NULL, NULL, f.unit_id FROM ledger_fact f WHERE {new}f.indicator_id IN ({rates})"
)


class _Known(NamedTuple):
    """Units that had readings of these rates up to an entry, which is told from every other by its salted hash."""

    rates: frozenset[int]
    seq: int
    hash: bytes
    units: frozenset[int]


_kept: list[_Known] = []


class RatedUnits:
    """The units with readings of any rate of a catalogue, reversed ones too; asked once, and of new entries only."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._rates = frozenset(v.id for v in catalogue.indicators.values() if v.kind == IndicatorKind.RATE)

    @cached_property
    def ids(self) -> frozenset[int]:
        """Their ids."""
        known = next((known for known in _kept if known.rates == self._rates), None)
        found = self._read(known)
        return (self._read(None) or frozenset()) if found is None else found

    def _read(self, known: _Known | None) -> frozenset[int] | None:
        """None where what was known is of another book, or of a transaction that was undone."""
        seq, units = (known.seq, known.units) if known else (0, frozenset[int]())
        new = f"f.id >= {(seq + 1) << LINE_BITS} AND +" if known else ""
        with connection.cursor() as cursor:
            cursor.execute(SQL.format(seq=seq, new=new, rates=ids(self._rates)))
            (head, digest, then, _), *found = sorted(cursor.fetchall(), key=lambda row: row[3] is not None)
        if known and (then is None or bytes(then) != known.hash):
            return None
        units |= _units(found)
        if head:
            _kept[:] = [_Known(self._rates, head, bytes(digest), units)]
        return units


def _units(rows: Iterable[tuple[int, None, None, int]]) -> frozenset[int]:
    return frozenset(unit for *_, unit in rows)
