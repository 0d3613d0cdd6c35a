"""Whether two deliveries are likely one and the same, and whether a price is far from the usual one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final

from chungtay.kernel.text import folded

from .drafts import DeliveryDraft, Work
from .worth import value_of

DAILY: Final = frozenset({Work.MEAL})
SHARED_WORDS: Final = 0.6  # of the words of both titles together: beyond it they say much the same


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two deliveries are compared by: work, days, numbers, value in đồng, title."""

    work: Work
    first_on: date
    last_on: date
    numbers: tuple[int | None, int | None, int | None]  # turns, households, count
    value: int
    title: str

    @classmethod
    def of(cls, draft: DeliveryDraft) -> "Likeness":
        """Of a delivery as it is handed in."""
        numbers = (draft.turns, draft.households, draft.count)
        first = draft.since or draft.occurred_on
        return cls(draft.work, first, draft.occurred_on, numbers, value_of(draft.lines), draft.title)


def is_likely_same(one: Likeness, other: Likeness, days: int) -> bool:
    """The same work on near days, with the same numbers; or, where these say nothing, with nearly the same title.

    What is done day after day (porridge) is likely the same on the same day only.
    """
    if one.work != other.work or _days_between(one, other) > (0 if one.work in DAILY else days):
        return False
    both = _said_by_both(one, other)
    return all(a == b for a, b in both) if both else _similar(one.title, other.title)


def _days_between(one: Likeness, other: Likeness) -> int:
    return max((one.first_on - other.last_on).days, (other.first_on - one.last_on).days, 0)


def _said_by_both(one: Likeness, other: Likeness) -> list[tuple[int, int]]:
    pairs = zip((*one.numbers, one.value or None), (*other.numbers, other.value or None), strict=True)
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _similar(one: str, other: str) -> bool:
    words, others = _words(one), _words(other)
    return bool(words and others) and len(words & others) / len(words | others) >= SHARED_WORDS


def _words(title: str) -> frozenset[str]:
    return frozenset("".join(c if c.isalnum() else " " for c in folded(title)).split())


def is_far_off(price: int, usual: Iterable[int], times: int) -> bool:
    """Is a price more than so many times above or below the middle one of the usual prices? Never without any."""
    known = sorted(p for p in usual if p > 0)
    if not known or price <= 0:
        return False
    middle = median_low(known)
    return price > middle * times or price * times < middle
