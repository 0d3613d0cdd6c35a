"""A data folder set up by its first processes: several at once, files for their owner alone, failures that are told."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from .sites import Site

SECRET = "from chungtay.config.settings import SECRET_KEY; print(SECRET_KEY)"
FAILING = """
from django.test import Client
from chungtay.desk import views
def broken(*_):
    raise RuntimeError("gãy")
views.scopes_of = broken
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


def test_several_first_processes_keep_one_secret(site: Site) -> None:
    def kept(_: int) -> str:
        call = [sys.executable, "-c", SECRET]
        return subprocess.run(call, env=site.environment, capture_output=True, text=True, check=True).stdout.strip()

    with ThreadPoolExecutor(4) as together:
        secrets = set(together.map(kept, range(4)))
    path = site.home / "secret.key"
    assert secrets == {path.read_text()} and len(path.read_text()) == 64
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_was_broken_off_is_made_again(site: Site) -> None:
    site.home.mkdir()
    (site.home / "secret.key").write_text("")
    assert len(site.script("from django.conf import settings; print(settings.SECRET_KEY)").strip()) == 64


@pytest.mark.slow
def test_a_failure_is_told_on_standard_error_without_what_was_asked(site: Site) -> None:
    site.run("units", "--of", "22", "--on", "2024-01-01")
    code, out, errors = site.traced(FAILING)
    assert (code, out.split()) == (0, ["500", "400"])
    assert "Internal Server Error: /" in errors and "RuntimeError: gãy" in errors
    assert "Hoa" not in errors and "evil.example" not in errors
