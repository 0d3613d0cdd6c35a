"""An empty database that was migrated where the package was made: a new data folder begins as a copy of it.

Migrating anew takes ten seconds and more, copying none. The copy is named for the migrations that made it; where one has been
added or changed since, there is none of that name, and migrating does it.
"""

import hashlib
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.models import BaseConstraint, Index
from django.utils.module_loading import import_string

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
    """Make an empty database a copy of the one that stands (SQLite), else its tables by all migrations."""
    if connection.introspection.table_names():
        return
    path = first_database()
    if connection.vendor == "sqlite" and path.exists():
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
    else:
        build(connection, MigrationExecutor(connection).loader.graph.leaf_nodes())


def build(connection: BaseDatabaseWrapper, last: Sequence[tuple[str, str]]) -> None:
    """Take migrations on an empty database, up to these: Wagtail's, which are many, while few tables are known."""
    state: ProjectState | None = None
    for targets in ([node for node in last if node[0].startswith("wagtail")], last):
        executor = MigrationExecutor(connection)
        state = executor.migrate(targets, state=state or Growing(real_apps=executor.loader.unmigrated_apps))


def load_what_comes_along(at: datetime) -> None:
    """What the package brings as data; what stands already is left alone."""
    for step in settings.CHUNGTAY_FIRST_STEPS:
        import_string(step)(by=None, at=at)


class Growing(ProjectState):
    """What migrations know of a database that began empty, and whose migrations are only taken forwards.

    For a new table or index Django makes anew the class of every model that is related over any number of steps: nearly
    all, each time. None of them is changed by it, and left as they are the tables stand in 10 seconds, not in 24.
    """

    def add_model(self, model_state: ModelState) -> None:
        with self._left_as_they_are() as classes:
            super().add_model(model_state)
        if classes:
            classes.render_multiple([model_state])

    def add_index(self, app_label: str, model_name: str, index: Index) -> None:
        with self._left_as_they_are() as classes:
            super().add_index(app_label, model_name, index)
        if classes:
            classes.get_model(app_label, model_name)._meta.indexes.append(index)

    def add_constraint(self, app_label: str, model_name: str, constraint: BaseConstraint) -> None:
        with self._left_as_they_are() as classes:
            super().add_constraint(app_label, model_name, constraint)
        if classes:
            classes.get_model(app_label, model_name)._meta.constraints.append(constraint)

    @contextmanager
    def _left_as_they_are(self) -> Iterator[StateApps | None]:
        """The classes, if there are any yet; inside nothing is made anew."""
        classes = self.__dict__.pop("apps", None)
        yield classes
        if classes:
            self.apps = classes


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
