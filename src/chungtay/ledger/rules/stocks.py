"""Stocks as steps: a series of readings becomes changes per day, for the unit and each ancestor.

The latest reading up to a day counts, until the next one, until its unit ends, or until it is older than
`age` days. A stock on day D is then a plain sum of steps up to D.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A reading on a day (ordinal); `estimated` when it comes from an estimate."""

    day: int
    value: int
    estimated: bool = False


def segments(readings: Sequence[Reading], age: int) -> list[tuple[int, int, Reading]]:
    """Half-open [from, to) in which each reading is the latest; readings sorted by day, one a day."""
    out = []
    for i, reading in enumerate(readings):
        until = reading.day + age
        if i + 1 < len(readings):
            until = min(until, readings[i + 1].day)
        if until > reading.day:
            out.append((reading.day, until, reading))
    return out


def around_change(old: Sequence[Reading], new: Sequence[Reading]) -> tuple[Sequence[Reading], Sequence[Reading]]:
    """Two states of a series without what they share; the readings next to the change stay, for their ends move."""
    least, head, tail = min(len(old), len(new)), 0, 0
    while head < least and old[head] == new[head]:
        head += 1
    if head == len(old) == len(new):
        return (), ()
    while tail < least - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    first = max(head - 1, 0)
    return old[first : len(old) - tail + 1], new[first : len(new) - tail + 1]


def steps(
    readings: Sequence[Reading], age: int, paths: Iterable[tuple[int, int, int]]
) -> dict[tuple[int, int], tuple[int, int, int]]:
    """(ancestor, day) -> (value, entries, estimated) changes.

    `paths`: (ancestor id, from day, to day) half-open intervals in which the ancestor stands above the unit
    (the unit itself included). A series leaves an ancestor's sum on the day it stops standing under it.
    """
    sums: dict[tuple[int, int], list[int]] = {}
    for first, until, reading in segments(readings, age):
        for ancestor, start, stop in paths:
            a, b = max(first, start), min(until, stop)
            if a >= b:
                continue
            estimated = reading.value if reading.estimated else 0
            for day, sign in ((a, 1), (b, -1)):
                at = sums.setdefault((ancestor, day), [0, 0, 0])
                at[0] += sign * reading.value
                at[1] += sign
                at[2] += sign * estimated
    return {k: (v[0], v[1], v[2]) for k, v in sums.items() if any(v)}
