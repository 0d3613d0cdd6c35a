"""What one person may do where on a day, asked once and answered from memory: a page asks it of many units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chungtay.accounts.models import User
from chungtay.organizations.models import ClusterMembership, Role
from chungtay.organizations.queries.clusters import ClusterOn
from chungtay.organizations.queries.permissions import roles_of
from chungtay.organizations.queries.structure import Structure, structure
from chungtay.organizations.queries.units import UnitOn
from chungtay.organizations.rules import CLUSTER_ROLES, Path, Permission, roles_with, stands

KEPT = 32  # answers about all units; one of 14,000 takes a megabyte


class Everyone(frozenset[int]):
    """All units that there are: no row need be held against them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A person's roles on a day, over the organization as known now. It answers as `may` and `units_visible_to` do."""

    roles: tuple[Role, ...]
    on: date
    structure: Structure

    def own_units(self) -> dict[int, UnitOn]:
        """The units in which the person has a role, as they are called on the day."""
        return self.structure.units_of({role.unit_id for role in self.roles if role.unit_id}, self.on)

    def may(self, permission: Permission | str, unit_id: int) -> bool:
        """May the person do this for the unit?"""
        return unit_id in self.units(permission, [unit_id])

    def may_in_cluster(self, permission: Permission | str, cluster: ClusterOn) -> bool:
        """May the person do this for the cluster as a whole?"""
        held = any(role.cluster_id == cluster.id for role in self._with(permission))
        return held or self.may(permission, cluster.owner_id)

    def units(self, permission: Permission | str, among: Iterable[int] | None = None) -> frozenset[int]:
        """The units for which the person has the permission (of these only)."""
        roles = self._with(permission)
        if among is not None:
            return self._units(roles, among)
        key = (self.on, frozenset((role.role in CLUSTER_ROLES, role.unit_id, role.cluster_id) for role in roles))
        kept = self.structure.derived.setdefault(Sight, {})  # as long as the tree is the same
        found: frozenset[int] | None = kept.get(key)
        if found is None:
            if len(kept) >= KEPT:
                kept.clear()
            found = self._units(roles, None)
            kept[key] = found = Everyone(found) if len(found) == self.structure.count else found
        return found

    def _units(self, roles: list[Role], among: Iterable[int] | None) -> frozenset[int]:
        tops = {role.unit_id for role in roles if role.unit_id and role.role not in CLUSTER_ROLES}
        clusters = [role.cluster for role in roles if role.cluster and role.role in CLUSTER_ROLES]
        members = [row for cluster in clusters for row in self.structure.memberships(cluster.code)]
        asked = self.structure.descendant_ids(tops) if among is None else among
        found = {unit for unit in asked if self._below(tops, self.structure.above(unit))}
        led = {row.unit_id for row in members if self._is_member(row)}
        return frozenset(found | (led if among is None else led & set(asked)))

    def _with(self, permission: Permission | str) -> list[Role]:
        able = roles_with(Permission(permission))
        return [role for role in self.roles if role.role in able]

    def _below(self, tops: set[int], paths: tuple[Path, ...]) -> bool:
        """Is the unit below one of these on the day; was it on its last day, will it be on its first?"""
        if not paths:
            return False
        begins, ends = _life(paths)
        return any(
            path.ancestor_id in tops
            and (
                stands(path.valid_from, path.valid_to, self.on)
                or (ends is not None and ends <= self.on and path.valid_to == ends)
                or (begins > self.on and path.valid_from == begins)
            )
            for path in paths
        )

    def _is_member(self, row: ClusterMembership) -> bool:
        """Is the unit a member on the day, or did it end while it was one?"""
        if stands(row.valid_from, row.valid_to, self.on):
            return True
        _, ends = _life(self.structure.above(row.unit_id))
        if row.valid_from > self.on or ends is None or not row.valid_from < ends <= self.on:
            return False
        return row.valid_to is None or ends <= row.valid_to


def _life(paths: tuple[Path, ...]) -> tuple[date, date | None]:
    """First day and end of the unit that the paths lead to."""
    return paths[-1].valid_from, paths[-1].valid_to


def sight(user: User | None, on: date) -> Sight:
    """What the person may do on a day."""
    active = user is not None and user.is_active
    return Sight(tuple(roles_of(user, on)) if user is not None and active else (), on, structure())


def sight_by(roles: Sequence[Any], on: date) -> Sight:
    """The same by the roles of that day that `frame_roles` gave: no further question."""
    return Sight(tuple(roles), on, structure(roles[0].state if roles else None))
