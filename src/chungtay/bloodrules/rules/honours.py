"""Honours by number of donations: a table of a province, or the national one for families, read as data."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HonourTier:
    """From so many donations on; `code` names it."""

    least: int
    code: str


def honour(donations: int, tiers: Iterable[HonourTier]) -> HonourTier | None:
    """The highest tier that was reached."""
    reached = [tier for tier in tiers if donations >= tier.least]
    return max(reached, key=lambda tier: tier.least, default=None)
