"""The book of the standing chapter, and reports that its province asks for."""

import pytest


@pytest.fixture
def people(book, cast):
    """The standing cast of the book's chapter."""
    return cast
