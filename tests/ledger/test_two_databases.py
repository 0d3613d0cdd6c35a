"""PostgreSQL gives the same answers as SQLite: one seeded life, lived here and by a process on SQLite."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from chungtay.ledger.queries.verification import verification

from .life import answers, lived

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.postgres
def test_both_databases_answer_alike(book, own_home):
    here = answers(lived(book))
    command = [sys.executable, "-m", "tests.ledger.life"]
    there = json.loads(subprocess.run(command, cwd=ROOT, env=own_home, capture_output=True, check=True).stdout)
    assert here.keys() == there.keys() and len(here) > 100
    for name, answer in here.items():
        assert answer == there[name], name
    assert verification().ok
