"""Backup and restore on PostgreSQL: every table by COPY inside one transaction, through the driver that serves the site.

No pg_dump: it would have to stand on the machine, be no older than the server and know how to sign in; and what it
restores it restores in the open. Here a restore is one transaction: until it commits, nothing has happened.
"""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from chungtay.design.management.first import build
from chungtay.desk.formats import Reading, Writing
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries.head import Head

HEAD: Final = "SELECT seq, hash FROM ledger_chainhead WHERE id = 1"
OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)
COLUMNS: Final = (
    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
    " AND attgenerated = '' ORDER BY attnum"
)
_SERVED: Final = gettext_noop(
    "Cơ sở dữ liệu đang có %(count)s kết nối khác (trang web đang chạy?); hãy dừng lại rồi khôi phục. Chưa thay đổi gì."
)


def copy_out(archive: Writing, beside: object) -> Head:
    """Add every table as it stands in one moment; writers need not wait."""
    del beside  # nothing stands on the disk in between
    with transaction.atomic():
        server = _server()
        server.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        head = _head(server)
        for table in _tables():
            columns = tuple(name for (name,) in server.execute(COLUMNS, [_quoted(table)]).fetchall())
            archive.add(f"tables/{table}.copy", _rows(server, table, columns), columns)
    return head


def _rows(server: Any, table: str, columns: Sequence[str]) -> Iterator[bytes]:
    with server.cursor() as cursor, cursor.copy(f"COPY {_quoted(table)} ({_list(columns)}) TO STDOUT") as rows:
        for piece in rows:
            yield bytes(piece)


class Replacing:
    """The tables of a backup taken in while those that stand are put into a schema aside, all in one transaction."""

    def __init__(self, archive: Reading, at: datetime) -> None:
        self.archive, self.aside, self.kept = archive, "", False
        self.left: Head | None = None
        self._moved: list[str] = []
        self._before = f"before_{at:%Y%m%d_%H%M%S_%f}"

    def keep(self) -> None:
        """What was taken in shall stand."""
        self.kept = True
        self.aside = self._before if self._moved else ""

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Django works on the restored tables inside; what stood is back afterwards unless `keep`."""
        with transaction.atomic():
            server = _server()
            (others,) = server.execute(OTHERS).fetchone()
            if others:
                raise Refusal(_SERVED, count=others)
            self._put_aside(server)
            self._build(server)
            self._take_in(server)
            yield
            if not self.kept:
                transaction.set_rollback(True)

    def _put_aside(self, server: Any) -> None:
        self._moved = _tables()
        if not self._moved:
            return
        if "ledger_chainhead" in self._moved and (row := server.execute(HEAD).fetchone()):
            self.left = Head(row[0], bytes(row[1]).hex(), None)
        server.execute(f"CREATE SCHEMA {_quoted(self._before)}")
        for table in self._moved:
            server.execute(f"ALTER TABLE {_quoted(table)} SET SCHEMA {_quoted(self._before)}")

    def _build(self, server: Any) -> None:
        """Empty tables as they were when the backup was made."""
        server.execute("SET CONSTRAINTS ALL IMMEDIATE")  # rows that migrations add are checked before the next one
        loader = MigrationExecutor(connection).loader
        replaced = {old for squashed in loader.replacements.values() for old in squashed.replaces}
        applied = set(self.archive.manifest.migrations) - replaced
        nodes = loader.graph.node_map
        last = [n for n in sorted(applied) if not any(c.key in applied and c.key[0] == n[0] for c in nodes[n].children)]
        build(connection, last)
        server.execute("SET CONSTRAINTS ALL DEFERRED")

    def _take_in(self, server: Any) -> None:
        members = {m.name.removeprefix("tables/").removesuffix(".copy"): m for m in self.archive.manifest.of_database}
        if set(members) != set(_tables(members)):
            self.archive.refuse("tables")
        for table in members:
            server.execute(f"ALTER TABLE {_quoted(table)} DISABLE TRIGGER USER")
        for table in members:
            server.execute(f"DELETE FROM {_quoted(table)}")
        for table, member in members.items():
            with server.cursor() as cursor, cursor.copy(
                f"COPY {_quoted(table)} ({_list(member.columns)}) FROM STDIN"
            ) as rows:  # fmt: skip
                for piece in self.archive.pieces(member):
                    rows.write(piece)
            _count_on(server, table, member.columns)
        server.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in members:
            server.execute(f"ALTER TABLE {_quoted(table)} ENABLE TRIGGER USER")
            server.execute(f"ANALYZE {_quoted(table)}")
        head, manifest = _head(server), self.archive.manifest
        if (head.seq, head.hash) != (manifest.head_seq, manifest.head_hash):
            self.archive.refuse("ledger_chainhead")


def _count_on(server: Any, table: str, columns: Sequence[str]) -> None:
    """The next number of a table's key follows its last one."""
    if "id" not in columns:
        return
    (numbers,) = server.execute("SELECT pg_get_serial_sequence(%s, 'id')", [_quoted(table)]).fetchone()
    if numbers:
        last = f"SELECT max(id) FROM {_quoted(table)}"
        server.execute(f"SELECT setval(%s, coalesce(({last}), 1), ({last}) IS NOT NULL)", [numbers])


def _server() -> Any:
    """The driver's own connection: COPY and schemas are no matter for models."""
    connection.ensure_connection()
    return connection.connection


def _head(server: Any) -> Head:
    seq, digest = server.execute(HEAD).fetchone()
    return Head(seq, bytes(digest).hex(), None)


def _tables(named: Sequence[str] | dict[str, Any] = ()) -> list[str]:
    """The tables of the house that stand (and those named), in order."""
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {"django_migrations"}
    return sorted((ours | set(named)) & set(connection.introspection.table_names()))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _list(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))
