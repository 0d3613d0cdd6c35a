"""Whose figures and records a person may see, where the person works, and the latest period with entries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Sight, Structure, structure
from chungtay.organizations.rules import Permission


@dataclass(frozen=True, slots=True)
class OwnScope:
    """A unit or a cluster in which a person has a role."""

    code: str
    name: str


def sees_figures(seen: Sight, codes: Collection[str], first: date, last: date) -> bool:
    """May the person see the figures of every one of these units and clusters for the period?"""
    return all(_sees_cluster(seen, code) if "/" in code else _sees_unit(seen, code, first, last) for code in codes)


def _sees_cluster(seen: Sight, code: str) -> bool:
    cluster = seen.structure.cluster(code)
    return cluster is not None and seen.may_in_cluster(Permission.SEE_FIGURES, cluster)


def _sees_unit(seen: Sight, code: str, first: date, last: date) -> bool:
    """Is the unit that the code means in the period among the seen ones? A code may be borne by several in turn."""
    bearers = set(seen.structure.bearers(code))
    visible = seen.units(Permission.SEE_FIGURES, bearers)
    if visible in (bearers, set()):
        return bool(visible)
    unit = seen.structure.unit_within(code, first, last)
    return unit is not None and unit.id in visible


def scopes_of(seen: Sight) -> list[OwnScope]:
    """The units, then the clusters, in which the person has a role; and the clusters that these units formed."""
    units = seen.own_units()
    found = {OwnScope(unit.code, unit.name) for unit in units.values()}
    found |= {OwnScope(role.cluster.code, role.cluster.name) for role in seen.roles if role.cluster}
    formed = [cluster for cluster in seen.structure.clusters.values() if cluster.owner_id in units]
    found |= {OwnScope(cluster.code, cluster.name) for cluster in formed}
    return sorted(found, key=lambda scope: ("/" in scope.code, scope.code))


def last_day(code: str, on: date, known: Structure) -> date:
    """The day, or the last one before it on which the unit of that code stood."""
    unit = None if known.cluster(code) else known.unit_within(code, date.min, on)
    return unit.valid_to - timedelta(days=1) if unit and unit.valid_to and unit.valid_to <= on else on


def latest_period(codes: Sequence[str], on: date, known: Structure | None = None) -> Period:
    """From January to the latest month that has entries, up to the month of day `on`.

    Without entries to the last whole month, or to the one in which the unit ended. `known`: the organization as known now.
    """
    known = known or structure()
    days = [last_day(code, on, known) for code in codes]
    month = _latest_month(codes, on, known) or max(month_index(day) - (day == on) for day in days)
    return Period.months(month // 12, month % 12 + 1)


def _latest_month(codes: Sequence[str], on: date, known: Structure) -> int:
    units = {row.unit_id for code in codes for row in known.memberships(code) if row.valid_from <= on}
    units |= {unit for code in codes for unit in known.bearers(code)}
    values = ", ".join(f"({unit})" for unit in sorted(units)) or "(0)"
    sql = (  # an index probe for each unit and indicator
        f"SELECT MAX(q.month), MAX(q.day) FROM (WITH u(id) AS (VALUES {values}) SELECT"
        " (SELECT m.last_month FROM ledger_monthsum m WHERE m.unit_id = u.id AND m.indicator_id = i.id"
        f" AND m.last_month <= {month_index(on)} AND m.entries <> 0 ORDER BY m.last_month DESC LIMIT 1) AS month,"
        " (SELECT MAX(f.day) FROM ledger_fact f WHERE f.unit_id = u.id AND f.indicator_id = i.id"
        f" AND f.day <= {on.toordinal()}) AS day FROM u CROSS JOIN ledger_indicator i) q"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        month, day = cursor.fetchone()
    return max(month or 0, month_index(date.fromordinal(day)) if day else 0)
