"""The empty database that tests begin with as a copy: for SQLite a file, on PostgreSQL a template of the run's server."""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
FIRST = (sys.executable, os.fspath(ROOT / "scripts" / "first_database.py"))


def first_file() -> Path:
    """The file, made where there is none of today's migrations yet."""
    from chungtay.design.management.first import first_database

    path = first_database()
    if not path.exists():
        subprocess.run(FIRST, check=True)
    return path


def first_template() -> str:
    """The name of the template; whoever comes first makes it, others wait."""
    import psycopg

    from chungtay.design.management.first import first_database

    name = f"chungtay_first_{first_database().stem}"
    with psycopg.connect(server_url("postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(20261126)")
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f"DROP DATABASE IF EXISTS {name}_making WITH (FORCE)")
            server.execute(f"CREATE DATABASE {name}_making")
            subprocess.run([*FIRST, server_url(f"{name}_making")], check=True)
            server.execute(f"ALTER DATABASE {name}_making RENAME TO {name}")
    return name


def on_server(sql: str) -> None:
    """Do something with whole databases."""
    import psycopg

    with psycopg.connect(server_url("postgres"), autocommit=True) as server:
        server.execute(sql)  # type: ignore[arg-type]


@contextlib.contextmanager
def database_of_its_own(home: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that work beside the tests: a folder, or a database of the same server."""
    from django.db import connection

    environment = environment_of(home) | {"CHUNGTAY_SYNCHRONOUS": "OFF"}
    if connection.vendor == "sqlite":
        yield environment
        return
    name = f"chungtay_beside_{os.getpid()}"
    on_server(f"CREATE DATABASE {name} TEMPLATE {first_template()}")
    try:
        yield environment | {"DATABASE_URL": server_url(name)}
    finally:
        on_server(f"DROP DATABASE {name} WITH (FORCE)")


def server_url(name: str) -> str:
    """The address of a database on the server that this run tests."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def environment_of(home: Path) -> dict[str, str]:
    """What a process needs to work on a data folder (SQLite), which begins with all tables."""
    if not (home / "chungtay.sqlite3").exists():
        shutil.copyfile(first_file(), home / "chungtay.sqlite3")
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return environment | {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
