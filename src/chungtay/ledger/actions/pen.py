"""Rows on their way into the database: many in one statement, and beside the posting where that pays.

SQLite works outside Python's lock, so a thread writes what was appended while the next entries are numbered and hashed.
"""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from django.db import connection

Rows = Sequence[tuple[Any, ...]]
PARAMETERS: Final = 32_000  # of one statement; SQLite takes 32,766
FEW: Final = 500  # rows that are written one by one
WAITING: Final = 20  # batches that may wait to be written
TURN: Final = 0.0005  # seconds after which Python's lock changes hands while a thread writes


class Pen:
    """Writes for one posting, on its connection and in its transaction."""

    def __init__(self) -> None:
        self.thread: ThreadPoolExecutor | None = None
        self.gathers = False  # are only full statements given on?
        self.pending: list[Future[None]] = []
        self.left: dict[str, list[tuple[Any, ...]]] = {}  # by statement, what does not fill one yet

    def write(self, sql: str, rows: Rows) -> None:
        """Have the rows written after those of this kind given before; `sql` is an INSERT of one row.

        Beside a thread only statements that are full: before each of them it waits for Python's lock.
        """
        if not self.gathers:
            _written(sql, rows)
            return
        rows = [*self.left.get(sql, ()), *rows]
        full = len(rows) - len(rows) % (PARAMETERS // len(rows[0]))
        self.left[sql] = rows[full:]
        if full:
            self.give(sql, len(rows[0]), list(chain.from_iterable(rows[:full])))

    def give(self, sql: str, width: int, values: list[Any]) -> None:
        """Have rows of so many values written, one after the other; in the thread, where there is one."""
        if self.thread is None:
            _written(sql, list(zip(*[iter(values)] * width, strict=True)))
            return
        while len(self.pending) >= WAITING:
            self._end()
        self.pending.append(self.thread.submit(_in_one, connection.connection, sql, width, values))

    def _end(self) -> None:
        with connection.wrap_database_errors:
            self.pending.pop(0).result()

    def wait(self) -> None:
        """Until everything given is written. Raises what the database said."""
        for sql, rows in self.left.items():
            if rows:
                self.give(sql, len(rows[0]), list(chain.from_iterable(rows)))
        self.left = {}
        while self.pending:
            self._end()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Write in a thread until the block ends, however it ends: a transaction that is taken back gets no more rows."""
        if connection.vendor != "sqlite":
            yield
            return
        turn = sys.getswitchinterval()
        self.thread, self.gathers = ThreadPoolExecutor(1, "pen"), True
        sys.setswitchinterval(TURN)
        try:
            yield
            self.wait()
        finally:
            self.thread.shutdown(wait=True, cancel_futures=True)
            sys.setswitchinterval(turn)
            self.thread, self.gathers, self.pending, self.left = None, False, [], {}


def _written(sql: str, rows: Rows) -> None:
    if connection.vendor == "sqlite" and len(rows) >= FEW:
        with connection.wrap_database_errors:
            _in_one(connection.connection, sql, len(rows[0]), list(chain.from_iterable(rows)))
        return
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _in_one(raw: Any, sql: str, width: int, values: list[Any]) -> None:
    """Write rows in few statements on SQLite's own connection: as long as they may be, then half of that, and so on."""
    size, at, rows = PARAMETERS // width, 0, len(values) // width
    while left := rows - at:
        while size > left:
            size //= 2
        raw.execute(_statement(sql, size), values[at * width : (at + size) * width])
        at += size


@lru_cache(maxsize=64)
def _statement(sql: str, rows: int) -> str:
    """The INSERT of one row as one of many."""
    head, marks = sql.split(" VALUES ", 1)
    one, closed, rest = marks.partition(")")
    return f"{head} VALUES {', '.join([(one + closed).replace('%s', '?')] * rows)}{rest}"
