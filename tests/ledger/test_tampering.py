"""`verify` finds a change of any table that figures are read from, also by who drops the triggers and puts them back."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection, transaction

from chungtay.audit.rules import guard_names
from chungtay.ledger.actions import ClaimDraft, assign_obligation, attest, close_periods, note_claim, post_tree
from chungtay.ledger.actions.guards import load_guards
from chungtay.ledger.models import ChainHead, Entry
from chungtay.ledger.queries.guards import APPEND_ONLY
from chungtay.ledger.queries.verification import verification
from chungtay.organizations.actions import record_succession
from chungtay.organizations.rules import SuccessionDraft, SuccessionKind
from tests.ground import layer

from .telling import AT, YEAR, declared, recorded


@layer
def given(book):
    edge = SuccessionDraft(book.id("22.206"), book.id("22.205"), date(2025, 7, 1), SuccessionKind.MERGE, "Nghị quyết")
    record_succession(by=None, at=AT, successions=[edge])
    assert post_tree(by=None, at=AT) and post_tree(by=None, at=AT) is None
    recorded(book, "22.206", date(2024, 3, 5), gift_count=450, org_members=7)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=600)
    declared(book, "22.206", date(2024, 3, 1), date(2024, 9, 30), gift_count=900)
    unit, other = book.id("22.206"), book.id("22.205")
    attest(by=None, at=AT, unit_id=unit, first=YEAR[0], last=YEAR[1], indicator="gift.count")
    assign_obligation(by=None, at=AT, unit_ids=[unit, other], first=YEAR[0], last=YEAR[1])
    close_periods(by=None, at=AT, through={unit: date(2024, 3, 31)})
    claim = ClaimDraft("Cả tỉnh", "gift.count", frozenset(), *YEAR, 9000, "bao-cao.docx", "trang 2")
    note_claim(by=None, at=AT, claim=claim)
    recorded(book, "22.205", date(2024, 5, 5), gift_count=3)
    return book


@contextmanager
def without_triggers():
    """As someone with a database shell: the triggers are gone for a while, and stand again; rolled back at the end."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for table in APPEND_ONLY:
                for name in guard_names(connection.vendor, table):
                    cursor.execute(
                        f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else "")
                    )
            yield cursor
        load_guards()
        assert not verification().ok
        transaction.set_rollback(True)


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
        "ledger_standing SET day = day + 1",
        "ledger_standing SET words = 'x'",
        "ledger_monthsum SET estimated = estimated + 1",
        "ledger_stocksum SET value = value + 1",
        "ledger_chainhead SET seq = seq - 1",
        "ledger_countingruleitem SET factor = factor + 1",
        "ledger_countingruleitem SET reason = reason || 'x'",
        "ledger_countingrule SET reason = 'x'",
        "ledger_countingrule SET first_month = first_month + 1",
        "ledger_countingrule SET superseded_seq = added_seq",
        "ledger_standingcell SET remainder = remainder + 100 WHERE value = 600",
        "ledger_standingcell SET beneath = beneath + 300 WHERE value = 600",
        "ledger_standing SET digest = salt FROM ledger_entry WHERE ledger_entry.kind = 'record'",
        "ledger_standing SET digest = salt FROM ledger_entry WHERE ledger_standing.kind = 'declaration'",
        "ledger_indicator SET scale = scale + 1",
        "ledger_indicator SET measure = 'turn' WHERE measure <> 'turn'",
        "ledger_indicator SET kind = 'rate' WHERE code = 'visit.households'",
        "ledger_indicatorversion SET part_of_id = NULL",
        "ledger_indicatorversion SET name_vi = 'Khác'",
        "ledger_indicatorversion SET excluded_kinds = 'school'",
        "ledger_indicatorversion SET superseded_seq = added_seq",
        "ledger_chainhead SET recorded_at = '2020-01-01 00:00:00+00:00'",
        "organizations_unitversion SET name = name || 'x'",
        "organizations_unitversion SET short_name = 'x'",
        "organizations_succession SET basis = 'x'",
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


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_attestation SET first_on = first_on + 1",
        "UPDATE ledger_attestation SET last_on = last_on + 1",
        "UPDATE ledger_attestation SET covers = 'own'",
        "UPDATE ledger_attestation SET indicator_id = NULL",
        "UPDATE ledger_attestation SET unit_id = (SELECT MAX(unit_id) FROM ledger_obligation) + 1",
        "UPDATE ledger_obligation SET last_on = last_on + 1",
        "DELETE FROM ledger_obligation",
        "UPDATE ledger_closing SET closed_through_on = closed_through_on + 1",
        "DELETE FROM ledger_closing",
        "UPDATE ledger_claim SET value = value + 1",
        "UPDATE ledger_claim SET place = 'trang 3'",
        "DELETE FROM ledger_claim",
        "UPDATE ledger_tagset SET key = 'programme:x'",
        "UPDATE ledger_entry SET payload = 'x' WHERE seq = (SELECT MAX(seq) FROM ledger_entry)",
        "UPDATE ledger_fact SET value = value + 1 WHERE id = (SELECT MAX(id) FROM ledger_fact)",
        "DELETE FROM ledger_fact WHERE id = (SELECT MAX(id) FROM ledger_fact)",
        "DELETE FROM ledger_witness",
        "DELETE FROM organizations_succession",
    ],
)
def test_a_change_under_dropped_triggers_is_found(given, change):
    with without_triggers() as cursor:
        cursor.execute(change)
        assert cursor.rowcount > 0
    assert verification().ok


def test_a_last_entry_taken_out_with_all_its_rows_is_missed(given):
    before = ChainHead.objects.get(pk=1)
    last = Entry.objects.order_by("-seq").first()
    previous = Entry.objects.get(seq=last.seq - 1)
    assert before.seq == last.seq and last.kind == "record"
    with without_triggers() as cursor:
        cursor.execute("DELETE FROM ledger_fact WHERE id >= %s", [last.seq << 12])
        cursor.execute("DELETE FROM ledger_entry WHERE seq = %s", [last.seq])
        cursor.execute("DELETE FROM ledger_standing WHERE seq = %s", [last.seq])
        cursor.execute("DELETE FROM ledger_monthsum WHERE value = 3")
        cursor.execute("UPDATE ledger_monthsum SET value = value - 3, entries = entries - 1 WHERE value = 603")
        ChainHead.objects.filter(pk=1).update(seq=previous.seq, hash=previous.hash, recorded_at=previous.recorded_at)
        mismatches = verification().mismatches
        assert f"entry {last.seq}: a posting ended with it, the book does not have it" in mismatches


def test_a_strange_trigger_is_reported(given):
    run = "BEGIN SELECT 1; END" if connection.vendor == "sqlite" else "FOR EACH ROW EXECUTE FUNCTION x()"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("CREATE FUNCTION x() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
        cursor.execute(f"CREATE TRIGGER helpful AFTER INSERT ON ledger_fact {run}")
    assert "trigger helpful: not ours" in verification().mismatches


def test_a_guard_with_its_name_and_no_teeth_is_reported(given):
    run = "BEGIN SELECT 1; END" if connection.vendor == "sqlite" else "FOR EACH ROW EXECUTE FUNCTION x()"
    with connection.cursor() as cursor:
        on = " ON ledger_fact" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER ledger_fact_no_update{on}")
        if connection.vendor == "postgresql":
            cursor.execute("CREATE FUNCTION x() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
        cursor.execute(f"CREATE TRIGGER ledger_fact_no_update BEFORE UPDATE ON ledger_fact {run}")
    assert "trigger ledger_fact_no_update: not ours" in verification().mismatches
