"""Who stands above whom on which day, loaded once for the units of one posting or question."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import pairwise

from django.db import connection

FOREVER = date.max.toordinal()
MANY = 2000  # units that are fetched by name; of more the whole tree is read
Path = tuple[int, int, int]  # (ancestor id, from day, to day), half-open ordinals
Line = tuple[int, int, tuple[int, ...], tuple[int, ...]]  # (from day, to day, ancestors in them, those with sums)
PATHS_SQL = (
    "SELECT descendant_id, ancestor_id, CAST(valid_from AS TEXT), CAST(valid_to AS TEXT) FROM organizations_unitpath"
    " {only} ORDER BY depth DESC"
)
BELOW_SQL = "SELECT DISTINCT ancestor_id FROM organizations_unitpath WHERE depth = 1 {only}"


@lru_cache(maxsize=16_384)
def ordinal(day: date | str | None) -> int:
    """A day as the database gives it (as text: quicker than days), as a number; None is open."""
    if day is None:
        return FOREVER
    return (date.fromisoformat(day) if isinstance(day, str) else day).toordinal()


class Ancestry:
    """Dated ancestors of the units asked for (the current tree); days are ordinals."""

    def __init__(self) -> None:
        self._paths: dict[int, list[Path]] = {}
        self._lines: dict[int, list[Line]] = {}
        self._below: dict[int, bool] = {}

    def load(self, unit_ids: Iterable[int]) -> None:
        """Fetch what is not known yet, in one query (two with the question who has units below)."""
        missing = {unit for unit in unit_ids if unit not in self._paths}  # a set less a dict's keys would copy them
        if not missing:
            return
        for unit in missing:
            self._paths[unit] = []
        only = f"WHERE descendant_id IN ({', '.join(map(str, missing))})" if len(missing) <= MANY else ""
        with connection.cursor() as cursor:
            cursor.execute(PATHS_SQL.format(only=only))
            for descendant, ancestor, start, end in cursor.fetchall():
                if descendant in missing:
                    self._paths[descendant].append((ancestor, ordinal(start), ordinal(end)))
        self._load_below({a for unit in missing for a, _, _ in self._paths[unit]})

    def _load_below(self, ancestors: set[int]) -> None:
        unknown = ancestors - self._below.keys()
        if not unknown:
            return
        only = f"AND ancestor_id IN ({', '.join(map(str, unknown))})" if len(unknown) <= MANY else ""
        with connection.cursor() as cursor:
            cursor.execute(BELOW_SQL.format(only=only))
            having = {row[0] for row in cursor.fetchall()}
        self._below.update({a: a in having for a in unknown})

    def split(self, unit_ids: Iterable[int]) -> tuple[list[int], list[int]]:
        """The units that have units below them at any time, and those that have none."""
        units = list(unit_ids)
        self._load_below(set(units))
        return [u for u in units if self._below[u]], [u for u in units if not self._below[u]]

    def paths(self, unit_id: int) -> list[Path]:
        """The unit's ancestors, itself included, with the days in which they stand above it."""
        if unit_id not in self._paths:
            self.load([unit_id])
        return self._paths[unit_id]

    def on(self, unit_id: int, day: int) -> tuple[int, ...]:
        """Ancestors on a day, farthest first, the unit itself last; empty when it does not stand."""
        for first, until, line, _ in self._lines.get(unit_id) or self._lined(unit_id):
            if first <= day < until:
                return line
        return ()

    def _lined(self, unit_id: int) -> list[Line]:
        """The unit's life cut where an ancestor comes or goes."""
        paths = self.paths(unit_id)
        edges = sorted({day for _, first, until in paths for day in (first, until)})
        found = []
        for start, end in pairwise(edges):
            line = [a for a, first, until in paths if first <= start < until]
            found.append((start, end, tuple(line), tuple([a for a in line if self._below.get(a)])))
        self._lines[unit_id] = found
        return found

    def summed(self, unit_id: int, day: int) -> tuple[int, ...]:
        """Ancestors on a day for which the cube keeps sums: those that have units below."""
        for first, until, _, line in self._lines.get(unit_id) or self._lined(unit_id):
            if first <= day < until:
                return line
        return ()

    def tops(self, unit_ids: Iterable[int]) -> set[int]:
        """The farthest ancestors of these units, on whatever day."""
        return {line[0] for u in unit_ids for _, _, line, _ in self._lines.get(u) or self._lined(u) if line}

    def has_below(self, unit_id: int) -> bool:
        """Does the unit have units below it at any time?"""
        self._load_below({unit_id})
        return self._below[unit_id]
