"""The pages of emulation clusters: those that a person may see, who belongs to them and who leads them, over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from chungtay.accounts.models import User
from chungtay.directory.queries.tree import CURRENT, UnitRow, holding
from chungtay.directory.queries.units import Dated, called_on
from chungtay.organizations.models import Cluster, ClusterMembership, ClusterOffice, Role, UnitVersion
from chungtay.organizations.queries import units_visible_to
from chungtay.organizations.rules import CLUSTER_ROLE_NAMES, ClusterRole, Permission, roles_with

MOST_CLUSTERS = 100


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster on a day: how many members it has, and who leads it (role in words, short name of the unit)."""

    id: int
    code: str
    name: str
    seen: bool
    members: int
    leaders: tuple[tuple[str, str], ...]
    membership: Dated | None = None


@dataclass(frozen=True, slots=True)
class ClusterPage:
    """One cluster: its owner, its members and its head and deputy over time, the newest first."""

    id: int
    code: str
    name: str
    owner: UnitRow | None
    may_administer: bool
    members: tuple[tuple[UnitRow, Dated], ...]
    offices: tuple[tuple[UnitRow, Dated], ...]

    def members_on(self, day: date) -> list[UnitRow]:
        """Who belongs to it on the day."""
        return [unit for unit, stay in self.members if stay.holds_on(day)]


def clusters_seen(user: User, today: date, on: date) -> list[ClusterRow]:
    """The clusters that the person may see, with their members on day `on`, by code; at most MOST_CLUSTERS."""
    seen = Cluster.objects.annotate(seen=_may(user, today, Permission.SEE_FIGURES)).filter(seen=True)
    return _rows(seen.order_by("code")[:MOST_CLUSTERS], on, {})


def clusters_of_unit(user: User, today: date, on: date, unit_id: int) -> list[ClusterRow]:
    """The clusters to which the unit belonged at any time or which it formed, by code."""
    stays: dict[int, Dated] = {}
    rows = ClusterMembership.objects.filter(CURRENT, unit=unit_id).order_by("valid_from")
    for row in rows:
        stays[row.cluster_id] = Dated((), row.valid_from, row.valid_to, row.pk)
    clusters = Cluster.objects.filter(Q(pk__in=stays) | Q(owner=unit_id))
    return _rows(clusters.annotate(seen=_may(user, today, Permission.SEE_FIGURES)).order_by("code"), on, stays)


def cluster_page(user: User, code: str, today: date) -> ClusterPage | None:
    """The cluster of that code, for whom may see it; None where there is none.

    Raises PermissionError for whom it does not concern. Units are called as they are, or were last, today.
    """
    right, administer = _may(user, today, Permission.SEE_FIGURES), _may(user, today, Permission.ADMINISTER)
    found = Cluster.objects.filter(code=code).annotate(seen=right, governed=administer).first()
    if found is None:
        return None
    if not found.seen:
        raise PermissionError(code)
    members = list(ClusterMembership.objects.filter(CURRENT, cluster=found).order_by("-valid_from", "pk"))
    offices = list(ClusterOffice.objects.filter(cluster=found).order_by("-valid_from", "role"))
    ids = {found.owner_id, *(m.unit_id for m in members), *(o.unit_id for o in offices)}
    units = _called(user, ids, today)
    return ClusterPage(
        found.pk,
        found.code,
        found.name,
        units.get(found.owner_id),
        found.governed,
        tuple(
            (units[m.unit_id], Dated((), m.valid_from, m.valid_to, m.pk))
            for m in sorted(members, key=lambda m: m.valid_to is not None and m.valid_to <= today)
        ),
        tuple((units[o.unit_id], Dated((_word(o.role),), o.valid_from, o.valid_to, o.pk)) for o in offices),
    )


def _may(user: User, today: date, permission: Permission) -> Q:
    """By a role for the cluster, for its owner, or above its owner (as `organizations.queries.may_in_cluster`)."""
    roles = Role.objects.filter(holding(today), user=user, role__in=roles_with(permission), cluster=OuterRef("pk"))
    return Q(Exists(roles) | Exists(units_visible_to(user, today, permission).filter(pk=OuterRef("owner"))))


def _rows(clusters: QuerySet[Cluster], on: date, stays: dict[int, Dated]) -> list[ClusterRow]:
    here = ClusterMembership.objects.filter(CURRENT, holding(on), cluster=OuterRef("pk")).order_by().values("cluster")
    found = list(clusters.annotate(size=Subquery(here.annotate(size=Count("pk")).values("size"))))
    leaders = _leaders([cluster.pk for cluster in found], on)
    return [
        ClusterRow(c.pk, c.code, c.name, c.seen, c.size or 0, tuple(leaders.get(c.pk, ())), stays.get(c.pk))  # type: ignore[attr-defined]
        for c in found
    ]


def _leaders(ids: list[int], on: date) -> dict[int, list[tuple[str, str]]]:
    if not ids:
        return {}
    called = UnitVersion.objects.filter(CURRENT, holding(on), unit=OuterRef("unit")).values("short_name")[:1]
    offices = ClusterOffice.objects.filter(holding(on), cluster__in=ids).annotate(called=Subquery(called))
    found: dict[int, list[tuple[str, str]]] = {}
    for cluster, role, name in offices.order_by("-role").values_list("cluster", "role", "called"):
        found.setdefault(cluster, []).append((_word(role), name or ""))
    return found


def _called(user: User, ids: Iterable[int], day: date) -> dict[int, UnitRow]:
    seen = Exists(units_visible_to(user, day).filter(pk=OuterRef("unit")))
    rows = UnitVersion.objects.filter(CURRENT, unit__in=set(ids)).select_related("unit").annotate(seen=seen)
    return called_on(rows, day)


def _word(role: str) -> str:
    return CLUSTER_ROLE_NAMES[ClusterRole(role)]
