"""The tree that a question stands on: as it is known now, or as a revision had it. Days are half-open ordinals."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from chungtay.ledger.rules import Covers
from chungtay.organizations import queries as organizations
from chungtay.organizations.models import Unit, UnitPath
from chungtay.organizations.queries import Structure, structure
from chungtay.organizations.rules import Path, Tree

from .ancestry import Ancestry, ordinal

KEPT = 128  # roots whose units below are kept; those of the nation take 2 MB


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
    """The tree of the newest revision, in memory: what one question has asked of it serves the next."""

    def __init__(self, known: Structure | None = None) -> None:
        self._given = known
        self._units: dict[int, list[Life]] = {}
        self._stays: dict[int, list[Stay]] = {}
        self._below: dict[int, list[tuple[int, int, int, int]]] = {}
        self._inside: dict[int, frozenset[int]] = {}

    @cached_property
    def structure(self) -> Structure:
        """The organization that it is read from."""
        return self._given or structure()

    @cached_property
    def ancestry(self) -> Ancestry:
        """Who stands above whom in it."""
        return KeptAncestry(self)

    def unit_within(self, code: str, first: int, last: int) -> Life | None:
        """The unit of that code standing on `last`, else the latest that stood in the period."""
        found = self.units_of(self.structure.bearers(code), last).values()
        return max((u for u in found if u.since <= last and u.until > first), key=lambda u: u.since, default=None)

    def children_within(self, unit_id: int, first: int, last: int) -> list[Stay]:
        """Units directly below on any of the days."""
        return [stay for stay in self.children(unit_id) if stay.meets(first, last)]

    def units_of(self, ids: Iterable[int], day: int) -> dict[int, Life]:
        """Units as they are called on a day: one that has ended as it was last, one that is yet to come as it begins."""
        return {unit: life for unit in ids if (life := self._called(unit, day)) is not None}

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

    def children(self, unit_id: int) -> list[Stay]:
        """Units directly below at any time."""
        found = self._stays.get(unit_id)
        if found is None:
            below = self.structure.directly_below(unit_id)
            found = self._stays[unit_id] = [Stay(unit, ordinal(start), ordinal(end)) for unit, start, end in below]
        return found

    def below(self, roots: Iterable[int]) -> Iterator[tuple[int, int, int, int]]:
        """Units that ever stood below each root, itself included: (root, unit, from, until)."""
        for root in roots:
            found = self._below.get(root)
            if found is None:
                if len(self._below) >= KEPT:
                    self._below.clear()
                    self._inside.clear()
                found = self._below[root] = list(self._walked(root))
            yield from found

    def units_below(self, root: int) -> frozenset[int]:
        """Units that ever stood below the root, itself included."""
        found = self._inside.get(root) or frozenset(unit for _, unit, _, _ in self.below([root]))
        self._inside[root] = found
        return found

    def _walked(self, root: int) -> Iterator[tuple[int, int, int, int]]:
        for life in self.units_of([root], 0).values():
            root, spans = life.id, dict[int, list[Stay]]()
            waiting = [Stay(root, life.since, life.until)]
            while waiting:
                stay = waiting.pop()
                spans.setdefault(stay.unit_id, []).append(stay)
                for child in self.children(stay.unit_id):
                    since, until = max(stay.since, child.since), min(stay.until, child.until)
                    if since < until:
                        waiting.append(Stay(child.unit_id, since, until))
            for unit, found in spans.items():
                yield from ((root, unit, stay.since, stay.until) for stay in _joined(found))

    def _called(self, unit_id: int, day: int) -> Life | None:
        found = self._units.get(unit_id)
        if found is None:
            life = self.structure.life(unit_id)
            ends = ordinal(life[-1].valid_to) if life else 0
            found = [Life(unit_id, v.code, v.kind, ordinal(v.valid_from), ends) for v in life]
            self._units[unit_id] = found
        if not found:
            return None
        if len(found) == 1:
            return found[0]
        called = next((life for life in reversed(found) if life.since <= day), found[0])
        return called._replace(since=found[0].since)

    def _members(self, code: str) -> list[Stay]:
        rows = self.structure.memberships(code)
        return [Stay(row.unit_id, ordinal(row.valid_from), ordinal(row.valid_to)) for row in rows]


def tree_now(known: Structure | None = None) -> TreeNow:
    """The tree as known now (of that structure), as it is kept beside the organization in memory."""
    here = known or structure()
    found: TreeNow = here.derived.get(TreeNow) or here.derived.setdefault(TreeNow, TreeNow(here))
    return found


def _joined(stays: list[Stay]) -> list[Stay]:
    """Stays of one unit, joined where one begins as the other ends."""
    joined: list[Stay] = []
    for stay in sorted(stays, key=lambda s: s.since) if len(stays) > 1 else stays:
        if joined and joined[-1].until == stay.since:
            joined[-1] = joined[-1]._replace(until=stay.until)
        else:
            joined.append(stay)
    return joined


class KeptAncestry(Ancestry):
    """Ancestors as the organization in memory has them; it may be kept, and asked by several threads."""

    def __init__(self, tree: TreeNow) -> None:
        super().__init__()
        self._tree = tree

    def load(self, unit_ids: Iterable[int]) -> None:
        """Nothing is asked of the database."""
        for unit in unit_ids:
            if unit not in self._paths:
                above = self._tree.structure.above(unit)
                self._paths[unit] = [(p.ancestor_id, ordinal(p.valid_from), ordinal(p.valid_to)) for p in above]
                self._load_below({p.ancestor_id for p in above})

    def _load_below(self, ancestors: set[int]) -> None:
        for unit in ancestors:
            if unit not in self._below:
                self._below[unit] = bool(self._tree.children(unit))


class PastAncestry(Ancestry):
    """Ancestors as the tree of an earlier revision had them."""

    def __init__(self, tree: "TreeThen") -> None:
        super().__init__()
        self.all_paths: list[tuple[int, int, int, int]] = []
        for path in sorted(tree.paths, key=lambda p: -p.depth):
            span = (ordinal(path.valid_from), ordinal(path.valid_to))
            self.all_paths.append((path.ancestor_id, path.descendant_id, *span))
            self._paths.setdefault(path.descendant_id, []).append((path.ancestor_id, *span))
            self._below[path.ancestor_id] = self._below.get(path.ancestor_id, False) or path.depth > 0

    def load(self, unit_ids: Iterable[int]) -> None:
        """Everything is known already; units of later days have no place."""
        for unit in unit_ids:
            self._paths.setdefault(unit, [])

    def _load_below(self, ancestors: set[int]) -> None:
        for unit in ancestors:
            self._below.setdefault(unit, False)


class TreeThen(TreeNow):
    """The tree as a revision had it, rebuilt from its versions; units are called as they are today."""

    def __init__(self, revision: int, known: Structure | None = None) -> None:
        super().__init__(known)
        self.revision = revision

    @cached_property
    def paths(self) -> list[Path]:
        """The whole dated closure."""
        return Tree(organizations.versions_at(self.revision)).paths()

    @cached_property
    def _known(self) -> dict[int, tuple[int, int]]:
        """First day and end of every unit."""
        return {p.descendant_id: (ordinal(p.valid_from), ordinal(p.valid_to)) for p in self.paths if p.depth == 0}

    @cached_property
    def ancestry(self) -> PastAncestry:
        """Who stood above whom in it."""
        return PastAncestry(self)

    def below(self, roots: Iterable[int]) -> Iterator[tuple[int, int, int, int]]:
        """Units that ever stood below each root, itself included, as known then."""
        above = set(roots)
        return (path for path in self.ancestry.all_paths if path[0] in above)

    def children(self, unit_id: int) -> list[Stay]:
        """Units directly below at any time, as known then."""
        return [
            Stay(p.descendant_id, ordinal(p.valid_from), ordinal(p.valid_to))
            for p in self.paths
            if p.depth == 1 and p.ancestor_id == unit_id
        ]

    def _called(self, unit_id: int, day: int) -> Life | None:
        life = super()._called(unit_id, day) if unit_id in self._known else None
        return Life(life.id, life.code, life.kind, *self._known[unit_id]) if life else None

    def _members(self, code: str) -> list[Stay]:
        cluster = self.structure.cluster(code)
        return [
            Stay(m.unit_id, ordinal(m.valid_from), ordinal(m.valid_to))
            for m in organizations.members_at(self.revision)
            if cluster and m.cluster_id == cluster.id and m.unit_id in self._known
        ]


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
