"""The ledger's commands answer in the shapes that scripts rely on."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from chungtay.ledger.actions.guards import load_guards
from chungtay.ledger.models import Fact

from .telling import declared, recorded

SPAN = ["--of", "22/cum-2", "--from", "01/01/2024", "--to", "2024-10-31"]


def asked(command, *args):
    out = StringIO()
    call_command(command, *args, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_figures_says_value_scope_and_head(book):
    recorded(book, "22.206", date(2024, 3, 5), gift_count=450)
    found = asked("figures", *SPAN, "--indicator", "gift.count")
    figure = found["figures"][0]
    assert (figure["value"], figure["state"], figure["reported"], figure["expected"]) == (450, "value", 1, 6)
    assert "22.193" in figure["missing"] and found["known_at"]["seq"] > 0 and "label" not in figure


def test_trace_sums_to_the_figure(book):
    recorded(book, "22.206", date(2024, 3, 5), social_value=100, health_value=5)
    declared(book, "22.195", date(2024, 1, 1), date(2024, 6, 30), social_value=30)
    found = asked("trace", *SPAN, "--indicator", "total.value")
    assert found["total"] == sum(e["value"] for e in found["entries"]) == 135


def test_an_unknown_code_is_refused_with_one_object(book):
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("figures", "--of", "99", "--from", "2024-01-01", "--to", "2024-01-31", "--json", stdout=out)
    assert end.value.code == 1 and "99" in json.loads(out.getvalue())["error"]["message"]


def test_verify_agrees_and_then_finds_every_kind_of_tampering(book):
    recorded(book, "22.206", date(2024, 3, 5), gift_count=450, org_members=7)
    declared(book, "22.206", date(2024, 1, 1), date(2024, 6, 30), gift_count=600)
    assert asked("verify")["ok"]
    last = Fact.objects.order_by("-pk").first().pk
    for sql in (
        f"UPDATE ledger_fact SET value = value + 1 WHERE id = {last}",
        "DELETE FROM ledger_entry WHERE seq = (SELECT MAX(seq) FROM ledger_entry)",
        "UPDATE ledger_monthsum SET value = value + 1",
        "UPDATE ledger_stocksum SET entries = entries + 1",
        "UPDATE ledger_standing SET seq = 1",
        "UPDATE ledger_standingcell SET value = value + 1",
        "UPDATE organizations_unitversion SET parent_id = NULL",
    ):
        with transaction.atomic():
            _unguarded(sql)
            with pytest.raises(SystemExit) as end:
                asked("verify")
            assert end.value.code == 3, sql
            transaction.set_rollback(True)
    assert asked("verify")["ok"]


def _unguarded(sql):
    """Tamper as one does who may drop triggers."""
    with connection.cursor() as cursor:
        for table in ("ledger_fact", "ledger_entry"):
            for kind in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER {table}_no_{kind}{on}")
        cursor.execute(sql)
    load_guards()
