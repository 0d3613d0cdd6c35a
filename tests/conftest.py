"""What every test stands on: a home of its own, one database per run, and no test that quietly does not run.

- Tests run on the database that DATABASE_URL names (none: SQLite in memory), migrated once, because the triggers
  that keep books append only come from migrations. Every test is rolled back; a flush would have to delete.
- A test marked `sqlite` or `postgres` belongs to that database alone; `--database-only` keeps what touches a database, without the pages.
- A test that is skipped is written, by name and reason, to the file that CHUNGTAY_NOT_RUN names (scripts/run_tests.py).
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import hypothesis
import pytest

from tests.browser.live import chromium
from tests.factories.databases import first_file, first_template

HOME = Path(tempfile.mkdtemp(prefix="chungtay-tests-"))
os.environ["CHUNGTAY_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.config.settings")

DATABASE_FIXTURES = frozenset({"db", "django_db_setup"})
FLUSHING_FIXTURES = frozenset({"transactional_db", "live_server", "django_db_reset_sequences"})
PAGE_QUERY_BUDGET = 12
pytest_plugins = ["tests.ground"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database-only", action="store_true", help="only tests that touch the database")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: says something about SQLite alone")
    from django.conf import settings

    settings.HOME = HOME
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Judged by what is found, not by how quick a machine is.
    hypothesis.settings.register_profile("house", deadline=None)
    hypothesis.settings.load_profile("house")


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(HOME, ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from django.db import connection

    other = "postgres" if connection.vendor == "sqlite" else "sqlite"
    kept, left_out = [], []
    for item in items:
        _refuse_flushing(item)
        foreign = item.get_closest_marker(other) is not None
        idle = config.getoption("--database-only") and not touches_database(item)
        (left_out if foreign or idle else kept).append(item)
        if item.get_closest_marker("browser") and chromium() is None:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine (Debian: apt-get install chromium)"))
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def touches_database(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by mark or by fixture."""
    return item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES.intersection(getattr(item, "fixturenames", ()))
    )


def _refuse_flushing(item: pytest.Item) -> None:
    mark = item.get_closest_marker("django_db")
    flushes = mark is not None and mark.kwargs.get("transaction")
    if flushes or FLUSHING_FIXTURES.intersection(getattr(item, "fixturenames", ())):
        raise pytest.UsageError(
            f"{item.nodeid} commits and would be flushed afterwards, which append-only tables refuse. Use the "
            "rolled-back `db`, or start a process on a CHUNGTAY_HOME of its own when several connections must meet."
        )


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Remember what did not run. Under xdist the workers stay silent: reports arrive at the controller."""
    path = os.environ.get("CHUNGTAY_NOT_RUN")
    if not path or not report.skipped or hasattr(report, "wasxfail") or "PYTEST_XDIST_WORKER" in os.environ:
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{report.nodeid}\t{reason.removeprefix('Skipped: ')}\n")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Before the database is made: see that the empty one stands that it begins as a copy of."""
    from django.core.management.commands.migrate import Command
    from django.db import connection

    from chungtay.design.management.first import begin

    if connection.vendor == "sqlite":
        first_file()
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = first_template()
    migrate = Command.handle

    def from_start(self: Command, *args: object, **options: object) -> None:
        begin(connection)
        migrate(self, *args, **options)

    Command.handle = from_start


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that browser tests drive; where there is none they are reported as not run."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return path


@pytest.fixture
def home(tmp_path: Path, settings: object) -> Iterator[Path]:
    """A data folder for one test, in place of the run's."""
    settings.HOME = tmp_path
    yield tmp_path


@pytest.fixture
def assert_queries(
    django_assert_max_num_queries: Callable[..., AbstractContextManager],
) -> Callable[..., AbstractContextManager]:
    """`with assert_queries(): client.get(...)`: a page asks the database at most 12 times, whatever it lists."""

    def within(budget: int = PAGE_QUERY_BUDGET) -> AbstractContextManager:
        return django_assert_max_num_queries(
            budget, info="A page has a query budget: fetch rows together (select_related, one query per list)."
        )

    return within
