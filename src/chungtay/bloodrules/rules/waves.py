"""How many to call at once: the fewest of which enough will come, with the asked confidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import fsum

MOST = 100_000  # calls tried before it is said that nobody can be called often enough


@dataclass(frozen=True, slots=True)
class Wave:
    """So many calls, and how likely they give what is needed; `enough` says whether that is as likely as asked."""

    size: int
    success: float
    enough: bool


def wave(need: int, chances: Iterable[float], confidence: float) -> Wave:
    """The shortest beginning of `chances` (by donor, in order of calling) with P(at least `need` come) >= confidence.

    The number who come is Poisson-binomial; only the first `need` probabilities of it are kept, so that a donor costs
    `need` steps. Where the chances end before, the whole list and its probability.
    """
    short = [1.0] + [0.0] * (need - 1)  # P(exactly k have come) for k below the need
    size, success = 0, 0.0 if need > 0 else 1.0
    if need <= 0:
        return Wave(0, 1.0, True)
    for size, chance in enumerate(chances, start=1):
        for k in range(need - 1, 0, -1):
            short[k] = short[k] * (1 - chance) + short[k - 1] * chance
        short[0] *= 1 - chance
        success = 1 - fsum(short)
        if success >= confidence or size == MOST:
            break
    return Wave(size, success, success >= confidence)
