"""Whole sites for tests of backup and restore: a home and a database of its own each, worked on by processes."""

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.db import connection

from chungtay.desk.formats import Manifest, Reading, Writing
from tests.factories.databases import first_template, on_server, server_url
from tests.factories.processes import Forked

LOGIN, PASSWORD = "0912345678", "mot-cau-du-dai"
RUN = "from chungtay.config.cli import main; main()"
SETUP = "import django; django.setup()\n"  # for a process that is not forked
FIRST_ROWS = "key;unit;date;social.value\na;22.206;01/10/2024;5.000.000\n"
LATER_ROWS = "key;unit;date;social.value\nb;22.193;02/10/2024;1.000.000\n"
FIGURE = ("figures", "--of", "22", "--from", "2024-10-01", "--to", "2024-10-31", "--indicator", "social.value")
EACH = """
import io, json, sys
from django.core.management import call_command
for words in json.loads(sys.argv[1]):
    out, code = io.StringIO(), 0
    try:
        call_command(*words, "--json", stdout=out)
    except SystemExit as end:
        code = end.code
    print(json.dumps([code, json.loads(out.getvalue())]))
"""
COMES_ALONG = """
from django.utils import timezone
from chungtay.design.management.first import load_what_comes_along
load_what_comes_along(timezone.now())
"""
PEOPLE = f"""
from chungtay.accounts.models import User
from django.test import Client
User.objects.create_user("{LOGIN}", "{PASSWORD}", name="Nguyễn Thị Hoa")
assert Client().login(username="{LOGIN}", password="{PASSWORD}")
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A data folder and its database (none named: SQLite in the folder)."""

    home: Path
    database_url: str = ""

    @property
    def database(self) -> Path:
        return self.home / "chungtay.sqlite3"

    def run(self, *words: str) -> tuple[int, str, str]:
        """Exit code, output and errors of a command."""
        return self._process(RUN, *words)

    def told(self, *words: str) -> tuple[int, dict[str, Any]]:
        """Exit code and the one object of `--json`."""
        return self.each(words)[0]

    def each(self, *commands: tuple[str, ...]) -> list[tuple[int, dict[str, Any]]]:
        """The same of several commands, one after the other in one process."""
        out = self.script(EACH, json.dumps(commands))
        return [(code, told) for code, told in map(json.loads, out.splitlines())]

    def script(self, text: str, *words: str) -> str:
        """What a script in this site's Django prints."""
        code, out, errors = self._process(text, *words)
        assert code == 0, errors
        return out

    def traced(self, text: str) -> tuple[int, str, str]:
        """Exit code, output and errors of a script in this site's Django."""
        return self._process(text)

    def broken_off(self, text: str) -> int:
        """How a script ended that does not come to its end."""
        return self._process(text)[0]

    def _process(self, text: str, *words: str) -> tuple[int, str, str]:
        return Forked(text, words, self.environment).ended()

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CHUNGTAY_", "DATABASE_URL"))}
        named = {"CHUNGTAY_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
        return kept | named | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def imports(self, rows: str) -> None:
        """Post the rows of a CSV."""
        code, told = self.told("import", self.file(rows))
        assert code == 0, told

    def file(self, rows: str) -> str:
        """The rows as a file, for `import`."""
        path = self.home / "rows.csv"
        path.write_text(rows, encoding="utf-8")
        return str(path)

    def backup(self, name: str = "b.zip", then: str = "") -> Path:
        """A backup of the site, which afterwards takes the rows `then`."""
        archive = self.home / name
        later = [("import", self.file(then))] if then else []
        assert [code for code, _ in self.each(("backup", str(archive)), *later)] == [0] * (1 + len(later))
        return archive

    def value_and_verdict(self) -> tuple[int, bool]:
        """The province's social value of October 2024, and whether the book agrees with itself."""
        (_, told), (_, verified) = self.each(FIGURE, ("verify",))
        return told["figures"][0]["value"], verified["ok"]


@contextmanager
def sites() -> Iterator[Callable[[bool], Site]]:
    """Makes sites: with the first rows and a person in them, or (`empty`) with nothing; all go away at the end."""
    made: list[Path] = []
    databases: list[str] = []

    def new(template: str = "") -> Site:
        home = Path(tempfile.mkdtemp(prefix="chungtay-site-"))
        made.append(home)
        if connection.vendor == "sqlite":
            return Site(home)
        databases.append(f"chungtay_{uuid4().hex[:12]}")
        on_server(f"CREATE DATABASE {databases[-1]}" + (f" TEMPLATE {template}" if template else ""))
        return Site(home, server_url(databases[-1]))

    def copy(empty: bool = False) -> Site:
        if empty:
            return new()
        site = new(urlsplit(base.database_url).path.strip("/"))
        shutil.copytree(base.home, site.home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.csv"))
        return site

    try:
        base = new(first_template() if connection.vendor == "postgresql" else "")
        assert base.run("load-units", "--province", "22")[0] == 0
        base.script(COMES_ALONG)
        base.imports(FIRST_ROWS)
        base.script(PEOPLE)
        yield copy
    finally:
        for home in made:
            shutil.rmtree(home, ignore_errors=True)
        for name in databases:
            on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def rewritten(
    archive: Path,
    out: Path,
    member: Callable[[str, bytes], bytes] = lambda name, data: data,
    **changes: Any,
) -> Path:
    """A backup made again from another with changes in it, its hashes right: what a clever hand would do."""
    reading, writing = Reading(archive), Writing(out)
    for one in reading.manifest.members:
        writing.add(one.name, [member(one.name, b"".join(reading.pieces(one)))], one.columns)
    told = {name: getattr(reading.manifest, name) for name in Manifest.__dataclass_fields__}
    writing.close(Manifest(**{**told, "members": tuple(writing.members), **changes}))
    writing.abandon()
    return out
