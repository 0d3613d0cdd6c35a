"""An empty database that was migrated where the package was made: a new data folder begins as a copy of it.

Migrating anew takes half a minute, copying none. The copy is named for the migrations that made it; where one has been
added or changed since, there is none of that name, and migrating does it.
"""

import hashlib
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

FOLDER = Path(__file__).parent / "first"


def first_database() -> Path:
    """Where the empty database of today's migrations is, or would be."""
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    modules = {type(migration).__module__ for migration in migrations.values()}
    digest = hashlib.sha256()
    for name in sorted(modules):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(Path(str(sys.modules[name].__file__)).read_bytes()).digest())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def begin(connection: BaseDatabaseWrapper) -> None:
    """Make an empty database a copy of the one that stands (SQLite), else take Wagtail's migrations before ours.

    They are many, and quick as long as few tables are known: 20 seconds for all, not 34.
    """
    if connection.introspection.table_names():
        return
    path = first_database()
    if connection.vendor == "sqlite" and path.exists():
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
    else:
        executor = MigrationExecutor(connection)
        executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0].startswith("wagtail")])


def keep_first(connection: BaseDatabaseWrapper) -> Path:
    """Keep what was migrated a moment ago and holds no data, in the place of older ones."""
    path, made = first_database(), FOLDER / "making"
    made.unlink(missing_ok=True)
    with closing(sqlite3.connect(made)) as target:
        connection.connection.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")
    for older in FOLDER.glob("*.sqlite3"):
        older.unlink()
    return made.rename(path)
