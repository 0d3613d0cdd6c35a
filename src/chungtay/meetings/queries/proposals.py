"""Whom a meeting of a unit or cluster would ask."""

from datetime import date

from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import stands


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
