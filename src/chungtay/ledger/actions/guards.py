"""Installs the triggers that keep the book append-only; run after every migration, since a rebuilt table loses them."""

from django.db import connection

from chungtay.ledger.queries.guards import APPEND_ONLY, guarded_columns

REFUSED = "the ledger is append-only"


def load_guards() -> None:
    """Create the triggers that are missing (idempotent)."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$"
            )
        for table in APPEND_ONLY:
            if table in tables:
                for statement in _statements(table):
                    cursor.execute(statement)


def _statements(table: str) -> list[str]:
    columns = ", ".join(f'"{c}"' for c in guarded_columns(table))
    if connection.vendor == "postgresql":
        return [
            f"CREATE OR REPLACE TRIGGER {table}_no_{kind} BEFORE {event} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"
            for kind, event in (("update", f"UPDATE OF {columns}"), ("delete", "DELETE"), ("truncate", "TRUNCATE"))
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_no_{kind} BEFORE {event} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
        for kind, event in (("update", f"UPDATE OF {columns}"), ("delete", "DELETE"))
    ]
