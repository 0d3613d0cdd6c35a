"""What a counting rule would make of the figures, before it is entered."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TriedFigure:
    """A total of the days (both inclusive) as it stands and as it would stand; None where there is no number."""

    first: date
    last: date
    now: int | None
    then: int | None

    @property
    def difference(self) -> int | None:
        """By how much it would change."""
        return None if self.now is None or self.then is None else self.then - self.now


@dataclass(frozen=True, slots=True)
class TriedRule:
    """A rule as it was tried: the total of each year that it touches; `remainders`: declared totals counted again."""

    figures: tuple[TriedFigure, ...]
    remainders: int
