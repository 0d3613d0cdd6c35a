"""backup and restore on whole sites of either database: what comes back, what is refused, what the book says of it."""

import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import psycopg
import pytest

from chungtay.desk.formats import Reading
from chungtay.kernel.sealing import key_id

from .sites import LATER_ROWS, LOGIN, PASSWORD, SETUP, Site, rewritten, sites

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MakeSite = Callable[[bool], Site]
SIGN_IN = f"""
from django.test import Client
print(Client().login(username="{LOGIN}", password="{PASSWORD}"))
"""
SESSIONS = """
from chungtay.accounts.models import Session
print(Session.objects.count())
"""
PAYLOAD = """
from chungtay.ledger.models import Entry
last = Entry.objects.order_by("-seq")[0]
print(last.kind, last.payload)
"""
AUDIT = """
from chungtay.audit.models import AuditLine
print(*[line.action for line in AuditLine.objects.order_by("id")])
"""
RESTORE = """
from datetime import UTC, datetime
from pathlib import Path
from chungtay.desk.actions import restore_site, restoring
{before}
restore_site(by=None, at=datetime(2026, 11, 26, tzinfo=UTC), file=Path({file!r}))
"""
POST_ON_AND_ON = """
from datetime import UTC, date, datetime
from chungtay.ledger.actions import attest
from chungtay.organizations.models import Unit
unit = Unit.objects.get(code="22.206").pk
while True:
    attest(by=None, at=datetime.now(UTC), unit_id=unit, first=date(2024, 1, 1), last=date(2024, 1, 31))
    print(end=".", flush=True)
"""


@pytest.fixture(scope="module")
def make(django_db_setup: None) -> Iterator[MakeSite]:
    with sites() as copy:
        yield copy


@pytest.fixture
def site(make: MakeSite) -> Site:
    """A site with five million đồng in it."""
    return make(False)


def other_connection(site: Site) -> AbstractContextManager[object]:
    """Somebody else who has the database open, as a served site has."""
    if site.database_url:
        return psycopg.connect(site.database_url)
    other = sqlite3.connect(site.database)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("SELECT count(*) FROM ledger_entry").fetchone()
    return closing(other)


def test_what_was_backed_up_comes_back_and_the_book_says_so(site: Site) -> None:
    archive = site.backup(then=LATER_ROWS)
    manifest = Reading(archive).manifest
    assert site.value_and_verdict() == (6_000_000, True)
    left = site.script("from chungtay.ledger.queries.head import head; h = head(); print(h.seq, h.hash)").split()

    code, told = site.told("restore", str(archive))
    assert (code, told["restored"], told["ok"], told["mismatches"]) == (0, True, True, [])
    assert told["left"] == {"seq": int(left[0]), "hash": left[1]}
    assert told["taken"] == {"seq": manifest.head_seq, "hash": manifest.head_hash}
    assert told["seq"] == told["entries"] == manifest.head_seq + 1
    payload, sessions, signed_in, lines = site.script("".join([PAYLOAD, SESSIONS, SIGN_IN, AUDIT])).splitlines()
    assert payload == f"restore left:{':'.join(left)} taken:{manifest.head_seq}:{manifest.head_hash}"
    assert sessions == "0", "sessions of the past must not live again"
    assert signed_in == "True" and lines.split()[-1] == "restore_site"
    assert site.value_and_verdict() == (5_000_000, True)
    site.imports(LATER_ROWS)  # keys go on where they were, triggers stand
    assert site.value_and_verdict() == (6_000_000, True)


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_what_stood_before_is_kept_aside_through_a_second_restore(site: Site) -> None:
    archive = site.backup(then=LATER_ROWS)
    first = site.told("restore", str(archive))[1]  # two commands, two processes: a name tells the second
    code, second = site.told("restore", str(archive))
    assert code == 0 and second["left"] == {"seq": first["seq"], "hash": first["chain"]}
    assert first["aside"] != second["aside"]
    sql = "SELECT count(*) FROM {}ledger_entry"
    if site.database_url:
        with psycopg.connect(site.database_url) as server:
            (before,) = server.execute(sql.format(f'"{first["aside"]}".')).fetchone()  # type: ignore[misc]
    else:
        with closing(sqlite3.connect(first["aside"])) as old:
            (before,) = old.execute(sql.format("")).fetchone()
    assert before == first["left"]["seq"] > first["taken"]["seq"]


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_an_empty_home_takes_a_backup(site: Site, make: MakeSite) -> None:
    archive = site.backup()
    new = make(True)
    code, told = new.told("restore", str(archive))
    assert (code, told["left"], told["aside"], told["keys"]) == (0, None, None, ["fields.key", "secret.key"])
    assert told["missing_keys"] == [key_id(site.home.joinpath("fields.key").read_bytes())]  # a new home has its own
    assert new.value_and_verdict() == (5_000_000, True) and new.script(SIGN_IN).strip() == "True"
    if not new.database_url:
        assert new.database.stat().st_mode & 0o777 == 0o600
        assert sorted(path.name for path in new.home.glob("*")) == ["chungtay.sqlite3", "fields.key", "secret.key"]
        with (new.home / "fields.key").open("ab") as keys:
            keys.write(b"\n" + site.home.joinpath("fields.key").read_bytes())
        assert new.told("restore", str(archive))[1]["missing_keys"] == []


