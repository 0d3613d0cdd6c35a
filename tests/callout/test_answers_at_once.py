"""Five hundred answers at once for three places: exactly three are accepted, and nobody is lost nor holds two places."""

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from .answerers import TWICE

ROOT = Path(__file__).resolve().parents[2]
NAME, ANSWERS, PLACES, PROCESSES = "chungtay_answers", 500, 3, 2


@contextlib.contextmanager
def database_of_its_own(home: Path) -> Iterator[dict[str, str]]:
    """The environment of processes that work beside the tests: a folder, or a database of the same server."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
    if connection.vendor == "sqlite":
        yield environment
        return
    import psycopg

    name, place = f"{NAME}_{os.getpid()}", os.environ["DATABASE_URL"].rpartition("/")[0]
    with psycopg.connect(f"{place}/postgres", autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield environment | {"DATABASE_URL": f"{place}/{name}"}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def begun(environment: dict[str, str], *words: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.callout.answerers", *map(str, words)]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def done(process: subprocess.Popen[str]) -> str:
    output = process.communicate()[0]
    assert process.returncode == 0, output
    return output


@pytest.mark.usefixtures("db")
def test_five_hundred_answers_at_once_take_exactly_three_places(tmp_path: Path) -> None:
    with database_of_its_own(tmp_path) as environment:
        done(begun(environment, "prepare", ANSWERS, PLACES))
        starts_at = time.time() + 3  # when every process has begun
        refused = sum(
            int(done(process).split()[-1])
            for process in [begun(environment, "answer", part, PROCESSES, starts_at) for part in range(PROCESSES)]
        )
        told = json.loads(done(begun(environment, "tell")).splitlines()[-1])
    states = told["states"]
    assert told["taken"][0] == PLACES == states["accepted"] and sum(states.values()) == ANSWERS
    assert states["stood_down"] >= ANSWERS - PLACES - TWICE and told["held"] == 1, "one donor serves one request"
    assert told["answered"] + refused == ANSWERS + TWICE and told["taken"][1] + refused >= TWICE, "nobody is lost"
    assert not told["faults"]
