"""The organization as it is known now, whole in memory: each process reads it once for each change of the tree."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from chungtay.organizations.models import Cluster, ClusterMembership
from chungtay.organizations.queries.clusters import ClusterOn, MemberOn, member_of
from chungtay.organizations.queries.paths import known_at
from chungtay.organizations.queries.units import Life, UnitOn, called, last_called, last_within, lives
from chungtay.organizations.rules import Edge, Path, Tree, overlaps, stands

KEPT: Final = 2  # 14,000 units take 11 MB, and up to 28 when all of them have been asked about
STATE_SQL: Final = (
    "SELECT number, recorded_at, (SELECT MAX(id) FROM organizations_cluster) AS clusters,"
    " (SELECT MAX(id) FROM organizations_succession) AS successions FROM organizations_treerevision"
    " ORDER BY number DESC LIMIT 1"
)
State = tuple[object, ...]
Stay = tuple[int, date, date | None]  # a unit directly below another, and its days there (half-open)


class Structure:
    """Units, who stands below whom, clusters and their members. It answers as the queries of the same names do.

    Never changed once it is read; whoever asks `structure()` gets the one of the newest revision.
    """

    def __init__(self) -> None:
        self._lives: dict[int, Life] = lives(Q())
        self.clusters = {row.code: ClusterOn(row.id, row.code, row.name, row.owner_id) for row in Cluster.objects.all()}
        self._members: dict[int, list[ClusterMembership]] = {}
        for row in ClusterMembership.objects.filter(known_at(None)).order_by("unit", "valid_from"):
            self._members.setdefault(row.cluster_id, []).append(row)
        self._above: dict[int, tuple[Path, ...]] = {}
        self.derived: dict[type, Any] = {}  # what other apps make of it, kept as long as it is

    @property
    def count(self) -> int:
        """How many units there are, or ever were."""
        return len(self._lives)

    @cached_property
    def _bearers(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for unit, life in self._lives.items():
            found.setdefault(life[0].code, []).append(unit)
        return found

    @cached_property
    def _tree(self) -> Tree:
        return Tree(
            Edge(v.unit_id, v.parent_id, v.valid_from, v.valid_to) for life in self._lives.values() for v in life
        )

    @cached_property
    def _below(self) -> dict[int, list[Stay]]:
        found: dict[int, list[Stay]] = {}
        for unit, life in self._lives.items():
            for version in life:
                if version.parent_id is None:
                    continue
                stays = found.setdefault(version.parent_id, [])
                if stays and stays[-1][0] == unit and stays[-1][2] == version.valid_from:
                    stays[-1] = (unit, stays[-1][1], version.valid_to)
                else:
                    stays.append((unit, version.valid_from, version.valid_to))
        return found

    def above(self, unit_id: int) -> tuple[Path, ...]:
        """Paths from all that ever stood above the unit down to it, farthest first, itself last."""
        if unit_id not in self._above:
            found = self._tree.paths([unit_id])
            self._above[unit_id] = tuple(sorted(found, key=lambda p: (-p.depth, p.valid_from)))
        return self._above[unit_id]

    def directly_below(self, unit_id: int) -> list[Stay]:
        """The units directly below at any time, with their days."""
        return self._below.get(unit_id, [])

    def descendant_ids(self, ancestor_ids: Iterable[int]) -> set[int]:
        """Every unit that lies below one of these at any time, themselves included."""
        waiting, found = list(ancestor_ids), set()
        while waiting:
            unit = waiting.pop()
            if unit not in found:
                found.add(unit)
                waiting.extend(below for below, _, _ in self.directly_below(unit))
        return found & self._lives.keys()

    def below_within(self, unit_id: int, first: date, last: date) -> set[int]:
        """The unit and all that stood below it on a day of the two and between."""
        paths = [p for below in self.descendant_ids([unit_id]) for p in self.above(below) if p.ancestor_id == unit_id]
        return {p.descendant_id for p in paths if p.valid_from <= last and (p.valid_to is None or p.valid_to > first)}

    def bearers(self, code: str) -> list[int]:
        """Ids of the units that ever bore the code."""
        return self._bearers.get(code, [])

    def all_lives(self) -> Iterable[Life]:
        """Every unit's versions in the order of time."""
        return self._lives.values()

    def life(self, unit_id: int) -> Life:
        """The unit's versions in the order of time; none of an unknown one."""
        return self._lives.get(unit_id, [])

    def code_of(self, unit_id: int) -> str:
        """The code of a unit. Raises KeyError for an unknown one."""
        return self._lives[unit_id][0].code

    def unit_within(self, code: str, first: date, last: date) -> UnitOn | None:
        """The unit of that code standing on `last`, else the latest that stood between the two days (inclusive)."""
        found = called(self._some(self.bearers(code)), last_within(first, last))
        return max(found.values(), key=lambda unit: unit.valid_from, default=None)

    def units_of(self, ids: Iterable[int], day: date) -> dict[int, UnitOn]:
        """Every known unit of `ids` as it is called on `day`, or was last, or will be at first."""
        return called(self._some(ids), last_called(day))

    def unit_by_id(self, unit_id: int, day: date) -> UnitOn | None:
        """One unit as `units_of` names it, or None if there is none of that id."""
        return self.units_of([unit_id], day).get(unit_id)

    def cluster(self, code: str) -> ClusterOn | None:
        """The cluster of that code, or None."""
        return self.clusters.get(code)

    def memberships(self, code: str) -> list[ClusterMembership]:
        """Every membership of a cluster, by unit and day."""
        return self._members.get(self.clusters[code].id, []) if code in self.clusters else []

    def members_within(self, code: str, first: date, last: date) -> list[MemberOn]:
        """Who counts for a period: the members on its last day, and those whose unit ended inside it; by code."""
        rows = [row for row in self.memberships(code) if overlaps((row.valid_from, row.valid_to), (first, None))]
        rows = [row for row in rows if row.valid_from <= last]
        found = called(self._some(row.unit_id for row in rows), last_within(first, last))
        members = [member_of(row, found[row.unit_id], last) for row in rows if row.unit_id in found]
        counted = [m for m in members if m.unit_ended_on or stands(m.valid_from, m.valid_to, last)]
        return sorted(counted, key=lambda member: (member.code, member.valid_from))

    def _some(self, ids: Iterable[int]) -> dict[int, Life]:
        return {unit: self._lives[unit] for unit in ids if unit in self._lives}


_kept: OrderedDict[State, Structure] = OrderedDict()
_reading = Lock()  # of several pages that meet a new tree one reads it


def structure(newest: State | None = None) -> Structure:
    """The organization as known now: kept in memory as long as the newest revision of the tree is the same.

    `newest`: what the database says of that revision, where it has been asked on this page.
    """
    while True:
        state, newest = _state(newest), None
        if (known := _kept.get(state)) is not None:
            return known
        with _reading:
            found = _kept.get(state) or Structure()
            if state == _state():  # nothing was committed between the readings
                _kept[state] = found
                while len(_kept) > KEPT:
                    _kept.popitem(last=False)
                return found


def _state(newest: State | None = None) -> State:
    """What tells one state of the tree from every other.

    Revisions only ever count up. One that is rolled back leaves its number to another: so what is read inside a
    transaction is known under its outermost block and its savepoints, whose names never come back.
    """
    if newest is None:
        with connection.cursor() as cursor:
            cursor.execute(STATE_SQL)
            newest = cursor.fetchone() or ()
    return (*connection.atomic_blocks[:1], *connection.savepoint_ids, *newest)
