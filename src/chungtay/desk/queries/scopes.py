"""What the home page shows: where the signed-in person works."""

from typing import Any

from chungtay.desk.rules import Scope
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import ROLE_NAMES
from chungtay.organizations.rules import Role as RoleCode


def scopes_within(seen: Sight) -> list[Scope]:
    """The units and clusters in which the person has a role on that day, and the clusters that these units formed.

    Clusters after units, in order of code; a role for the owner unit is the person's word in its clusters.
    """
    units = seen.own_units()
    words: dict[tuple[str, int], list[str]] = {}
    scopes: dict[tuple[str, int], Scope] = {}
    for role in seen.roles:
        key = _key(role)
        words.setdefault(key, []).append(ROLE_NAMES[RoleCode(role.role)])
        if role.cluster:
            scopes[key] = Scope("cluster", role.cluster.code, role.cluster.name, tuple(words[key]))
        else:
            unit = units[key[1]]
            scopes[key] = Scope("unit", unit.code, unit.name, tuple(words[key]), not unit.stands_on(seen.on))
    for cluster in seen.structure.clusters.values():
        if cluster.owner_id in units:
            owners = tuple(words["unit", cluster.owner_id])
            scopes.setdefault(("cluster", cluster.id), Scope("cluster", cluster.code, cluster.name, owners))
    return sorted(scopes.values(), key=lambda scope: (scope.kind == "cluster", scope.code))


def _key(role: Any) -> tuple[str, int]:
    """Of a role as the frame reads it."""
    if role.cluster_id is not None:
        return "cluster", role.cluster_id
    assert role.unit_id is not None  # a constraint gives every role its unit or its cluster
    return "unit", role.unit_id
