"""What one gift, meal or house usually costs; read from `data/prices.json`, where no chapter has confirmed any of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from .likeness import is_far_off

SOURCE: Final = Path(__file__).resolve().parent.parent / "data" / "prices.json"


@dataclass(frozen=True, slots=True)
class PriceRange:
    """What one of `counts` together (gifts, houses) usually costs, in đồng."""

    value: str
    counts: tuple[str, ...]
    low: int
    high: int

    def holds(self, price: float) -> bool:
        """Is it a usual price?"""
        return self.low <= price <= self.high


@lru_cache(maxsize=1)
def price_ranges() -> tuple[PriceRange, ...]:
    """Those of the product."""
    told = json.loads(SOURCE.read_text(encoding="utf-8"))["prices"]
    return tuple(PriceRange(one["value"], tuple(one["counts"]), one["low"], one["high"]) for one in told)


def range_of(value: str, count: str) -> PriceRange | None:
    """What one of a count usually costs, where that is known."""
    return next((one for one in price_ranges() if one.value == value and count in one.counts), None)


def usual_price(price: float, before: Iterable[float], times: int) -> int | None:
    """What one usually cost the unit before, where the price is more than so many times away from it."""
    known = sorted(round(one) for one in before)
    return known[(len(known) - 1) // 2] if is_far_off(round(price), known, times) else None
