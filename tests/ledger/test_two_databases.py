"""PostgreSQL gives the same answers as SQLite: one seeded life, lived here and by a process on SQLite."""

import pytest

from chungtay.ledger.queries.verification import verification

from .life import answers, lived, lived_elsewhere


@pytest.mark.postgres
def test_both_databases_answer_alike(book, own_home):
    here = answers(lived(book))
    there = lived_elsewhere(own_home)
    assert here.keys() == there.keys() and len(here) > 100
    for name, answer in here.items():
        assert answer == there[name], name
    assert verification().ok
