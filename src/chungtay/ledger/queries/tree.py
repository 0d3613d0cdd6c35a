"""The tree that a question stands on: as it is known now, or as a revision had it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from chungtay.organizations import queries as organizations
from chungtay.organizations.models import Cluster, ClusterMembership, Unit, UnitPath
from chungtay.organizations.queries import MemberOn, PathOn, UnitOn
from chungtay.organizations.rules import Path, Tree, overlaps, stands


class TreeNow:
    """The tree of the newest revision, read from its tables."""

    def unit_within(self, code: str, first: date, last: date) -> UnitOn | None:
        """The unit of that code standing on `last`, else the latest that stood in the period."""
        return organizations.unit_within(code, first, last)

    def children_within(self, unit_id: int, first: date, last: date) -> list[PathOn]:
        """Units directly below on any of the days."""
        return organizations.children_within(unit_id, first, last)

    def units_of(self, ids: Iterable[int], day: date) -> dict[int, UnitOn]:
        """Units as they are called on a day."""
        return organizations.units_of(ids, day)

    def members_within(self, code: str, first: date, last: date) -> list[MemberOn]:
        """Members on the last day, and those whose unit ended inside the period."""
        return organizations.members_within(code, first, last)

    def memberships_within(self, code: str, first: date, last: date) -> list[MemberOn]:
        """Every membership of the period with its own days (as it stood)."""
        rows = ClusterMembership.objects.filter(cluster__code=code, superseded_in=None).values_list(
            "unit_id", "valid_from", "valid_to"
        )
        return members(rows, first, last)


class TreeThen:
    """The tree as a revision had it, rebuilt from its versions."""

    def __init__(self, revision: int) -> None:
        self.revision = revision

    @cached_property
    def paths(self) -> list[Path]:
        """The whole dated closure."""
        return Tree(organizations.versions_at(self.revision)).paths()

    @cached_property
    def lives(self) -> dict[int, tuple[date, date | None]]:
        """First day and end of every unit."""
        return {p.descendant_id: (p.valid_from, p.valid_to) for p in self.paths if p.depth == 0}

    def unit_within(self, code: str, first: date, last: date) -> UnitOn | None:
        """The unit of that code standing on `last`, else the latest that stood in the period."""
        ids = [u for u in Unit.objects.filter(code=code).values_list("pk", flat=True) if u in self.lives]
        found = [u for u in self.units_of(ids, last).values() if overlaps((first, None), (u.valid_from, u.valid_to))]
        found = [u for u in found if u.valid_from <= last]
        return max(found, key=lambda u: u.valid_from, default=None)

    def children_within(self, unit_id: int, first: date, last: date) -> list[Path]:
        """Units directly below on any of the days."""
        return [
            p for p in self.paths
            if p.depth == 1 and p.ancestor_id == unit_id and p.valid_from <= last and (not p.valid_to or p.valid_to > first)
        ]  # fmt: skip

    def units_of(self, ids: Iterable[int], day: date) -> dict[int, UnitOn]:
        """Units as they are called today, living as they were known to live."""
        named = organizations.units_of(ids, day)
        return {
            i: replace(u, valid_from=self.lives[i][0], valid_to=self.lives[i][1])
            for i, u in named.items()
            if i in self.lives
        }

    def members_within(self, code: str, first: date, last: date) -> list[MemberOn]:
        """Members on the last day, and those whose unit ended inside the period."""
        found = []
        for member in self.memberships_within(code, first, last):
            born, ends = self.lives[member.unit_id]
            if ends and ends <= last:
                if ends > first and stands(member.valid_from, member.valid_to, date.fromordinal(ends.toordinal() - 1)):
                    found.append(replace(member, unit_ended_on=ends))
            elif stands(member.valid_from, member.valid_to, last) and born <= last:
                found.append(member)
        return found

    def memberships_within(self, code: str, first: date, last: date) -> list[MemberOn]:
        """Every membership of the period with its own days."""
        cluster = Cluster.objects.filter(code=code).values_list("pk", flat=True).first()
        rows = [
            (m.unit_id, m.valid_from, m.valid_to)
            for m in organizations.members_at(self.revision)
            if m.cluster_id == cluster and m.unit_id in self.lives
        ]
        return members(rows, first, last)


def members(rows: Iterable[tuple[int, date, date | None]], first: date, last: date) -> list[MemberOn]:
    """Rows (unit id, from, to) that share a day with the period, named."""
    inside = [r for r in rows if r[1] <= last and (r[2] is None or r[2] > first)]
    units = organizations.units_of((r[0] for r in inside), last)
    return sorted(
        (MemberOn(u, units[u].code, units[u].name, units[u].short_name, start, end) for u, start, end in inside),
        key=lambda m: (m.code, m.valid_from),
    )


def codes_of(ids: Collection[int]) -> dict[int, str]:
    """Unit id to code."""
    rows = Unit.objects.all() if len(ids) > 2000 else Unit.objects.filter(pk__in=ids)
    return {pk: code for pk, code in rows.values_list("pk", "code") if pk in ids}


def descendant_ids(ids: Collection[int]) -> set[int]:
    """The units and all that ever stood below them."""
    if not ids:
        return set()
    return set(UnitPath.objects.filter(ancestor_id__in=ids).values_list("descendant_id", flat=True))
