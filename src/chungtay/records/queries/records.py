"""The list of what stands: found, counted, ordered, a page at a time."""

import sys
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.db import connection

from chungtay.records.rules import Line, Order, Search

from .lines import lines_of
from .searching import condition_of

PER_PAGE = 50
MOST_COUNTED = 2000  # where each record must be opened to know
# What was counted before still holds while the head is the same, which its salted hash tells: then nothing is counted.
COUNT = (
    "SELECT CASE WHEN h.hash = %s THEN -1 ELSE ({counted}) END, h.seq, h.hash FROM (SELECT 1 AS one) o"
    " LEFT JOIN ledger_chainhead h ON 1 = 1"
)
ALL = "SELECT COUNT(*) FROM ledger_standing s WHERE {where}"
SOME = f"SELECT COUNT(*) FROM (SELECT 1 FROM ledger_standing s WHERE {{where}} LIMIT {MOST_COUNTED + 1}) found"
KEPT = 200  # searches whose count is kept
BY_DAY = "SELECT s.seq FROM ledger_standing s WHERE {where} ORDER BY s.day {way}, s.seq {way}"
SORTED_BY_DAY = "SELECT s.seq FROM ledger_standing s WHERE {where} ORDER BY +s.day {way}, +s.seq {way}"
BY_ENTRY = (
    "SELECT s.seq FROM ledger_entry n JOIN ledger_standing s ON s.unit_id = n.unit_id AND s.key = n.key"
    " AND s.seq = n.seq WHERE n.kind IN ('record', 'declaration') AND {where} ORDER BY n.seq {way}"
)
SORTED_BY_ENTRY = "SELECT s.seq FROM ledger_standing s WHERE {where} ORDER BY +s.seq {way}"
PAGE = " LIMIT %s OFFSET %s"


@dataclass(frozen=True, slots=True)
class RecordsPage:
    """A page of the list; `count` of all that was found, or (`more`) of at least so many."""

    lines: tuple[Line, ...]
    count: int
    more: bool
    number: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.count // PER_PAGE))


def records_page(search: Search, seen: Collection[int], number: int) -> RecordsPage:
    """Page `number` (the last one where there are fewer) of what is found among the units that the person sees."""
    finder = Finder(search, seen)
    count = finder.count
    pages = max(1, -(-min(count, finder.most) // PER_PAGE))
    number = min(max(number, 1), pages)
    seqs = finder.seqs(PER_PAGE, (number - 1) * PER_PAGE) if count else []
    return RecordsPage(tuple(lines_of(seqs)), min(count, finder.most), count > finder.most, number)


_counts: dict[bytes, tuple[bytes, int]] = {}


def _counted(sql: str, where: str, values: Sequence[Any], search: Search) -> tuple[int, int]:
    """How many are found, and the head of the chain."""
    key = blake2b(repr((sql, where, values)).encode()).digest()  # units may be thousands
    before, count = (b"", 0) if search.state else _counts.get(key, (b"", 0))  # approvals do not move the head
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(counted=sql.format(where=where)), [before, *values])
        fresh, head, now = cursor.fetchone()
    if fresh < 0:
        return count, head
    if now:
        if len(_counts) >= KEPT:
            _counts.clear()
        _counts[key] = (bytes(now), fresh)
    return fresh, head


class Finder:
    """A search, counted once; what is found is read by the index that is shorter for it."""

    def __init__(self, search: Search, seen: Collection[int]) -> None:
        self.order = search.order
        self.where, self.values = condition_of(search, seen)
        self.most = MOST_COUNTED if search.looks_inside else sys.maxsize
        self.count, self.head = _counted(
            SOME if search.looks_inside else ALL, self.where.format(by=""), self.values, search
        )

    def seqs(self, most: int, start: int = 0) -> list[int]:
        """Entries in the asked order."""
        way = "DESC" if self.order in (Order.NEWEST, Order.ENTERED) else "ASC"
        sql, by = self._sql()
        with connection.cursor() as cursor:
            cursor.execute(sql.format(where=self.where.format(by=by), way=way) + PAGE, [*self.values, most, start])
            return [row[0] for row in cursor.fetchall()]

    def _sql(self) -> tuple[str, str]:
        by_entry = self.order in (Order.ENTERED, Order.ENTERED_FIRST)
        # Few are found and sorted; many are met soon on the way through the days (or the book).
        if self.count <= self.most and self.count**2 <= 2 * PER_PAGE * (self.head or 0):
            return SORTED_BY_ENTRY if by_entry else SORTED_BY_DAY, ""
        return BY_ENTRY if by_entry else BY_DAY, "+"
