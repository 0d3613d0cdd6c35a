"""What was written stands: triggers of both databases refuse to change or delete it, also behind Django's back."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from chungtay.audit.models import AuditLine
from chungtay.ledger.queries.guards import guard_faults, guarded_columns

# A table leaves this list by a decision record only.
BOOKS = (
    "ledger_entry", "ledger_fact", "ledger_declared", "ledger_attestation", "ledger_obligation", "ledger_closing",
    "ledger_claim", "ledger_tagset", "audit_auditline",
    "reports_publication", "reports_publicationfile", "reports_reviewwords", "records_approval",
    "correspondence_directive", "correspondence_directivewithdrawal", "correspondence_directivereceiver",
    "correspondence_directivereceipt", "correspondence_directivefile",
    "submissions_submissionstep", "callout_callstep",
)  # fmt: skip
ERASABLE = {"ledger_entry": {"title", "note"}}
REFUSED = "append.only"
pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Leaves the block and takes back what was done in it."""


def model_of(table: str) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def sample(field: models.Field) -> object:
    """A value that the column accepts; foreign keys dangle, for they are checked at commit only."""
    if field.null:
        return None
    if type(field).__name__ == "DayField":
        return date(2024, 11, 11).toordinal()
    kinds: tuple[tuple[type[models.Field], object], ...] = (
        (models.DateTimeField, datetime(2024, 11, 11, tzinfo=UTC)),
        (models.DateField, date(2024, 11, 11)),
        (models.JSONField, "[]"),
        (models.BooleanField, False),
        (models.BinaryField, b"x"),
        (models.CharField, "x"),
        (models.TextField, "x"),
    )
    value = next((value for kind, value in kinds if isinstance(field, kind)), 1)
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def insert_sample(table: str) -> None:
    fields = [field for field in model_of(table)._meta.concrete_fields if field.column]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    run(
        f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(["%s"] * len(fields))})',
        [999 if field.primary_key else sample(field) for field in fields],
    )


def run(sql: str, values: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql: str) -> bool:
    try:
        with transaction.atomic():
            run(sql)
    except DatabaseError as error:
        return "append" in str(error)
    return False


@pytest.mark.parametrize("table", BOOKS)
def test_no_column_of_a_book_can_be_changed_and_no_row_deleted(table: str) -> None:
    columns = [field.column for field in model_of(table)._meta.concrete_fields if field.column]
    soft = []
    with pytest.raises(Undone), transaction.atomic():
        insert_sample(table)
        soft += [column for column in columns if not refused(f'UPDATE "{table}" SET "{column}" = "{column}"')]
        soft += [] if refused(f'DELETE FROM "{table}"') else ["(delete)"]
        raise Undone
    assert set(soft) == ERASABLE.get(table, set()), f"{table}: triggers let these be changed: {soft}"


@pytest.mark.postgres
@pytest.mark.parametrize("table", BOOKS)
def test_no_book_can_be_truncated(table: str) -> None:
    assert refused(f'TRUNCATE "{table}" CASCADE'), f"{table} can be emptied by TRUNCATE"


def test_every_guard_of_the_ledger_stands_and_one_that_is_gone_is_missed() -> None:
    assert guard_faults() == []
    gone = "ledger_fact_no_update"
    run(f"DROP TRIGGER {gone}" + (" ON ledger_fact" if connection.vendor == "postgresql" else ""))
    assert guard_faults() == [f"trigger missing: {gone}"]


def test_the_ledger_guards_every_column_but_the_words_of_an_entry() -> None:
    for table, free in ERASABLE.items():
        assert set(guarded_columns(table)) == {f.column for f in model_of(table)._meta.concrete_fields} - free


def test_the_audit_book_is_among_the_books() -> None:
    assert AuditLine._meta.db_table in BOOKS
