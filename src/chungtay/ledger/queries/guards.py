"""The triggers that keep the book append-only: which there are, and whether they stand."""

from collections.abc import Iterable

from django.db import connection

from chungtay.audit.rules import guard_names

APPEND_ONLY = (
    "ledger_entry", "ledger_fact", "ledger_declared", "ledger_attestation", "ledger_obligation", "ledger_closing",
    "ledger_claim", "ledger_tagset",
)  # fmt: skip
# An entry's words may be erased (their salted digest stays in the chain); nothing else may change.
ERASABLE = {"ledger_entry": ("title", "note")}


def guarded_columns(table: str) -> list[str]:
    """Columns of a table that no update may name."""
    with connection.cursor() as cursor:
        columns = [c.name for c in connection.introspection.get_table_description(cursor, table)]
    return [c for c in columns if c not in ERASABLE.get(table, ())]


def missing_guards(tables: Iterable[str] = APPEND_ONLY) -> list[str]:
    """Triggers of append-only tables that should stand and do not."""
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    if connection.vendor == "postgresql":
        sql = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND pg_table_is_visible(tgrelid)"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted({name for table in tables for name in guard_names(connection.vendor, table)} - standing)
