"""What the first page speaks of: months of which nobody has said anything, what waits, headline figures."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.periods import Period
from chungtay.organizations.rules import Role

# Figures at the head of the first page; whoever coordinates blood sees blood first.
HEADLINES: Final = ("total.turns", "total.value", "gift.count", "blood.units")
BLOOD_HEADLINES: Final = ("blood.units", "blood.donors", "blood.drives", "blood.registered")


@dataclass(frozen=True, slots=True)
class Silence:
    """A unit and the months (running numbers) of which it has said nothing."""

    code: str
    name: str
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SilenceBelow:
    """Of `owing` units below a unit or in a cluster, those that have said nothing of some month."""

    code: str
    name: str
    owing: int
    silent: tuple[Silence, ...]


def headline_codes(roles: Collection[Role]) -> tuple[str, ...]:
    """The figures at the head of the page for a person with these roles."""
    return BLOOD_HEADLINES if set(roles) == {Role.BLOOD_COORDINATOR} else HEADLINES


def silent_months(owed: Iterable[int], spans: Collection[tuple[int, int]]) -> tuple[int, ...]:
    """Those of the months that lie in none of the spans (inclusive)."""
    return tuple(month for month in owed if not any(first <= month <= last for first, last in spans))


def whole_months_before(month: int) -> range:
    """The months of the year up to the one before this: in January those of the last year."""
    last = month - 1
    return range(last // 12 * 12, last + 1)


def runs(months: Sequence[int]) -> list[tuple[int, int]]:
    """Months in a row as first and last: 3, 5, 6, 7 are (3, 3), (5, 7)."""
    found: list[tuple[int, int]] = []
    for month in months:
        if found and found[-1][1] == month - 1:
            found[-1] = (found[-1][0], month)
        else:
            found.append((month, month))
    return found


def standing_months(months: Iterable[int], first: int, last: int | None) -> list[int]:
    """Those of the months in which a unit stood wholly: from its first to its last whole month."""
    return [month for month in months if first <= month and (last is None or month <= last)]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps of a newcomer: the page's name, and whether it is done (None: nobody can tell)."""

    name: str
    done: bool | None = None


def period_of(months: range) -> Period:
    """The months as a period."""
    return Period.of_months(months[0], months[-1])
