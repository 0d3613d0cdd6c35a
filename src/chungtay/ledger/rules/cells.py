"""The law of declarations: what lies beneath a declared cell, what crosses it, what ends it.

A cell is a span of months, a cover and tags of one indicator of one unit (architecture, section 1).
`Above` answers from the dated tree whether a unit stands under another on a day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .kinds import Covers

Above = Callable[[int, int, int], bool]  # (ancestor id, unit id, month) -> does the ancestor stand above (or is it)


@dataclass(frozen=True, slots=True)
class Cell:
    """A declared total as a place in the space of months, units and tags."""

    id: int
    unit_id: int
    covers: str
    indicator_id: int
    tags: frozenset[str]
    first: int
    last: int
    value: int
    estimate: bool

    @property
    def place(self) -> tuple[object, ...]:
        """Where the cell lies; two standing cells never share it (but a final may lie over an estimate)."""
        return (self.unit_id, self.covers, self.indicator_id, self.tags, self.first, self.last)

    @property
    def series(self) -> tuple[object, ...]:
        """The cell without its span."""
        return (self.unit_id, self.covers, self.indicator_id, self.tags)


def covers_within(inner: Cell, outer: Cell, above: Above) -> bool:
    """Does the outer cell's cover hold the inner's whole cover?"""
    if outer.covers == Covers.OWN:
        return inner.covers == Covers.OWN and inner.unit_id == outer.unit_id
    return above(outer.unit_id, inner.unit_id, inner.last)


def contains(outer: Cell, inner: Cell, above: Above) -> bool:
    """Does `inner` lie beneath `outer` (never itself, never an equal cell)?"""
    return (
        outer.place != inner.place
        and outer.first <= inner.first
        and inner.last <= outer.last
        and inner.tags >= outer.tags
        and covers_within(inner, outer, above)
    )


def crosses(one: Cell, other: Cell, above: Above) -> bool:
    """Do two cells of one indicator share a unit and a month without lying one beneath the other?"""
    if one.first > other.last or other.first > one.last or one.place == other.place:
        return False
    if not (one.tags <= other.tags or other.tags <= one.tags):
        return False
    return _share_a_unit(one, other, above) and not contains(one, other, above) and not contains(other, one, above)


def _share_a_unit(one: Cell, other: Cell, above: Above) -> bool:
    if one.unit_id == other.unit_id:
        return one.covers == other.covers or Covers.ALL in (one.covers, other.covers)
    for outer, inner in ((one, other), (other, one)):
        months = (max(one.first, other.first), min(one.last, other.last))
        if outer.covers == Covers.ALL and any(above(outer.unit_id, inner.unit_id, m) for m in months):
            return True
    return False


def ended(estimate: Cell, finals: Iterable[Cell]) -> bool:
    """Is an estimate over: by a final of its series around its span, or by finals that fill its span?"""
    if not estimate.estimate:
        return False
    spans = sorted((f.first, f.last) for f in finals if not f.estimate and f.series == estimate.series)
    if any(first <= estimate.first and estimate.last <= last for first, last in spans):
        return True
    reached = estimate.first
    for first, last in spans:
        if first <= reached <= last:
            reached = last + 1
    return reached > estimate.last


def crossing(cells: Iterable[Cell], over: set[int], above: Above) -> set[int]:
    """Ids of the cells that cross an earlier one that counts; `over` are ended and neither cross nor are crossed."""
    flagged: set[int] = set()
    earlier: list[Cell] = []
    for cell in sorted(cells, key=lambda c: c.id):
        if cell.id in over:
            continue
        if any(crosses(cell, e, above) for e in earlier):
            flagged.add(cell.id)
        else:
            earlier.append(cell)
    return flagged