def test_key_files_are_named_and_never_inside(site: Site) -> None:
    (site.home / "fields.key").write_text("mot-khoa-rat-bi-mat")
    code, told = site.told("backup", str(site.home / "b.zip"))
    assert (code, told["keys"]) == (0, ["fields.key", "secret.key"])
    assert told["bytes"] == (site.home / "b.zip").stat().st_size
    secrets = [b"mot-khoa-rat-bi-mat", (site.home / "secret.key").read_bytes()]
    with zipfile.ZipFile(site.home / "b.zip") as archive:
        for name in archive.namelist():
            assert not name.endswith(".key")
            assert not [secret for secret in secrets if secret in archive.read(name)], name


def test_a_backup_says_what_it_wrote_and_leaves_nothing_beside_it(site: Site) -> None:
    folder = site.home / "copies"
    folder.mkdir()
    code, out, _ = site.run("backup", str(folder / "b.zip"))
    assert code == 0 and "Đã sao lưu vào" in out and "secret.key" in out and re.search(r"\d KB", out)
    assert [path.name for path in folder.iterdir()] == ["b.zip"]
    assert (folder / "b.zip").stat().st_mode & 0o777 == 0o600
    data = (folder / "b.zip").read_bytes()
    again, nowhere = site.each(("backup", str(folder / "b.zip")), ("backup", str(folder / "no" / "b.zip")))
    assert again[0] == 1 and "đã có" in again[1]["error"]["message"] and (folder / "b.zip").read_bytes() == data
    assert nowhere[0] == 1 and "Không có thư mục" in nowhere[1]["error"]["message"]
    assert site.script(AUDIT).split()[-1] == "backup_site"


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_a_file_that_cannot_be_taken_is_refused_and_nothing_changed(site: Site) -> None:
    archive = site.backup(then=LATER_ROWS)
    manifest = Reading(archive).manifest
    broken = site.home / "broken.zip"
    broken.write_bytes(archive.read_bytes()[:-100])
    other = "sqlite" if site.database_url else "postgresql"
    newer = (*manifest.migrations, ("ledger", "0999_of_tomorrow"))
    wrong = [
        (broken, "không phải là bản sao lưu"),
        (rewritten(archive, site.home / "other.zip", vendor=other), "lấy từ"),
        (rewritten(archive, site.home / "newer.zip", migrations=newer), "ledger.0999_of_tomorrow"),
        (rewritten(archive, site.home / "head.zip", head_seq=manifest.head_seq + 1), "bị hỏng"),
        (site.home / "none.zip", "Không đọc được"),
    ]
    answers = site.each(*[("restore", str(file)) for file, _ in wrong])
    for (_, word), (code, told) in zip(wrong, answers, strict=True):
        assert code == 1 and word in told["error"]["message"], told
    assert site.value_and_verdict() == (6_000_000, True)
    assert not list(site.home.glob("*.before-*")) and not list(site.home.glob(".chungtay-*"))


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_a_site_that_is_being_used_is_not_replaced(site: Site) -> None:
    archive = site.backup()
    with other_connection(site):
        code, told = site.told("restore", str(archive))
    assert code == 1 and "hãy dừng lại" in told["error"]["message"]
    assert site.told("restore", str(archive))[0] == 0


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
@pytest.mark.parametrize("place", ["note_restore", "checked_book"])
def test_a_restore_that_is_broken_off_leaves_what_stood(site: Site, place: str) -> None:
    archive = site.backup(then=LATER_ROWS)
    dies = f"import os; restoring.{place} = lambda **_: os._exit(9)"
    assert site.broken_off(RESTORE.format(before=dies, file=str(archive))) == 9
    assert site.value_and_verdict() == (6_000_000, True)
    assert site.told("restore", str(archive))[0] == 0


