"""What one page asks of the database: no statement twice, and all that is foreseen in one."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.db import connection

from chungtay.ledger.queries.catalogue import Book, KeptBooks
from chungtay.ledger.queries.rates import RatedUnits

Rows = list[tuple[Any, ...]]
Statement = tuple[str, int]  # SQL without parameters, and how many columns of numbers it gives
PADDING: Final = "CAST(NULL AS BIGINT)"
MOST: Final = 450  # parts of one statement; SQLite takes 500


class Reads:
    """The statements of one page or question, with their answers."""

    def __init__(self) -> None:
        self._known: dict[str, Rows] = {}
        self._noted: dict[str, int] | None = None
        self.rated, self.books = RatedUnits(), KeptBooks()

    def known_books(self) -> Book:
        """Catalogue and rules of now; no question of their own where a page has asked `books.statement` with others."""
        statement = self.books.statement
        return self.books.of(self.rows(*statement) if statement else ())

    @property
    def noting(self) -> bool:
        """Are statements only noted: is nothing answered yet?"""
        return self._noted is not None

    def rows(self, sql: str, columns: int) -> Rows:
        """The rows of a statement; nothing while statements are only noted."""
        known = self._known.get(sql)
        if known is not None:
            return known
        if self._noted is not None:
            self._noted[sql] = columns
            return []
        with connection.cursor() as cursor:
            cursor.execute(sql)
            found = self._known[sql] = list(cursor.fetchall())
        return found

    def ahead(self, work: Callable[[], object]) -> None:
        """Ask in one statement what the work will ask: it is run once on nothing, which tells. What depends on answers
        is asked when they are there."""
        noted: dict[str, int] = {}
        self._noted = noted
        try:
            work()
        finally:
            self._noted = None
        self.together(noted.items())

    def together(self, statements: Iterable[Statement]) -> None:
        """Ask these in one statement (of very many: in a few), where they are not known yet."""
        asked = [(sql, columns) for sql, columns in dict(statements).items() if sql not in self._known]
        for start in range(0, len(asked), MOST) if len(asked) > 1 else ():
            self._fetch(asked[start : start + MOST])

    def _fetch(self, asked: list[Statement]) -> None:
        width = max(columns for _, columns in asked)
        parts = [
            f"SELECT {number}, q.*{f', {PADDING}' * (width - columns)} FROM ({sql}) q"
            for number, (sql, columns) in enumerate(asked)
        ]
        found: list[Rows] = [[] for _ in asked]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            rows = cursor.fetchall()
        if connection.vendor != "sqlite":  # PostgreSQL gives sums and counts as decimals
            rows = [tuple(None if n is None else int(n) for n in row) for row in rows]
        ends = [1 + columns for _, columns in asked]
        for row in rows:
            found[row[0]].append(row[1 : ends[row[0]]])
        self._known.update({sql: rows for (sql, _), rows in zip(asked, found, strict=True)})
