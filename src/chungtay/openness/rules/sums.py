"""What sums that are told say of the hidden cells of open tables: whether one more of them would give a cell away."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from .cells import TOTAL, Cell

PRIME: Final = (1 << 61) - 1  # sums are held against one another in whole numbers up to it
Place = tuple[int, Cell]  # a table, a cell of it
Row = dict[Place, int]


class Sums:
    """Equations over hidden cells, reduced: each row bears its own cell (the key) once, and cells that are no key of others.

    A cell is given away where a row is left with nothing but its own cell.
    """

    def __init__(self, hidden: Iterable[Place]) -> None:
        self.hidden, self.rows = frozenset(hidden), dict[Place, Row]()
        lines: dict[tuple[int, int, str], Row] = {}
        for place in sorted(self.hidden):
            table, (row, column) = place
            lines.setdefault((table, 0, row), {})[place] = -1 if column == TOTAL else 1
            lines.setdefault((table, 1, column), {})[place] = -1 if row == TOTAL else 1
        for line in lines.values():
            self.rows = self._with(self._left(line))

    def may_tell(self, asked: Collection[Place]) -> bool:
        """May the sum of some cells be told besides all that was? It is remembered then."""
        left = self._left({place: 1 for place in asked if place in self.hidden})
        rows = self._with(left)
        if left and any(len(row) == 1 for row in rows.values()):
            return False
        self.rows = rows
        return True

    def _left(self, row: Mapping[Place, int]) -> Row:
        """What a sum says that is not known yet."""
        left = dict(row)
        for place in row:
            if place in self.rows:
                _take(left, self.rows[place], row[place])
        return left

    def _with(self, new: Row) -> dict[Place, Row]:
        if not new:
            return self.rows
        own = min(new)
        inverse = pow(new[own], -1, PRIME)
        row = {place: number * inverse % PRIME for place, number in new.items()}
        found = {}
        for key, old in self.rows.items():
            found[key] = dict(old)
            if own in old:
                _take(found[key], row, old[own])
        return found | {own: row}


def _take(row: Row, other: Mapping[Place, int], times: int) -> None:
    for place, number in other.items():
        row[place] = (row.get(place, 0) - number * times) % PRIME
        if not row[place]:
            del row[place]