def tampered(name: str, data: bytes) -> bytes:
    """The database's copy with one fact changed, as one does who may."""
    if name == "tables/ledger_fact.copy":
        return data.replace(b"5000000", b"5000001")
    if name != "database.sqlite3":
        return data
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE name LIKE 'ledger_fact_no_%'").fetchall()
        for trigger, _ in triggers:
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE ledger_fact SET value = value + 1")
        for _, sql in triggers:
            database.execute(sql)
        database.commit()
        return bytes(database.serialize())


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_a_book_that_does_not_agree_with_itself_never_replaces_one_that_stands(site: Site, make: MakeSite) -> None:
    archive = rewritten(site.backup(), site.home / "tampered.zip", tampered)
    site.imports(LATER_ROWS)
    code, told = site.told("restore", str(archive))
    assert (code, told["restored"], told["ok"], told["aside"]) == (3, False, False, None)
    assert any("hash differs" in line for line in told["mismatches"])
    assert site.value_and_verdict() == (6_000_000, True)
    new = make(True)  # where nothing stands it is better than nothing, and says so
    code, told = new.told("restore", str(archive))
    assert (code, told["restored"], told["ok"]) == (3, True, False)
    assert new.value_and_verdict() == (5_000_000, False)  # the sums are right, the fact behind them is not


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_a_backup_of_an_older_version_is_brought_up_to_date(site: Site) -> None:
    archive = site.home / "older.zip"
    site.script(f"""
from datetime import UTC, datetime
from pathlib import Path
from django.core.management import call_command
from chungtay.desk.actions import backup_site
call_command("migrate", "transcription", "zero", verbosity=0)
backup_site(by=None, at=datetime(2026, 11, 26, tzinfo=UTC), out=Path({str(archive)!r}))
""")
    assert "transcription" not in {app for app, _ in Reading(archive).manifest.migrations}
    code, told = site.told("restore", str(archive))
    assert code == 0 and told["entries"] == told["seq"]
    count = "from chungtay.transcription.models import Transcript; print(Transcript.objects.count())"
    assert site.script(count).strip() == "0" and site.value_and_verdict() == (5_000_000, True)


@pytest.mark.sqlite  # on PostgreSQL a restore builds every table anew: one of them shows it
def test_a_backup_taken_while_people_post_is_whole(site: Site, make: MakeSite) -> None:
    posting = [sys.executable, "-c", SETUP + POST_ON_AND_ON]
    with subprocess.Popen(posting, env=site.environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        archives = [site.backup(f"{number}.zip") for number in range(2)]
        process.terminate()
    heads = [Reading(archive).manifest.head_seq for archive in archives]
    assert heads[0] < heads[1], "nobody posted between the backups"
    code, told = make(True).told("restore", str(archives[1]))
    assert code == 0 and told["ok"] and told["seq"] == heads[1] + 1


@pytest.mark.sqlite
def test_a_database_that_cannot_be_opened_any_more_is_replaced(site: Site) -> None:
    archive = site.backup()
    site.database.write_bytes(b"no database" * 1000)
    Path(f"{site.database}-wal").write_bytes(b"left over")
    code, told = site.told("restore", str(archive))
    assert (code, told["left"], told["ok"]) == (0, None, True) and site.value_and_verdict() == (5_000_000, True)
    aside = Path(told["aside"])
    assert aside.read_bytes().startswith(b"no database") and Path(f"{aside}-wal").read_bytes() == b"left over"


@pytest.mark.sqlite
def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(site: Site) -> None:
    with closing(sqlite3.connect(site.database)) as database:
        page = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'places_area'").fetchone()[0]
        size = database.execute("PRAGMA page_size").fetchone()[0]
    with site.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    code, out, errors = site.run("backup", str(site.home / "b.zip"))
    assert code == 1 and "Cơ sở dữ liệu bị hỏng" in errors, out + errors
    assert not list(site.home.glob("*.zip"))
    site.database.write_bytes(b"no database" * 1000)
    code, out, errors = site.run("verify")
    assert code == 1 and "Không mở được cơ sở dữ liệu" in errors, out + errors
