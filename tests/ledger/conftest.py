"""The book of a chapter: Quảng Ninh, cluster no. 2, the committed catalogue."""

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
