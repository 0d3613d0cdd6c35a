"""What processes do that write to one home: prepare | post NAME COUNT | die."""

import json
import os
import signal
import sqlite3
import sys
from datetime import UTC, date, datetime
from pathlib import Path

AT = datetime(2024, 11, 12, 3, 0, tzinfo=UTC)
TABLES = ("ledger_entry", "ledger_fact", "ledger_standing", "ledger_monthsum", "aid_delivery", "audit_auditline")


def prepare() -> object:
    """A chapter with its catalogue."""
    from chungtay.ledger.actions import load_core, post_tree
    from tests.factories.organizations import chapter

    where = chapter()
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    return where


def post(name: str, count: int) -> None:
    """So many deliveries, one transaction each."""
    from chungtay.aid.actions import record_delivery
    from chungtay.aid.rules import DeliveryDraft, Line, Work
    from chungtay.organizations.models import Unit

    unit = Unit.objects.get(code="22.206").pk
    for number in range(count):
        draft = DeliveryDraft(
            unit, f"{name}-{number}", date(2024, 3, 1 + number % 28), "Tặng quà", Work.GIFT,
            lines=(Line("cash", amount=500_000),), turns=2, count=1,
        )  # fmt: skip
        record_delivery(by=None, at=AT, on=date(2024, 11, 12), delivery=draft)


def die() -> None:
    """One delivery after another, each killed at a later statement, until one is posted to the end; prints the sizes."""
    import chungtay.aid.actions  # noqa: F401 - once here, not again in every child

    sizes = [counts()]
    for statement in range(1, 200):
        child = os.fork()
        if child == 0:
            post_and_die(statement)
        _, status = os.waitpid(child, 0)
        sizes.append(counts())
        if os.waitstatus_to_exitcode(status) == 0:
            print(json.dumps(sizes))
            return
        assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, status
    raise AssertionError("no delivery was posted to the end")


def post_and_die(statement: int) -> None:
    """Post one delivery and be killed before its statement of that number."""
    from django.db import connection

    seen = 0

    def kill(execute, sql, params, many, context):
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(kill):
        post("die", 1)
    connection.close()
    os._exit(0)


def counts() -> list[int]:
    """Rows of the tables that a delivery writes; the connection is closed before anybody forks."""
    base = sqlite3.connect(Path(os.environ["CHUNGTAY_HOME"]) / "chungtay.sqlite3")
    found = [base.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in TABLES]
    base.close()
    return found


def main() -> None:
    """What the words behind a script ask for."""
    work, *rest = sys.argv[1:]
    {"prepare": prepare, "die": die, "post": lambda: post(rest[0], int(rest[1]))}[work]()
