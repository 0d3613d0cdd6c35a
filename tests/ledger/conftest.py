"""The book of a chapter: Quảng Ninh, cluster no. 2, the committed catalogue."""

import os

import pytest

from chungtay.ledger.actions import load_core, post_tree
from tests.factories.organizations import chapter

from .telling import AT


@pytest.fixture
def book(db):
    where = chapter()
    load_core(by=None, at=AT)
    post_tree(by=None, at=AT)
    return where


@pytest.fixture
def own_home(tmp_path):
    """The environment of processes that work on a data folder of their own (SQLite)."""
    return environment_of(tmp_path)


def environment_of(home):
    """What a process needs to work on a data folder (SQLite)."""
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    return environment | {"CHUNGTAY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chungtay.config.settings"}
