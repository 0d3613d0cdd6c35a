"""`verify` finds a change of what `aid` keeps beside the book, and of the audit book."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from chungtay.aid.actions import correct_delivery, record_delivery, withdraw_delivery
from chungtay.aid.rules import DeliveryDraft, GroupHelped, Line, ValueKind, Work
from chungtay.audit.rules import guard_names, guards
from chungtay.ledger.actions import load_core, post_tree
from chungtay.reports.queries import checked_book
from tests.factories.organizations import chapter

NOW, TODAY = datetime(2026, 11, 24, 5, tzinfo=UTC), date(2026, 11, 24)


@pytest.fixture
def given(db: None) -> Iterator[None]:
    """A delivery that was corrected once, one that was withdrawn, and an audit line for each step."""
    where = chapter()
    load_core(by=None, at=NOW)
    post_tree(by=None, at=NOW)
    unit, partner = where.id("22.206"), where.id("22.205")
    lines = (Line(ValueKind.GOODS, "Gạo", 2500, 2, "kg", 15_000, "hóa đơn"),)
    draft = DeliveryDraft(
        unit, "a", date(2024, 5, 5), "Trao quà", Work.GIFT, lines, turns=20, count=20, groups=(GroupHelped.POOR,),
        giver="Ẩn danh", partners=(partner,),
    )  # fmt: skip
    record_delivery(by=None, at=NOW, on=TODAY, delivery=draft)
    correct_delivery(by=None, at=NOW, on=TODAY, delivery=_other(draft, giver="Công ty A"))
    record_delivery(by=None, at=NOW, on=TODAY, delivery=_other(draft, key="b"))
    withdraw_delivery(by=None, at=NOW, unit_id=unit, key="b", reason="Ghi nhầm")
    assert checked_book().ok, checked_book().mismatches


def _other(draft: DeliveryDraft, **changes: object) -> DeliveryDraft:
    return DeliveryDraft(**({name: getattr(draft, name) for name in DeliveryDraft.__dataclass_fields__} | changes))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE aid_delivery SET state = 'withdrawn' WHERE state = 'standing'",
        "UPDATE aid_delivery SET state = 'standing' WHERE state = 'withdrawn'",
        "UPDATE aid_delivery SET giver = 'Công ty B' WHERE state = 'standing'",
        "UPDATE aid_delivery SET turns = turns + 1",
        "UPDATE aid_delivery SET work = 'visit'",
        "UPDATE aid_delivery SET groups = 'child' WHERE state = 'standing'",
        "UPDATE aid_deliveryline SET quantity = quantity + 1",
        "UPDATE aid_deliveryline SET value = value + 1",
        "UPDATE aid_deliveryline SET price_source = 'khác'",
        "DELETE FROM aid_deliveryline",
        "DELETE FROM aid_delivery_partners",
        "UPDATE audit_auditline SET text = 'khác' WHERE id = (SELECT MIN(id) FROM audit_auditline)",
        "UPDATE audit_auditline SET by_name = 'Người khác'",
        "DELETE FROM audit_auditline WHERE id = (SELECT MAX(id) FROM audit_auditline)",
        "DELETE FROM audit_auditline",
    ],
)
def test_a_change_is_found(given: None, change: str) -> None:
    table, postgres = "audit_auditline", connection.vendor == "postgresql"
    with transaction.atomic():
        with connection.cursor() as cursor:
            for name in guard_names(connection.vendor, table):
                cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if postgres else ""))
            cursor.execute(change)
            assert cursor.rowcount > 0
            for statement in guards(connection.vendor, table):
                cursor.execute(statement)
        assert not checked_book().ok
        transaction.set_rollback(True)
    assert checked_book().ok
