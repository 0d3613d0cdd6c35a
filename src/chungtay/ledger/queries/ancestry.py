"""Who stands above whom on which day, loaded once for the units of one posting or question."""

from collections.abc import Iterable
from datetime import date

from chungtay.organizations.models import UnitPath

FOREVER = date.max.toordinal()
Path = tuple[int, int, int]  # (ancestor id, from day, to day), half-open ordinals


class Ancestry:
    """Dated ancestors of the units asked for (the current tree); days are ordinals."""

    def __init__(self) -> None:
        self._paths: dict[int, list[Path]] = {}
        self._on: dict[tuple[int, int], tuple[int, ...]] = {}
        self._below: dict[int, bool] = {}

    def load(self, unit_ids: Iterable[int]) -> None:
        """Fetch what is not known yet, in one query (two with the question who has units below)."""
        missing = [u for u in set(unit_ids) if u not in self._paths]
        if not missing:
            return
        for unit in missing:
            self._paths[unit] = []
        rows = UnitPath.objects.all() if len(missing) > 2000 else UnitPath.objects.filter(descendant_id__in=missing)
        order = rows.order_by("-depth").values_list("descendant_id", "ancestor_id", "valid_from", "valid_to")
        for descendant, ancestor, first, until in order.iterator():
            if descendant in self._paths:
                until_day = until.toordinal() if until else FOREVER
                self._paths[descendant].append((ancestor, first.toordinal(), until_day))
        self._load_below({a for unit in missing for a, _, _ in self._paths[unit]})

    def _load_below(self, ancestors: set[int]) -> None:
        unknown = ancestors - self._below.keys()
        above = UnitPath.objects.filter(depth=1)
        if len(unknown) <= 2000:
            above = above.filter(ancestor_id__in=unknown)
        having = set(above.values_list("ancestor_id", flat=True).distinct())
        self._below.update({a: a in having for a in unknown})

    def paths(self, unit_id: int) -> list[Path]:
        """The unit's ancestors, itself included, with the days in which they stand above it."""
        self.load([unit_id])
        return self._paths[unit_id]

    def on(self, unit_id: int, day: int) -> tuple[int, ...]:
        """Ancestors on a day, farthest first, the unit itself last; empty when it does not stand."""
        known = self._on.get((unit_id, day))
        if known is None:
            known = tuple(a for a, first, until in self.paths(unit_id) if first <= day < until)
            self._on[unit_id, day] = known
        return known

    def summed(self, unit_id: int, day: int) -> tuple[int, ...]:
        """Ancestors on a day for which the cube keeps sums: those that have units below."""
        key = (-unit_id, day)
        known = self._on.get(key)
        if known is None:
            known = tuple(a for a in self.on(unit_id, day) if self._below.get(a))
            self._on[key] = known
        return known

    def has_below(self, unit_id: int) -> bool:
        """Does the unit have units below it at any time?"""
        self.load([unit_id])
        if unit_id not in self._below:
            self._load_below({unit_id})
        return self._below[unit_id]
