"""Installs the triggers that keep the book append-only; run after every migration, since a rebuilt table loses them."""

from django.db import connection

from chungtay.audit.rules import guards
from chungtay.ledger.queries.guards import APPEND_ONLY, guarded_columns


def load_guards() -> None:
    """See that the triggers stand (idempotent)."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in APPEND_ONLY:
            if table in tables:
                for statement in guards(connection.vendor, table, tuple(guarded_columns(table))):
                    cursor.execute(statement)
