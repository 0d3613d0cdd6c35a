"""From when on a number is asked about: read from `data/checks.json`, where no chapter has confirmed any of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from chungtay.aid.rules import PriceRange, price_ranges

SOURCE: Final = Path(__file__).resolve().parent.parent / "data" / "checks.json"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`z` and `ratio`: how far from the usual a number is asked about, by spread and by times; `spread`: what it always
    wobbles by (a logarithm); `floors`: by measure, how small a number says nothing yet; `periods` of the same length
    looked back at, the same months of `years`, and how many of them, and of like units, are needed at `least`.
    """

    z: float
    ratio: float
    spread: float
    least_periods: int
    periods: int
    years: int
    least_units: int
    floors: Mapping[str, int]
    prices: tuple[PriceRange, ...]
    within: tuple[tuple[str, str], ...]
    without_value: frozenset[str]

    def floor(self, measure: str) -> int:
        """Up to about so many of a measure a change says nothing."""
        return self.floors.get(measure, self.floors[""])


def thresholds_from(told: Mapping[str, Any]) -> Thresholds:
    """What a file of thresholds says."""
    numbers = ("z", "ratio", "spread", "least_periods", "periods", "years", "least_units")
    return Thresholds(
        **{name: told[name] for name in numbers},
        floors=told["floors"],
        prices=price_ranges(),
        within=tuple((pair["part"], pair["whole"]) for pair in told["within"]),
        without_value=frozenset(told["without_value"]),
    )


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """Those of the product."""
    return thresholds_from(json.loads(SOURCE.read_text(encoding="utf-8")))
