"""Chance from a seed, the same on every machine, and the splitting of wholes into parts that sum to them."""

from collections.abc import Sequence
from typing import Final, TypeVar

_MASK: Final = 2**64 - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15
T = TypeVar("T")


def _mixed(state: int) -> int:
    """The output step of SplitMix64 (Steele, Lea, Flood 2014)."""
    state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 & _MASK
    state = (state ^ (state >> 27)) * 0x94D049BB133111EB & _MASK
    return state ^ (state >> 31)


class Chance:
    """A stream of numbers; `of` opens another one that depends on the seed and the words alone."""

    def __init__(self, seed: int, *words: str) -> None:
        self._seed, self._words = seed, words
        self._state = _mixed(seed & _MASK)
        for byte in "\x1f".join(words).encode():
            self._state = _mixed((self._state + _GOLDEN + byte) & _MASK)

    def of(self, *words: object) -> "Chance":
        """A stream of its own, so that more or less work of one kind leaves the others as they are."""
        return Chance(self._seed, *self._words, *map(str, words))

    def below(self, end: int) -> int:
        """A number from 0 to end - 1."""
        self._state = (self._state + _GOLDEN) & _MASK
        return _mixed(self._state) * end >> 64

    def within(self, low: int, high: int) -> int:
        """A number from low to high, both possible."""
        return low + self.below(high - low + 1)

    def one_of(self, things: Sequence[T]) -> T:
        """One of the things, each as likely."""
        return things[self.below(len(things))]


def split(whole: int, weights: Sequence[int], step: int = 1) -> list[int]:
    """The whole in parts as the weights say, by largest remainders, in multiples of `step`; they sum to the whole.

    What is less than a step goes to the heaviest. Raises ValueError when there is nothing to give it to.
    """
    total = sum(weights)
    if total <= 0:
        raise ValueError("a whole needs at least one part with weight")
    steps = whole // step
    parts = [steps * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(steps * weights[i] % total), i))
    for i in order[: steps - sum(parts)]:
        parts[i] += 1
    found = [part * step for part in parts]
    found[max(range(len(weights)), key=lambda i: weights[i])] += whole - steps * step
    return found
