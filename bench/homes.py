"""Data folders to measure on: migrated, with every unit of the country; made once, copied for each use."""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from measure import BENCH, CHUNGTAY, OUT, must, say

SOURCE = BENCH.parent / "src" / "chungtay"
DATABASE = "chungtay.sqlite3"
APPS = ("accounts", "places", "organizations", "programmes", "disasters", "ledger", "aid", "audit", "records")
MADE_OF = [p for app in APPS for pattern in ("migrations/0*.py", "data/*.json") for p in (SOURCE / app).glob(pattern)]


def fingerprint(*files: Path) -> str:
    """Changes whenever the tables that a book stands in, or the files that fill it, do."""
    digest = hashlib.sha256()
    for path in sorted([*MADE_OF, *files]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def made(name: str, mark: str, fill: Callable[[Path], None]) -> Path:
    """The folder of that name, filled anew when its mark is not the current one."""
    home = OUT / name
    stamp = home / "mark"
    if stamp.exists() and stamp.read_text() == mark:
        return home
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    say(f"making {name}")
    fill(home)
    settled(home)
    stamp.write_text(mark)
    return home


def units_home() -> Path:
    """Every unit of the country, nothing posted yet."""

    def fill(home: Path) -> None:
        must([*CHUNGTAY, "load-units", "--all"], home)

    home = made("units", fingerprint(), fill)
    must([*CHUNGTAY, "units", "--of", "22", "--on", "2024-01-01"], home)  # tables that came since: not within a measure
    settled(home)
    return home


def settled(home: Path) -> None:
    """Bring the write-ahead log into the database file, so that one file is everything."""
    base = sqlite3.connect(home / DATABASE)
    base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def copied(source: Path, name: str) -> Path:
    """A copy of a home to write into; throw it away with `gone`."""
    home = OUT / "runs" / f"{name}-{os.getpid()}"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for file in (DATABASE, "secret.key"):
        shutil.copyfile(source / file, home / file)
    return home


def gone(home: Path) -> None:
    """Remove a copy."""
    shutil.rmtree(home, ignore_errors=True)
