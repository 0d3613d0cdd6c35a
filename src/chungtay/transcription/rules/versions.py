"""A later version of a document beside the earlier one: what is new in it, what changed, what is gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .cells import Cell


class ChangeKind(StrEnum):
    """What a later version says of a figure."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Posted:
    """A figure of the earlier version that is in the book: its place there, its cell, its key and entry, its unit."""

    place: int
    cell: Cell
    key: str
    entry: int
    unit_id: int = 0

    @property
    def standing(self) -> tuple[int, str, int]:
        """Where it stands in the book."""
        return (self.unit_id, self.key, self.entry)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What became of a figure since the earlier version, and what it was then."""

    kind: ChangeKind
    before: Posted | None = None


@dataclass(frozen=True, slots=True)
class Versions:
    """Changes by place in the later version, and what is gone from it."""

    changes: Mapping[int, FigureChange]
    gone: tuple[Posted, ...]


def compared(cells: Mapping[int, Cell], before: Iterable[Posted]) -> Versions:
    """Hold a later version's cells against what was posted of the earlier one, place in the book by place."""
    earlier = list(before)
    waiting: dict[tuple[object, ...], list[Posted]] = {}
    for posted in earlier:
        waiting.setdefault(posted.cell.place, []).append(posted)
    changes: dict[int, FigureChange] = {}
    for place, cell in cells.items():
        found = waiting.get(cell.place, [])
        if not found:
            changes[place] = FigureChange(ChangeKind.NEW)
            continue
        same = next((one for one in found if one.cell.value == cell.value), None)
        kind = ChangeKind.SAME if same else ChangeKind.CHANGED
        changes[place] = FigureChange(kind, same or found[0])
    told = {cell.place for cell in cells.values()}
    return Versions(changes, tuple(one for one in earlier if one.cell.place not in told))
