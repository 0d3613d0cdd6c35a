"""Bags counted both ways: as bags, and as 250 ml equivalents (a convention that reports use and no circular states)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

EQUIVALENT_ML = 250


class UnitConvention(StrEnum):
    """What a chapter calls a unit of blood when it counts: a bag, or 250 ml."""

    BAG = "bag"
    EQUIVALENT = "250ml"


@dataclass(frozen=True, slots=True)
class BagCount:
    """So many bags, their volume, and how many bags of 250 ml that is (exact)."""

    bags: int
    ml: int

    @property
    def equivalents(self) -> Fraction:
        """In bags of 250 ml."""
        return Fraction(self.ml, EQUIVALENT_ML)


def bag_count(by_ml: Mapping[int, int]) -> BagCount:
    """Of bags by their volume in ml."""
    return BagCount(sum(by_ml.values()), sum(ml * bags for ml, bags in by_ml.items()))
