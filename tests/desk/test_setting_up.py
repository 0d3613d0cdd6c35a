"""A data folder set up by its first processes: several at once, files for their owner alone, failures that are told."""

import fcntl
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .sites import Site

SECRET = """
import csp.constants, dj_database_url
print("here", flush=True)
from chungtay.config.settings import SECRET_KEY
print(SECRET_KEY)
"""
FAILING = """
from django.test import Client
from chungtay.desk.views import home as views
def broken(*_):
    raise RuntimeError("gãy")
views.home_page = broken
from chungtay.accounts.models import User
client = Client(raise_request_exception=False)
client.force_login(User.objects.create_user("0912345678", "mot-cau-du-dai"))
print(client.get("/?ai=Hoa", HTTP_HOST="localhost").status_code, client.get("/", HTTP_HOST="evil.example").status_code)
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "data")


@pytest.mark.slow
def test_several_first_commands_at_once_set_up_one_database(site: Site) -> None:
    words = ("units", "--of", "22", "--on", "2024-01-01")
    with ThreadPoolExecutor(3) as together:
        done = list(together.map(lambda _: site.run(*words), range(3)))
    assert [(code, "Traceback" in errors) for code, _, errors in done] == [(1, False)] * 3  # no unit is loaded yet
    assert site.run("verify")[0] == 0
    shown = {path.name for path in site.home.iterdir() if path.stat().st_mode & 0o077} - {"chungtay.lock"}
    assert site.home.stat().st_mode & 0o777 == 0o700 and shown == set()


def test_a_second_process_waits_for_the_first_one_s_secret(site: Site) -> None:
    site.home.mkdir(mode=0o700)
    with (site.home / "secret.key").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        call = [sys.executable, "-c", SECRET]
        second = subprocess.Popen(call, env=site.environment, stdout=subprocess.PIPE, text=True)
        assert second.stdout and second.stdout.readline() == "here\n"
        time.sleep(0.5)
        file.write("the secret of the first")
    assert second.communicate()[0] == "the secret of the first\n"


def test_a_secret_that_was_broken_off_is_made_again(site: Site) -> None:
    site.home.mkdir()
    path = site.home / "secret.key"
    path.write_text("")
    told = site.script("from django.conf import settings; print(settings.SECRET_KEY)").strip()
    assert len(told) == 64 and told == path.read_text()


@pytest.mark.slow
def test_a_failure_is_told_on_standard_error_without_what_was_asked(site: Site) -> None:
    site.run("units", "--of", "22", "--on", "2024-01-01")
    code, out, errors = site.traced(FAILING)
    assert (code, out.split()) == (0, ["500", "400"])
    assert "Internal Server Error: /" in errors and "RuntimeError: gãy" in errors
    assert "Hoa" not in errors and "evil.example" not in errors
