"""The tree that a question stands on: as it is known now, or as a revision had it. Days are half-open ordinals."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

from chungtay.ledger.rules import Covers
from chungtay.organizations import queries as organizations
from chungtay.organizations.models import Cluster, Unit, UnitPath
from chungtay.organizations.rules import Path, Tree

from .ancestry import ordinal

LIVES_SQL = (
    "SELECT v.unit_id, u.code, v.kind, v.valid_from, v.valid_to FROM organizations_unitversion v"
    " JOIN organizations_unit u ON u.id = v.unit_id WHERE v.superseded_in_id IS NULL AND "
)
CHILDREN_SQL = (
    "SELECT descendant_id, valid_from, valid_to FROM organizations_unitpath WHERE ancestor_id = %s AND depth = 1"
)
MEMBERS_SQL = (
    "SELECT m.unit_id, m.valid_from, m.valid_to FROM organizations_clustermembership m"
    " JOIN organizations_cluster c ON c.id = m.cluster_id WHERE m.superseded_in_id IS NULL AND c.code = %s"
)


class Life(NamedTuple):
    """A unit under its code and kind of a day, and the days of its whole life."""

    id: int
    code: str
    kind: str
    since: int
    until: int


class Stay(NamedTuple):
    """Days in which a unit stands directly under another, or in a cluster."""

    unit_id: int
    since: int
    until: int

    def meets(self, first: int, last: int) -> bool:
        """Does it share a day with the period (both days inclusive)?"""
        return self.since <= last and self.until > first

    def holds(self, day: int) -> bool:
        """Does it hold the day?"""
        return self.since <= day < self.until


class TreeNow:
    """The tree of the newest revision, read from its tables; what one question needs twice is read once."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, tuple[str | int, ...]], list[tuple[Any, ...]]] = {}

    def _rows(self, sql: str, params: Sequence[str | int]) -> list[tuple[Any, ...]]:
        known = sql, tuple(params)
        if known not in self._kept:
            self._kept[known] = _rows(sql, params)
        return self._kept[known]

    def unit_within(self, code: str, first: int, last: int) -> Life | None:
        """The unit of that code standing on `last`, else the latest that stood in the period."""
        found = self._lives("u.code = %s", [code], last)
        return max((u for u in found if u.since <= last and u.until > first), key=lambda u: u.since, default=None)

    def children_within(self, unit_id: int, first: int, last: int) -> list[Stay]:
        """Units directly below on any of the days."""
        return [stay for stay in self._children(unit_id) if stay.meets(first, last)]

    def units_of(self, ids: Iterable[int], day: int) -> dict[int, Life]:
        """Units as they are called on a day: one that has ended as it was last, one that is yet to come as it begins."""
        asked = sorted({int(i) for i in ids})
        if not asked:
            return {}
        return {u.id: u for u in self._lives(f"v.unit_id IN ({', '.join(map(str, asked))})", [], day)}

    def members_within(self, code: str, first: int, last: int) -> list[tuple[Stay, bool]]:
        """Members on the last day, and those whose unit ended inside the period while it was a member (True)."""
        stays = self.memberships_within(code, first, last)
        lives = self.units_of((s.unit_id for s in stays), last)
        found = []
        for stay in stays:
            life = lives[stay.unit_id]
            if life.until <= last:
                if life.until > first and stay.holds(life.until - 1):
                    found.append((stay, True))
            elif stay.holds(last) and life.since <= last:
                found.append((stay, False))
        return found

    def memberships_within(self, code: str, first: int, last: int) -> list[Stay]:
        """Every membership of the period with its own days (as it stood)."""
        return [stay for stay in self._members(code) if stay.meets(first, last)]

    def _lives(self, match: str, params: list[str], day: int) -> list[Life]:
        versions: dict[int, list[tuple[int, int, str, str]]] = {}
        for unit, code, kind, start, end in self._rows(LIVES_SQL + match, params):
            versions.setdefault(unit, []).append((ordinal(start), ordinal(end), code, kind))
        found = []
        for unit, life in versions.items():
            life.sort()
            _, _, code, kind = next((v for v in reversed(life) if v[0] <= day), life[0])
            found.append(Life(unit, code, kind, life[0][0], life[-1][1]))
        return found

    def _children(self, unit_id: int) -> list[Stay]:
        return [Stay(unit, ordinal(start), ordinal(end)) for unit, start, end in self._rows(CHILDREN_SQL, [unit_id])]

    def _members(self, code: str) -> list[Stay]:
        return [Stay(unit, ordinal(start), ordinal(end)) for unit, start, end in self._rows(MEMBERS_SQL, [code])]


class TreeThen(TreeNow):
    """The tree as a revision had it, rebuilt from its versions; units are called as they are today."""

    def __init__(self, revision: int) -> None:
        super().__init__()
        self.revision = revision

    @cached_property
    def paths(self) -> list[Path]:
        """The whole dated closure."""
        return Tree(organizations.versions_at(self.revision)).paths()

    @cached_property
    def _known(self) -> dict[int, tuple[int, int]]:
        """First day and end of every unit."""
        return {p.descendant_id: (ordinal(p.valid_from), ordinal(p.valid_to)) for p in self.paths if p.depth == 0}

    def _lives(self, match: str, params: list[str], day: int) -> list[Life]:
        return [
            Life(u.id, u.code, u.kind, *self._known[u.id])
            for u in super()._lives(match, params, day)
            if u.id in self._known
        ]

    def _children(self, unit_id: int) -> list[Stay]:
        return [
            Stay(p.descendant_id, ordinal(p.valid_from), ordinal(p.valid_to))
            for p in self.paths
            if p.depth == 1 and p.ancestor_id == unit_id
        ]

    def _members(self, code: str) -> list[Stay]:
        cluster = Cluster.objects.filter(code=code).values_list("pk", flat=True).first()
        return [
            Stay(m.unit_id, ordinal(m.valid_from), ordinal(m.valid_to))
            for m in organizations.members_at(self.revision)
            if m.cluster_id == cluster and m.unit_id in self._known
        ]


def _rows(sql: str, params: Sequence[str | int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())


def codes_of(ids: Collection[int]) -> dict[int, str]:
    """Unit id to code."""
    rows = Unit.objects.all() if len(ids) > 2000 else Unit.objects.filter(pk__in=ids)
    return {pk: code for pk, code in rows.values_list("pk", "code") if pk in ids}


def descendant_ids(ids: Collection[int]) -> set[int]:
    """The units and all that ever stood below them."""
    if not ids:
        return set()
    return set(UnitPath.objects.filter(ancestor_id__in=ids).values_list("descendant_id", flat=True))


class Leaves:
    """Which of some units have nobody below them on any day of a span: their own work is all there is."""

    def __init__(self, unit_ids: Iterable[int]) -> None:
        self._stays: dict[int, list[tuple[int, int]]] = {}
        rows = UnitPath.objects.filter(depth=1)
        wanted = set(unit_ids)
        rows = rows if len(wanted) > 2000 else rows.filter(ancestor_id__in=wanted)
        for unit, first, until in rows.values_list("ancestor_id", "valid_from", "valid_to"):
            self._stays.setdefault(unit, []).append((ordinal(first), ordinal(until)))

    def reach(self, unit_id: int, covers: str, first: date, last: date) -> str:
        """What a declaration of the days covers: of a leaf own work and all are one."""
        days = first.toordinal(), last.toordinal()
        busy = any(start <= days[1] and days[0] < end for start, end in self._stays.get(unit_id, ()))
        return covers if busy else Covers.ALL
