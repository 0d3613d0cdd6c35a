"""Whom a unit may send a directive to: who stands below it, of what kinds, in which clusters."""

from collections.abc import Collection
from datetime import date

from chungtay.correspondence.rules import Audience
from chungtay.organizations.queries import ClusterOn, Structure, UnitOn
from chungtay.organizations.rules import UnitKind, stands

from .directives import is_below


def units_right_below(known: Structure, unit_id: int, day: date) -> list[UnitOn]:
    """Who stands right below on the day, by code."""
    ids = {unit for unit, since, end in known.directly_below(unit_id) if stands(since, end, day)}
    return sorted(known.units_of(ids, day).values(), key=lambda unit: unit.code)


def kinds_below(known: Structure, unit_id: int, day: date) -> list[UnitKind]:
    """The kinds of the units that stand below on the day."""
    found = {UnitKind(unit.kind) for unit in _all_below(known, unit_id, day)}
    return [kind for kind in UnitKind if kind in found]


def clusters_of(known: Structure, unit_id: int) -> list[ClusterOn]:
    """The clusters that the unit has formed."""
    return sorted((c for c in known.clusters.values() if c.owner_id == unit_id), key=lambda cluster: cluster.code)


def chosen_receivers(
    known: Structure, unit_id: int, audience: Audience, day: date, *, kind: str = "", cluster: str = "",
    codes: Collection[str] = (),
) -> tuple[int, ...]:  # fmt: skip
    """The units that the sender means, as ids. Of listed codes also one that has ended by then: the action says so."""
    match audience:
        case Audience.BELOW:
            return tuple(unit.id for unit in units_right_below(known, unit_id, day))
        case Audience.KIND:
            return tuple(unit.id for unit in _all_below(known, unit_id, day) if unit.kind == kind)
        case Audience.CLUSTER:
            return tuple(m.unit_id for m in known.members_within(cluster, day, day) if m.unit_ended_on is None)
        case Audience.LIST:
            listed = (known.unit_within(code, date.min, day) for code in codes)
            return tuple(unit.id for unit in listed if unit)


def _all_below(known: Structure, unit_id: int, day: date) -> list[UnitOn]:
    ids = {unit for unit in known.descendant_ids([unit_id]) if is_below(known, unit, unit_id, day)}
    return sorted(known.units_of(ids, day).values(), key=lambda unit: unit.code)
