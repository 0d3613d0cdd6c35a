"""The list of what stands: found, counted, ordered, a page at a time."""

import sys
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from chungtay.records.rules import Line, Order, Search

from .lines import lines_of
from .searching import condition_of

PER_PAGE = 50
MOST_COUNTED = 2000  # where each record must be opened to know
COUNT = "SELECT COUNT(*), (SELECT MAX(seq) FROM ledger_chainhead) FROM ledger_standing s WHERE {where}"
COUNT_SOME = (
    "SELECT COUNT(*), (SELECT MAX(seq) FROM ledger_chainhead) FROM"
    f" (SELECT 1 FROM ledger_standing s WHERE {{where}} LIMIT {MOST_COUNTED + 1}) found"
)
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


class Finder:
    """A search, counted once; what is found is read by the index that is shorter for it."""

    def __init__(self, search: Search, seen: Collection[int]) -> None:
        self.order = search.order
        self.where, self.values = condition_of(search, seen)
        self.most = MOST_COUNTED if search.looks_inside else sys.maxsize
        count = COUNT_SOME if search.looks_inside else COUNT
        with connection.cursor() as cursor:
            cursor.execute(count.format(where=self.where.format(by="")), self.values)
            self.count, self.head = cursor.fetchone()

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
