"""Whose meetings a person may call, and whom such a meeting would ask."""

from datetime import date

from chungtay.figures.queries.permitted import scopes_of
from chungtay.organizations.queries import Sight, Structure, UnitOn
from chungtay.organizations.rules import stands

from .meetings import runs


def proposed_members(of: str, day: date, known: Structure) -> list[UnitOn]:
    """The members of a cluster on a day, in the order in which they were entered; the units right below a unit, by code.

    Units that do not stand on the day are left out.
    """
    if "/" in of:
        rows = sorted(known.members_within(of, day, day), key=lambda member: member.place)
        ids = [row.unit_id for row in rows]
    else:
        unit = known.unit_within(of, day, day)
        stays = known.directly_below(unit.id) if unit else []
        ids = [below for below, since, end in stays if stands(since, end, day)]
    units = known.units_of(ids, day)
    found = [units[unit_id] for unit_id in dict.fromkeys(ids) if units[unit_id].stands_on(day)]
    return found if "/" in of else sorted(found, key=lambda unit: unit.code)


def hosts(of: str, day: date, known: Structure) -> list[UnitOn]:
    """Who may host besides members: the unit that formed the cluster, or the unit itself."""
    cluster = known.cluster(of) if "/" in of else None
    unit = known.unit_by_id(cluster.owner_id, day) if cluster else known.unit_within(of, day, day)
    return [unit] if unit and unit.stands_on(day) else []


def callable_scopes(seen: Sight) -> dict[str, str]:
    """By code the names of units and clusters whose meetings the person may call: own ones, and clusters formed there."""
    return {one.code: one.name for one in scopes_of(seen) if runs(seen, one.code, seen.on)}
