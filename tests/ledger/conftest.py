"""Data folders for processes beside the tests."""

import pytest

from tests.factories.databases import environment_of


@pytest.fixture
def own_home(tmp_path):
    """The environment of processes that work on a data folder of their own (SQLite)."""
    return environment_of(tmp_path)
