"""`verify` finds a change of any table that figures are read from."""

from datetime import date

import pytest
from django.db import connection, transaction

from chungtay.ledger.queries.verification import verification

from .telling import declared, recorded


@pytest.fixture
def given(book):
    recorded(book, "22.206", date(2024, 3, 5), gift_count=450, org_members=7)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=600)
    declared(book, "22.206", date(2024, 3, 1), date(2024, 9, 30), gift_count=900)
    return book


def test_a_whole_book_agrees(given):
    assert verification().ok, verification().mismatches


@pytest.mark.parametrize(
    "change",
    [
        "ledger_standingcell SET remainder = remainder + 1 WHERE state = 'live'",
        "ledger_standingcell SET beneath = beneath + 1 WHERE state = 'live'",
        "ledger_standingcell SET remainder_seq = NULL WHERE state = 'live'",
        "ledger_standingcell SET remainder_seq = 1 WHERE state = 'live'",
        "ledger_standingcell SET state = 'crossing' WHERE state = 'live'",
        "ledger_standingcell SET state = 'live' WHERE state = 'crossing'",
        "ledger_standingcell SET estimate = NOT estimate",
        "ledger_standing SET key = key || 'x'",
        "ledger_monthsum SET estimated = estimated + 1",
        "ledger_stocksum SET value = value + 1",
        "ledger_chainhead SET seq = seq - 1",
        "ledger_countingruleitem SET factor = factor + 1",
    ],
)
def test_a_change_is_found(given, change):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {change}")
            assert cursor.rowcount > 0
        assert not verification().ok
        transaction.set_rollback(True)
    assert verification().ok


@pytest.mark.parametrize("table", ["ledger_standingcell", "ledger_standing", "ledger_monthsum", "ledger_stocksum"])
def test_a_missing_row_is_found(given, table):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
        assert not verification().ok
        transaction.set_rollback(True)
