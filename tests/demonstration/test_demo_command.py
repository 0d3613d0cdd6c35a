"""`chungtay demo` as a visitor types it: one object, files, sign-ins that stay, a site on a free port."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext

from chungtay.accounts.actions import record_sign_in
from chungtay.demonstration.formats import committed
from chungtay.demonstration.management.keeping import PASSWORDS
from chungtay.organizations.rules import ROLE_NAMES, Role
from tests.factories.processes import Forked

from .conftest import AT
from .telling import PAGE

COMMAND = (sys.executable, "-c", "from chungtay.config.cli import main; main()")
ENDINGS = {".docx": b"PK", ".pdf": b"%PDF", ".html": b"<!", ".xlsx": b"PK"}


def run(home: Path, *words: str) -> tuple[int, str, str]:
    """Exit code, output and errors of a command in a process of its own on a data folder of its own."""
    return Forked(COMMAND[-1], words, environment(home)).ended()


def environment(home: Path) -> dict[str, str]:
    left = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**left, "CHUNGTAY_HOME": str(home), "PYTHONIOENCODING": "utf-8"}


def entries(home: Path) -> tuple[int, str]:
    told = json.loads(run(home, "verify", "--json")[1])
    assert told["ok"]
    return told["entries"], told["chain"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_demo_prints_the_review_the_files_and_one_sign_in_per_role(demonstration: None, home: Path) -> None:
    out = StringIO()
    with translation.override("en"):  # one language; the paper between is Vietnamese, whatever it is
        call_command("demo", no_serve=True, stdout=out, stderr=StringIO())
        told = out.getvalue()
        assert all(gettext(ROLE_NAMES[role]) in told for role in Role)
    end = told.partition("The report above was written to:")[2]
    assert told.startswith("The cluster's review, in Vietnamese") and "Login " in end and "Hội Chữ thập đỏ tỉnh" in end
    assert "Đơn vị" not in end and "Tên đăng nhập" not in end
    assert [sentence for sentence in PAGE if sentence not in told] == []
    files = [Path(line.strip()) for line in told.splitlines() if line.startswith(f"  {home}")]
    assert {path.suffix for path in files} == set(ENDINGS)
    assert all(path.read_bytes().lower().startswith(ENDINGS[path.suffix].lower()) for path in files)


def test_demo_makes_new_passwords_where_the_old_are_lost(demonstration: None, home: Path) -> None:
    out = StringIO()
    call_command("demo", "--no-serve", "--json", stdout=out, stderr=StringIO())
    account = json.loads(out.getvalue())["accounts"][0]
    assert (
        record_sign_in(at=AT, login=account["login"], password=account["password"], address="127.0.0.1").login
        == account["login"]
    )
    assert stat.S_IMODE((home / PASSWORDS).stat().st_mode) == 0o600


@pytest.mark.slow
@pytest.mark.sqlite  # its processes stand on a SQLite of their own
def test_a_second_demo_loses_nothing_and_serves_on_the_next_free_port(tmp_path: Path) -> None:
    code, said, errors = run(tmp_path, "demo", "--no-serve", "--json")
    assert code == 0, errors
    told: dict[str, Any] = json.loads(said)
    assert told.keys() == {"url", "accounts", "files"}
    assert {a["role"] for a in told["accounts"]} == set(Role) and all(Path(f).stat().st_size for f in told["files"])
    assert all(a.keys() == {"role", "login", "password", "unit"} for a in told["accounts"])
    before = entries(tmp_path)

    code, said, _ = run(tmp_path, "demo", "--no-serve", "--json", "--seed", "7")
    assert code == 1 and "hạt giống" in json.loads(said)["error"]["message"]

    again, url = served(tmp_path)
    assert again["accounts"] == told["accounts"] and again["files"] == told["files"] and again["url"] == url
    assert entries(tmp_path) == before


def served(home: Path) -> tuple[dict[str, Any], str]:
    """Run demo with its port taken, look at the site, stop it as a person does; what it said, and where it answered."""
    port = free_port()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        process = subprocess.Popen(
            [*COMMAND, "demo", "--json", "--port", str(port)],
            env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        try:
            assert process.stdout and process.stderr
            told = json.loads(process.stdout.readline())
            line = next(line for line in process.stderr if "http://" in line)
            url = re.search(r"http://\S+", line).group()  # type: ignore[union-attr]
            assert "Giữ nhịp hiến máu trong mùa hè" in answered(url)  # a visitor reads the news
            assert "Số điện thoại" in answered(f"{url}dang-nhap/")
        finally:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does on Ctrl-C
            process.communicate(timeout=30)
    assert url != f"http://127.0.0.1:{port}/"
    return told, url


def answered(url: str) -> str:
    """The page behind an address, as soon as somebody answers there."""
    for _ in range(100):
        try:
            with urllib.request.urlopen(url, timeout=20) as page:  # noqa: S310
                return str(page.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"nobody answers at {url}")


def test_everybody_of_the_plan_has_a_made_up_name_and_number() -> None:
    people = committed("chapter.json")["people"]
    assert all(person["name"].endswith("Minh Họa") and person["login"].startswith("0100000") for person in people)
    assert len({person["login"] for person in people}) == len(people) == len(Role)
