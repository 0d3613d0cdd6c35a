"""The same book on SQLite and on PostgreSQL: every figure alike, and how long each takes.

    python bench/on_postgres.py [small|1m]

The server is the one that tests use (scripts/postgres.py): named, found on this machine, or from a wheel.
"""

import contextlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
from books import SIZES, book_of
from homes import gone
from measure import BENCH, CHUNGTAY, OUT, Line, must, say, table

sys.path.insert(0, str(BENCH.parent / "scripts"))
from postgres import Running, postgres

NAME = "chungtay_bench"
READ = [sys.executable, str(BENCH / "reading.py")]


@contextlib.contextmanager
def database(server: str) -> Iterator[str]:
    """A database of its own on the server, dropped again."""
    place, _, _ = server.rpartition("/")
    with psycopg.connect(f"{place}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME}")
        connection.execute(f"CREATE DATABASE {NAME}")
        yield f"{place}/{NAME}"
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def lines(size: str) -> list[Line]:
    """The lines of `reading.py` on PostgreSQL, and whether its answers are those of SQLite."""
    running, home = Running(), OUT / "runs" / "postgres"
    try:
        with postgres(running) as server, database(server) as url:
            say(f"making {size} on PostgreSQL")
            must([*CHUNGTAY, "load-units", "--all"], home, DATABASE_URL=url)
            must([sys.executable, str(BENCH / "books.py"), "fill", str(SIZES[size])], home, DATABASE_URL=url)
            here = must([*READ, size, "--answers"], book_of(size)).output.splitlines()[-1]
            there = must([*READ, size, "--answers"], home, DATABASE_URL=url).output.splitlines()[-1]
            timed = json.loads(must([*READ, size, "--json"], home, DATABASE_URL=url).output.splitlines()[-1])
    finally:
        running.stop_all()
        gone(Path(home))
    alike = json.loads(here) == json.loads(there)
    count = sum(len(figures) for figures in json.loads(here))
    same = Line(f"PostgreSQL answers as SQLite ({count} figures)", "alike" if alike else "DIFFERENT", met=alike)
    return [same, *(Line(**row) for row in timed)]


if __name__ == "__main__":
    print(table(lines(sys.argv[1] if len(sys.argv) > 1 else "small")))
