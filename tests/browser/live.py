"""The real site for a real browser: a data folder of its own, people in it, `chungtay serve` on a free port.

Used by the browser tests and by scripts/screenshots.py. pytest-django's live_server flushes the database after each
test, which the append-only books refuse; a whole site per run is thrown away instead.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PASSWORD = "mot-cau-du-dai"
LOGIN, NAME = "0912345678", "Nguyễn Thị Ngọc Hương"  # of one who has no role
MAKE_PERSON = """
import django; django.setup()
from chungtay.accounts.models import User
import sys
User.objects.filter(login=sys.argv[1]).exists() or User.objects.create_user(sys.argv[1], sys.argv[2], name=sys.argv[3])
"""
RUN = "from chungtay.config.cli import main; main()"
STARTED_WITHIN = 60  # seconds


@dataclass(frozen=True, slots=True)
class Site:
    """A running site: its address and its data folder."""

    url: str
    home: Path


def chromium() -> str | None:
    """Path of a Chromium on this machine; CHUNGTAY_CHROMIUM names one that stands elsewhere."""
    named = os.environ.get("CHUNGTAY_CHROMIUM")
    return named or next((path for name in CHROMIUMS if (path := shutil.which(name))), None)


def chromium_arguments() -> list[str]:
    """Flags for a browser that talks to nobody but the site; root may only run it without its sandbox."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox"] if as_root else [])]


def environment(home: Path) -> dict[str, str]:
    """The environment of the site's processes: its own folder, SQLite, nothing inherited that names another."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CHUNGTAY_", "DATABASE_URL"))}
    return kept | {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}


def command(home: Path, *words: str) -> str:
    """Run a `chungtay` command on that folder and return what it printed."""
    call = [sys.executable, "-c", RUN, *words]
    return subprocess.run(call, env=environment(home), check=True, capture_output=True, text=True).stdout


def person(home: Path, login: str, name: str, password: str = PASSWORD) -> None:
    """A person who can sign in on that folder's site, made if not there."""
    call = [sys.executable, "-c", MAKE_PERSON, login, password, name]
    subprocess.run(call, env=environment(home), check=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def module(home: Path, name: str) -> str:
    """Run a module of the tests as a process of its own on that folder and return what it printed."""
    root = Path(__file__).resolve().parents[2]
    called = environment(home) | {"PYTHONPATH": os.fspath(root)}
    call = [sys.executable, "-m", name]
    return subprocess.run(call, env=called, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """The site of a data folder, migrated if need be, until the block ends."""
    port = free_port()
    site = Site(f"http://127.0.0.1:{port}", home)
    call = [sys.executable, "-c", RUN, "serve", "--port", str(port)]
    process = subprocess.Popen(call, env=environment(home), stdout=subprocess.DEVNULL)
    try:
        _wait_for(site, process)
        yield site
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(site: Site, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"chungtay serve ended with {process.returncode}")
        try:
            urllib.request.urlopen(site.url, timeout=5).close()  # noqa: S310 - our own loopback address
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the site did not answer within {STARTED_WITHIN} s")
