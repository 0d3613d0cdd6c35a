"""Append-only tables: the triggers that refuse change, as text for each database.

Any app whose rows must stand calls `guards` in a migration. SQLite drops a table's triggers when Django rebuilds the
table: run the guards again in the same migration. `guard_names` says which triggers must stand, for `verify`.
"""

import hashlib
from datetime import UTC, datetime

EMPTY = b"\0" * 32  # the hash of an audit book without lines
COLUMNS = ("id", "by_id", "by_name", "action", "object_type", "object_id", "text")  # what a line's hash holds, and `at`
REFUSED = "append only"  # the words that both databases put into their error
_FUNCTION = "chungtay_append_only"


def chained(previous: bytes, at: datetime, *columns: object) -> bytes:
    """The audit book's hash with one more line: its moment and its columns in order."""
    text = "\x1f".join(map(str, (at.astimezone(UTC).isoformat(), *columns)))
    return hashlib.sha256(previous + text.encode()).digest()


def guard_names(vendor: str, table: str) -> tuple[str, ...]:
    """Names of the triggers that must stand on `table`; `vendor` is `sqlite` or `postgresql`."""
    verbs = ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    return tuple(f"{table}_no_{verb}" for verb in verbs)


def guards(vendor: str, table: str, frozen: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Statements that make `table` append only on this database; running them twice does no harm.

    `frozen` names the columns that may never change where others may (a text that can be erased); none: all are frozen.
    SQLite has no TRUNCATE; a DELETE of the whole table fires the row trigger there.
    """
    columns = f" OF {', '.join(frozen)}" if frozen else ""
    events = {"update": f"UPDATE{columns}", "delete": "DELETE", "truncate": "TRUNCATE"}
    statements = [] if vendor == "sqlite" else [_function()]
    for name in guard_names(vendor, table):
        event = events[name.rpartition("_")[2]]
        statements.append(f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f' ON "{table}"'))
        statements.append(_trigger(vendor, name, event, table))
    return tuple(statements)


def _function() -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '%: {REFUSED}', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )


def _trigger(vendor: str, name: str, event: str, table: str) -> str:
    if vendor == "sqlite":
        refuse = f"SELECT RAISE(ABORT, '{table}: {REFUSED}');"
        return f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" BEGIN {refuse} END'
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    return f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {_FUNCTION}()'
