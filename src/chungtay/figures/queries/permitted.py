"""Whose figures and records a person may see, where the person works, and the latest period with entries."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef

from chungtay.accounts.models import User
from chungtay.kernel.months import month_index
from chungtay.kernel.periods import Period
from chungtay.ledger.queries.stocks import ids
from chungtay.organizations import queries as organizations
from chungtay.organizations.models import Unit
from chungtay.organizations.rules import Permission


@dataclass(frozen=True, slots=True)
class OwnScope:
    """A unit or a cluster in which a person has a role."""

    code: str
    name: str


def may_see_figures(user: User, codes: Collection[str], first: date, last: date, on: date) -> bool:
    """May the person, on day `on`, see the figures of every one of these units and clusters for the period?"""
    units = [code for code in codes if "/" not in code]
    clusters = [organizations.cluster(code) for code in codes if "/" in code]
    if not all(cluster and _may_see_cluster(user, cluster, on) for cluster in clusters):
        return False
    if not units:
        return True
    visible = organizations.units_visible_to(user, on).filter(pk=OuterRef("pk"))
    rows = Unit.objects.filter(code__in=units).annotate(seen=Exists(visible)).values_list("code", "pk", "seen")
    seen = {(code, pk): may for code, pk, may in rows}
    return all(_meant(code, seen, first, last) for code in units)


def _may_see_cluster(user: User, cluster: organizations.ClusterOn, on: date) -> bool:
    """By a role above the cluster's owner, which most readers have, or by any other."""
    see = Permission.SEE_FIGURES
    return organizations.may(user, see, cluster.owner_id, on) or organizations.may_in_cluster(user, see, cluster.id, on)


def _meant(code: str, seen: dict[tuple[str, int], bool], first: date, last: date) -> bool:
    """Is the unit that the code means in the period among the seen ones? A code may be borne by several in turn."""
    bearers = {pk: may for (borne, pk), may in seen.items() if borne == code}
    if len(set(bearers.values())) < 2:
        return any(bearers.values())
    unit = organizations.unit_within(code, first, last)
    return unit is not None and bearers[unit.id]


def seen_records(user: User, on: date) -> frozenset[int]:
    """The units whose records the person may see on that day."""
    return frozenset(organizations.units_visible_to(user, on, Permission.SEE_RECORDS).values_list("pk", flat=True))


def own_scopes(user: User, on: date) -> list[OwnScope]:
    """The units, then the clusters, in which the person has a role; and the clusters that these units formed."""
    roles = list(organizations.roles_of(user, on))
    units = organizations.units_of({role.unit_id for role in roles if role.unit_id}, on)
    found = {OwnScope(unit.code, unit.name) for unit in units.values()}
    found |= {OwnScope(role.cluster.code, role.cluster.name) for role in roles if role.cluster}
    found |= {OwnScope(cluster.code, cluster.name) for cluster in organizations.clusters_of(units)}
    return sorted(found, key=lambda scope: ("/" in scope.code, scope.code))


def latest_period(codes: Sequence[str], on: date) -> Period:
    """From January to the latest month that has entries, up to the month of day `on`.

    Without entries to the last whole month, or to the one in which the unit ended.
    """
    month = max(_latest_month(code, on) for code in codes) or max(_whole_month(code, on) for code in codes)
    return Period.months(month // 12, month % 12 + 1)


def _whole_month(code: str, on: date) -> int:
    unit = None if "/" in code else organizations.unit_within(code, date.min, on)
    if unit is not None and unit.valid_to is not None and unit.valid_to <= on:
        return month_index(unit.valid_to - timedelta(days=1))
    return month_index(on) - 1


def _latest_month(code: str, on: date) -> int:
    if "/" in code:
        units = {member.unit_id for member in organizations.memberships_within(code, date.min, on)}
    else:
        units = set(Unit.objects.filter(code=code).values_list("pk", flat=True))
    sql = (
        f"SELECT MAX(last_month), NULL FROM ledger_monthsum WHERE unit_id IN ({ids(units)})"
        f" AND last_month <= {month_index(on)} AND entries <> 0"
        f" UNION ALL SELECT NULL, MAX(day) FROM ledger_fact WHERE unit_id IN ({ids(units)}) AND day <= {on.toordinal()}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = [month if day is None else month_index(date.fromordinal(day)) for month, day in cursor.fetchall()]
    return max((month for month in found if month is not None), default=0)
