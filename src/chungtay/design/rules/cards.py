"""A figure as the frame shows it: written out, with its marks, its change and its way to what is behind it."""

from dataclasses import dataclass
from itertools import takewhile

from chungtay.design.rules.marks import Mark


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One figure.

    `value` is written and hedged by the caller ("trên 22.200"); without a value `state` says why (a Mark).
    `change` is a sentence; `trend` holds equal steps of time, None where nothing is known; `trend_title` names it.
    """

    key: str
    name: str
    value: str = ""
    unit: str = ""
    state: Mark | None = None
    href: str = ""
    change: str = ""
    trend: tuple[float | None, ...] = ()
    trend_title: str = ""
    reported: int | None = None
    expected: int | None = None
    missing: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()

    def hedge_and_number(self) -> tuple[str, str]:
        """The hedge apart from the number: ("trên", "22.200"); the hedge is empty for an exact value."""
        words = list(takewhile(str.isalpha, self.value.split(" ")[:-1]))
        return " ".join(words), " ".join(self.value.split(" ")[len(words) :])
