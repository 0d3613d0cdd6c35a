"""The book of a chapter, and the demonstration's."""

from tests.demonstration.conftest import demonstration, loaded_once
from tests.ledger.conftest import book

__all__ = ["book", "demonstration", "loaded_once"]
