"""The triggers that keep the book append-only: which there are, and whether they stand."""

from collections.abc import Iterable

from django.db import connection

from chungtay.audit.rules import REFUSED, guard_names

APPEND_ONLY = (
    "ledger_entry", "ledger_fact", "ledger_declared", "ledger_attestation", "ledger_obligation", "ledger_closing",
    "ledger_claim", "ledger_tagset", "ledger_witness",
)  # fmt: skip
# An entry's words may be erased (their salted digest stays in the chain); nothing else may change.
ERASABLE = {"ledger_entry": ("title", "note")}


def guarded_columns(table: str) -> list[str]:
    """Columns of a table that no update may name."""
    with connection.cursor() as cursor:
        columns = [c.name for c in connection.introspection.get_table_description(cursor, table)]
    return [c for c in columns if c not in ERASABLE.get(table, ())]


def guard_faults(tables: Iterable[str] = APPEND_ONLY) -> list[str]:
    """What is wrong with the triggers of append-only tables: missing ones, and strange ones, whatever their name."""
    vendor, given = connection.vendor, list(tables)
    wanted = {name for table in given for name in guard_names(vendor, table)}
    sql = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
    if vendor == "postgresql":
        sql = (
            "SELECT t.tgname, c.relname, p.prosrc || COALESCE(' WHEN ' || t.tgqual::text, '') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND pg_table_is_visible(t.tgrelid)"
        )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        standing = {name: said for name, table, said in cursor.fetchall() if table in given}
    ours = {name for name, said in standing.items() if name in wanted and REFUSED in said and " WHEN " not in said}
    missing = [f"trigger missing: {name}" for name in sorted(wanted - standing.keys())]
    return missing + [f"trigger {name}: not ours" for name in sorted(standing.keys() - ours)]
