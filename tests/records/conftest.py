"""A chapter whose officers have recorded: Quảng Yên (recorder), the province above (approver), Cẩm Phả (outsider)."""

from datetime import UTC, date, datetime

import pytest

from chungtay.accounts.models import User
from chungtay.disasters.actions import load_disasters
from chungtay.ledger.actions import load_core, post_tree, record
from chungtay.ledger.rules import Amount, RecordDraft
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.programmes.actions import load_programmes
from tests.factories.organizations import AT

NOW = datetime(2024, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture
def desk(chapter, cast):
    """The chapter with catalogue, programmes, disasters, the standing cast and an auditor of the province."""
    load_core(by=None, at=AT)
    load_programmes(by=None, at=AT)
    load_disasters(by=None, at=AT)
    post_tree(by=None, at=AT)
    auditor = User.objects.create_user("0912000077", "mật khẩu dài", name="auditor")
    assign_role(by=None, at=AT, user=auditor, role=Role.AUDITOR, valid_from=date(2024, 1, 1), unit_id=chapter.id("22"))
    cast["auditor"] = auditor
    return chapter


def gift(where, key, day, *, unit="22.206", title="Tặng quà hộ nghèo", gifts=10, tags=(), by=None):
    """Record gifts under a unit's key (again: a correction); the entry's number."""
    amounts = (Amount("gift.count", gifts, frozenset(tags)), Amount("gift.value", gifts * 500_000, frozenset(tags)))
    draft = RecordDraft(where.id(unit), key, day, amounts, title=title)
    return record(by=by, at=NOW, records=[draft])[0].seq
