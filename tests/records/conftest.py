"""A chapter whose officers have recorded: Quảng Yên (recorder), the province above (approver), Cẩm Phả (outsider)."""

from datetime import UTC, date, datetime

import pytest

from chungtay.accounts.models import User
from chungtay.ledger.actions import record
from chungtay.ledger.rules import Amount, RecordDraft
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT

NOW = datetime(2024, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def desk(house, cast):
    """The chapter with catalogue, programmes, disasters, the standing cast and an auditor of the province."""
    auditor = User.objects.create_user("0912000077", "mật khẩu dài", name="auditor")
    assign_role(by=None, at=AT, user=auditor, role=Role.AUDITOR, valid_from=date(2024, 1, 1), unit_id=house.id("22"))
    cast["auditor"] = auditor
    return house


def gift(where, key, day, *, unit="22.206", title="Tặng quà hộ nghèo", gifts=10, tags=(), by=None):
    """Record gifts under a unit's key (again: a correction); the entry's number."""
    amounts = (Amount("gift.count", gifts, frozenset(tags)), Amount("gift.value", gifts * 500_000, frozenset(tags)))
    draft = RecordDraft(where.id(unit), key, day, amounts, title=title)
    return record(by=by, at=NOW, records=[draft])[0].seq
