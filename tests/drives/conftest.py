"""Drives over a whole book."""

from tests.ledger.conftest import book

__all__ = ["book"]
