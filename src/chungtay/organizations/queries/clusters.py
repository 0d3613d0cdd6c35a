"""Clusters: members and heads on a day, and who counts for a period."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.models import Cluster, ClusterMembership
from chungtay.organizations.queries.paths import known_at, on_day, within
from chungtay.organizations.queries.units import UnitOn, unit_on, units, units_of, units_within
from chungtay.organizations.rules import UnitKind, stands

_NO_CLUSTER = gettext_noop("Không có cụm mang mã %(code)s")
_NO_UNIT = gettext_noop("Không có đơn vị mang mã %(code)s vào ngày %(day)s")


@dataclass(frozen=True, slots=True)
class ClusterOn:
    """A cluster and the unit that formed it."""

    id: int
    code: str
    name: str
    owner_id: int


@dataclass(frozen=True, slots=True)
class MemberOn:
    """A unit in a cluster: the days of its membership (half-open).

    `unit_ended_on` is the first day on which the unit no longer stood, if that lies inside the asked period;
    `place` orders members as they were entered (a decision lists them in an order of its own).
    """

    unit_id: int
    code: str
    name: str
    short_name: str
    valid_from: date
    valid_to: date | None
    unit_ended_on: date | None = None
    place: int = 0


@dataclass(frozen=True, slots=True)
class MembershipAt:
    """A membership as known at a revision."""

    cluster_id: int
    unit_id: int
    valid_from: date
    valid_to: date | None


def cluster(code: str) -> ClusterOn | None:
    """The cluster of that code, or None."""
    row = Cluster.objects.filter(code=code).first()
    return ClusterOn(row.id, row.code, row.name, row.owner_id) if row else None


def members_on(cluster_code: str, day: date) -> list[MemberOn]:
    """The members standing on a day, sorted by code."""
    rows = _memberships(cluster_code).filter(on_day(day))
    found = units_of((row.unit_id for row in rows), day)
    members = [member_of(row, found[row.unit_id], day) for row in rows if found[row.unit_id].stands_on(day)]
    return sorted(members, key=lambda member: member.code)


def members_within(cluster_code: str, first: date, last: date, revision: int | None = None) -> list[MemberOn]:
    """Who counts for a period (both days inclusive), sorted by code.

    The members on the last day, over the whole period; and those whose unit ended inside the period while
    it was a member (`unit_ended_on` set), so that a dissolved member's work is not lost. `revision`: as known then.
    """
    rows = memberships_within(cluster_code, first, last, revision)
    return [row for row in rows if row.unit_ended_on or stands(row.valid_from, row.valid_to, last)]


def memberships_within(cluster_code: str, first: date, last: date, revision: int | None = None) -> list[MemberOn]:
    """Every membership that shares a day with the period (both days inclusive), by code and day: as it stood."""
    rows = list(_memberships(cluster_code, revision).filter(within(first, last)))
    found = units_within((row.unit_id for row in rows), first, last, revision)
    return sorted(
        (member_of(row, found[row.unit_id], last) for row in rows if row.unit_id in found),
        key=lambda member: (member.code, member.valid_from),
    )


def units_under(code: str, on: date, kind: UnitKind | str | None = None) -> list[UnitOn]:
    """What lies below a unit on a day (itself left out), or the members of a cluster, sorted by code.

    With a kind, also a cluster is searched at every level. Raises Refusal for a code that stands for nothing then.
    """
    if "/" in code:
        if cluster(code) is None:
            raise Refusal(_NO_CLUSTER, code=code)
        members = [member.unit_id for member in members_on(code, on)]
        return units(members, on, kind) if kind else sorted(units_of(members, on).values(), key=lambda u: u.code)
    top = unit_on(code, on)
    if top is None:
        raise Refusal(_NO_UNIT, code=code, day=f"{on:%d/%m/%Y}")
    return [unit for unit in units(top.id, on, kind) if unit.id != top.id]


def members_at(revision: int) -> list[MembershipAt]:
    """All memberships as known at a revision, by cluster, unit and day."""
    rows = (
        ClusterMembership.objects.filter(known_at(revision))
        .order_by("cluster", "unit", "valid_from")
        .values_list("cluster", "unit", "valid_from", "valid_to")
    )
    return [MembershipAt(*row) for row in rows]


def _memberships(cluster_code: str, revision: int | None = None) -> QuerySet[ClusterMembership]:
    return ClusterMembership.objects.filter(known_at(revision), cluster__code=cluster_code)


def member_of(row: ClusterMembership, unit: UnitOn, last: date) -> MemberOn:
    """The member; `unit_ended_on` where it belonged to the cluster to its unit's last day, not after `last`."""
    ended_on = None
    if unit.valid_to is not None and unit.valid_to <= last:
        final_day = unit.valid_to - timedelta(days=1)
        ended_on = unit.valid_to if stands(row.valid_from, row.valid_to, final_day) else None
    return MemberOn(unit.id, unit.code, unit.name, unit.short_name, row.valid_from, row.valid_to, ended_on, row.pk)
