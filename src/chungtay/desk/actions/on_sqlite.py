"""Backup and restore on SQLite: its own online copy, and a prepared file put in the place of the one that stands.

Plain `sqlite3`, because a copy concerns whole files: what cannot be opened, is held by another process or has yet to
be migrated is no matter for models.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection

from chungtay.desk.formats import DATABASE, Reading, Writing, pieces_of
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries.head import Head

BESIDE: Final = ("-wal", "-shm")
_UNSOUND: Final = gettext_noop("Cơ sở dữ liệu bị hỏng, không sao lưu được: %(why)s")
_SERVED: Final = gettext_noop(
    "Dữ liệu đang được dùng (trang web đang chạy hoặc một lệnh khác đang ghi); hãy dừng lại rồi khôi phục. Chưa thay"
    " đổi gì."
)


def copy_out(archive: Writing, beside: Path) -> Head:
    """Add a copy of the database as it stands in one moment, checked; writers need not wait."""
    connection.ensure_connection()
    with tempfile.TemporaryDirectory(dir=beside, prefix=".chungtay-backup-") as folder:
        path = Path(folder, DATABASE)
        with contextlib.closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
            head, why = sound(copy)
        if head is None:
            raise Refusal(_UNSOUND, why=why)
        archive.add(DATABASE, pieces_of(path))
    return head


def sound(copy: sqlite3.Connection) -> tuple[Head | None, str]:
    """The chain's head of a database that is whole, and which becomes one file; else None and what is wrong."""
    try:
        copy.execute("PRAGMA journal_mode=DELETE")
        (told,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        return (_head(copy), "") if told == "ok" else (None, told)
    except sqlite3.DatabaseError as error:
        return None, str(error)


def _head(database: sqlite3.Connection) -> Head:
    seq, digest = database.execute("SELECT seq, hash FROM ledger_chainhead WHERE id = 1").fetchone()
    return Head(seq, bytes(digest).hex(), None)


class Replacing:
    """The database of a backup prepared beside the one that stands, in whose place it comes when `keep` is called."""

    def __init__(self, archive: Reading, at: datetime) -> None:
        self.archive, self.aside, self.kept = archive, "", False
        self.left: Head | None = None
        self.live = Path(connection.settings_dict["NAME"])
        self._before = self.live.with_name(f"{self.live.name}.before-{at:%Y%m%d-%H%M%S-%f}")

    def keep(self) -> None:
        """What was prepared shall stand."""
        self.kept = True
        self.aside = str(self._before) if self.live.exists() else ""

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Django works on the prepared database inside; what stood is locked meanwhile, and back unless `keep`."""
        connection.close()
        self.live.parent.mkdir(parents=True, exist_ok=True)
        prefix = ".chungtay-restore-"
        with tempfile.TemporaryDirectory(dir=self.live.parent, prefix=prefix) as folder, self._held():
            prepared = Path(folder, self.live.name)
            self._extract(prepared)
            try:
                connection.settings_dict["NAME"] = str(prepared)
                yield
            finally:
                connection.close()
                connection.settings_dict["NAME"] = str(self.live)
            if self.kept:
                self._put_in_place(prepared)

    @contextlib.contextmanager
    def _held(self) -> Iterator[None]:
        """Nobody else reads or writes what stands; raises Refusal when somebody does."""
        if not self.live.exists():
            yield
            return
        with contextlib.closing(sqlite3.connect(self.live, timeout=2, isolation_level=None)) as holder:
            try:
                holder.execute("PRAGMA journal_mode=DELETE")  # fails while anyone else has it open
                holder.execute("BEGIN EXCLUSIVE")
                self.left = _head(holder)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                    raise Refusal(_SERVED) from error
                self.left = None  # it cannot be read: that is often why one restores
            except TypeError:
                self.left = None  # a database without a chain
            yield

    def _extract(self, prepared: Path) -> None:
        (member,) = self.archive.manifest.of_database
        with prepared.open("wb") as file:
            prepared.chmod(0o600)
            file.writelines(self.archive.pieces(member))
        with contextlib.closing(sqlite3.connect(prepared)) as copy:
            head, _ = sound(copy)
        manifest = self.archive.manifest
        if head is None or (head.seq, head.hash) != (manifest.head_seq, manifest.head_hash):
            self.archive.refuse(DATABASE)

    def _put_in_place(self, prepared: Path) -> None:
        with contextlib.closing(sqlite3.connect(prepared)) as copy:
            copy.execute("PRAGMA journal_mode=DELETE")
        for ending in BESIDE:  # left by a database that could not be opened; they would be read as the new one's
            with contextlib.suppress(FileNotFoundError):
                self.live.with_name(self.live.name + ending).rename(self._before.with_name(self._before.name + ending))
        if self.live.exists():
            try:
                os.link(self.live, self._before)  # so that at no moment there is none
            except FileExistsError:
                raise
            except OSError:
                self.live.rename(self._before)  # a disk without hard links
        descriptor = os.open(prepared, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
        prepared.replace(self.live)
