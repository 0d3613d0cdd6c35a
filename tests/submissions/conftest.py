"""The book of the standing chapter, and reports that its province asks for."""

import pytest

from tests.factories.organizations import cast
from tests.ledger.conftest import book

__all__ = ["book"]


@pytest.fixture
def people(book):
    """The standing cast of the book's chapter."""
    return cast(book)
