"""`due`, `submit`, `accept`, `close`: one JSON object each, refusals in words, for people who may."""

import json
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from chungtay.submissions.actions import open_round
from chungtay.submissions.models import Submission
from chungtay.submissions.queries.calendar import round_period
from chungtay.submissions.rules.calendar import period_code
from chungtay.submissions.rules.states import Cadence
from tests.factories.organizations import AT as BEGINNING
from tests.ledger.telling import declared, recorded

from .telling import OCTOBER, asked, opened

NOW = datetime(2024, 11, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def told(monkeypatch, capsys):
    """Runs a command on the day of the tests; gives its exit code and its answer."""
    monkeypatch.setattr(timezone, "now", lambda: NOW)

    def run(name, *arguments):
        out, code = StringIO(), 0
        try:
            call_command(name, *arguments, "--json", stdout=out)
        except SystemExit as end:
            code = end.code
        return code, json.loads(out.getvalue())

    return run


def test_a_script_hands_a_report_in_has_it_accepted_and_closes_its_days(book, people, told, tmp_path):
    approver, october = people["approver"], opened(book)[OCTOBER[1]]
    role = {"role": Role.APPROVER, "valid_from": BEGINNING.date().replace(month=1, day=1)}
    assign_role(by=None, at=BEGINNING, user=people["recorder"], unit_id=book.id("22.206"), **role)
    code, answer = told("due", "--of", "22.206", "--on", "2024-11-04")
    asked = {"unit": "22.206", "report": "Báo cáo month", "period": "2024-10", "due_on": "2024-11-05", "state": "due"}
    assert code == 0 and asked in answer["due"] and len(answer["due"]) == 11
    assert {due["state"] for due in answer["due"] if due != asked} == {"late", "due"}
    words = tmp_path / "words.json"
    words.write_text('{"results": "Đủ số liệu"}', encoding="utf-8")
    sent = ("submit", "--unit", "22.206", "--report", "Báo cáo month", "--period", "2024-10", "--words", str(words))
    assert told(*sent, "--by", people["outsider"].login)[0] == 1
    code, answer = told(*sent, "--by", people["recorder"].login)
    assert code == 0 and (answer["state"], answer["revision"], answer["period"]) == ("submitted", 1, "2024-10")
    row = Submission.objects.get(pk=answer["submission"])
    assert row.words == {"results": "Đủ số liệu"} and row.round == october
    code, answer = told(*sent, "--by", people["recorder"].login)
    assert code == 1 and "chờ tiếp nhận" in answer["error"]["message"]
    accepted = ("accept", "--submission", str(row.pk))
    assert told(*accepted, "--by", people["outsider"].login)[0] == 1
    code, answer = told(*accepted, "--return", "Thiếu một xã", "--by", approver.login)
    assert (code, answer["state"]) == (0, "returned")
    told(*sent, "--by", people["recorder"].login)
    code, answer = told(*accepted, "--by", approver.login)
    assert (code, answer["state"]) == (0, "accepted")
    code, answer = told("close", "--unit", "22.206", "--through", "2024-10-31", "--by", approver.login)
    assert code == 0 and answer == {"unit": "22.206", "through": "2024-10-31", "closed": 2}
    assert told("close", "--unit", "22.206", "--through", "2024-11-30", "--by", approver.login)[0] == 1


def test_a_script_says_which_of_two_sudden_reports_of_the_same_days_it_means(book, people, told):
    tet = frozenset({"programme:tet_nhan_ai"})
    recorded(book, "22.206", date(2024, 10, 2), gift_count=1, tags=tet)
    kind = asked(book, Cadence.SUDDEN)
    days = {"first": OCTOBER[0], "last": OCTOBER[1], "due_on": date(2024, 11, 5)}
    rounds = [open_round(by=None, at=NOW, type_id=kind.pk, title="Bão", tags=one, **days) for one in (frozenset(), tet)]
    named = (
        "--report",
        "Báo cáo sudden",
        "--period",
        period_code(round_period(rounds[0])),
        "--by",
        people["approver"].login,
    )
    code, answer = told("submit", "--unit", "22.206", *named)
    numbers = ", ".join(str(one.pk) for one in rounds)
    assert code == 1 and answer["error"]["message"].endswith(f"một trong các số: {numbers}.")


def test_a_script_is_told_what_is_asked_and_explains_it(book, people, told):
    declared(book, "22.206", date(2024, 9, 1), date(2024, 11, 30), meal_portions=90)
    declared(book, "22.206", date(2024, 10, 1), date(2024, 12, 31), meal_portions=80, key="c")
    opened(book)
    assign_role(
        by=None, at=BEGINNING, user=people["visitor"], unit_id=book.id("22.206"), role=Role.RECORDS_CLERK, valid_from=date(2024, 1, 1)
    )  # fmt: skip
    sent = ("submit", "--unit", "22.206", "--report", "Báo cáo month", "--period", "2024-10", "--by")
    assert told(*sent, people["approver"].login)[0] == 1  # the province does not speak for a unit that can
    code, answer = told(*sent, people["visitor"].login)
    key = "crossing~meal.portions:22.206:c"
    assert code == 1 and f"Cần có: {key}." in answer["error"]["message"] and "chéo" in answer["error"]["message"]
    assert told(*sent, people["visitor"].login, "--explain", "no_such=x")[0] == 1
    code, answer = told(*sent, people["visitor"].login, "--explain", f"{key}=Chờ bệnh viện = xác nhận")
    assert code == 0
    assert {one["key"]: one["explanation"] for one in answer["warnings"]}[key] == "Chờ bệnh viện = xác nhận"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("due", "--of", "99"), "99"),
        (("submit", "--unit", "22.206", "--by", "0912000001"), "--round"),
        (("submit", "--unit", "22.206", "--round", "7", "--by", "0912000001"), "số 7"),
        (("accept", "--submission", "7", "--by", "0912000001"), "số 7"),
        (("close", "--unit", "99", "--through", "2024-10-31", "--by", "0912000001"), "99"),
    ],
)
def test_what_names_nothing_is_refused_with_one_object(db, told, arguments, why):
    code, answer = told(*arguments)
    assert code == 1 and why in answer["error"]["message"]
