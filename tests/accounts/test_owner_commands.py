"""close-account and reset-password: what the machine's owner can do where no administrator can."""

import json
from datetime import UTC, datetime
from io import StringIO

from django.core.management import call_command
from django.test import Client

from chungtay.accounts.models import SecondFactor, User

from .conftest import LOGIN, Phone, give_password

NEW = {"new": "mot-cau-moi-dai", "again": "mot-cau-moi-dai"}


def told(*words: str) -> dict[str, str]:
    out = StringIO()
    try:
        call_command(*words, "--json", stdout=out)
    except SystemExit as end:
        assert end.code == 1
    answer: dict[str, str] = json.loads(out.getvalue())
    return answer


def test_a_closed_account_signs_in_no_more_until_it_is_opened_again(client: Client, person: User) -> None:
    give_password(client)
    assert told("close-account", "+84 912 345 678") == {"login": LOGIN, "open": False}
    assert client.get("/tai-khoan/").status_code == 302 and give_password(client) == ""
    assert told("close-account", LOGIN, "--reopen") == {"login": LOGIN, "open": True}
    assert give_password(client) == "/"


def test_a_printed_link_sets_a_password_and_ends_a_lost_second_step_where_asked(client: Client, person: User) -> None:
    Phone(person, datetime.now(UTC))
    kept = told("reset-password", LOGIN)["link"]
    assert SecondFactor.objects.exists()
    link = told("reset-password", LOGIN, "--second-factor", "--site", "https://ctd.example.vn/")["link"]
    assert link.startswith("https://ctd.example.vn/dat-mat-khau/?ma=") and not SecondFactor.objects.exists()
    assert client.get(kept.removeprefix("http://localhost:8000")).status_code == 410, "the one before ends"
    path, _, token = link.removeprefix("https://ctd.example.vn").partition("?ma=")
    assert client.post(path, {"ma": token, **NEW})["Location"] == "/"


def test_an_unknown_login_is_told_and_nothing_is_done(person: User) -> None:
    for command in ("close-account", "reset-password"):
        assert "0999999999" in told(command, "0999999999")["error"]["message"]  # type: ignore[index]
    assert User.objects.get().is_active
