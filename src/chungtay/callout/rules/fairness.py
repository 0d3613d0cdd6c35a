"""Are the same people called again and again? Shares of the calls, counted over everybody who could have been called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Fairness:
    """Over donors who may be called: how many, calls in all and of the one called most, Gini (0: all alike), the part of
    the calls that the tenth called most took; None where nobody was called."""

    donors: int
    calls: int
    most: int
    gini: float | None
    top_tenth: float | None


def fairness(calls: Sequence[int]) -> Fairness:
    """`calls`: how often each donor was called, nought among them."""
    ordered, total = sorted(calls), sum(calls)
    if not total:
        return Fairness(len(ordered), 0, 0, None, None)
    count = len(ordered)
    weighted = sum(place * value for place, value in enumerate(ordered, start=1))
    top = sum(ordered[count - max(1, round(count / 10)) :])
    return Fairness(count, total, ordered[-1], 2 * weighted / (count * total) - (count + 1) / count, top / total)


def burden(calls: Mapping[str, Sequence[int]]) -> dict[str, float]:
    """Calls for each donor, by blood group."""
    return {group: sum(counts) / len(counts) for group, counts in sorted(calls.items()) if counts}


def median_seconds(waits: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The median time to the first yes, by district."""
    return {place: median(seconds) for place, seconds in sorted(waits.items()) if seconds}
