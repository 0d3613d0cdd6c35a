"""The pages of emulation clusters: those that a person may see, who belongs to them and who leads them, over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from chungtay.directory.queries.tree import UnitRow, rows_of
from chungtay.directory.queries.units import Dated
from chungtay.organizations.models import ClusterMembership, ClusterOffice
from chungtay.organizations.queries import ClusterOn, Sight
from chungtay.organizations.rules import CLUSTER_ROLE_NAMES, ClusterRole, Permission, stands

MOST_CLUSTERS = 100


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster on a day: how many members it has, and who leads it (role in words, short name of the unit).

    `membership`: the days of the unit whose page shows it.
    """

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
    owner: UnitRow
    may_administer: bool
    members: tuple[tuple[UnitRow, Dated], ...]
    offices: tuple[tuple[UnitRow, Dated], ...]

    def members_on(self, day: date) -> list[UnitRow]:
        """Who belongs to it on the day."""
        return [unit for unit, stay in self.members if stay.holds_on(day)]


def clusters_seen(view: Sight, on: date) -> list[ClusterRow]:
    """The clusters that the person may see, with their members on day `on`, by code; at most MOST_CLUSTERS."""
    clusters = sorted(view.structure.clusters.values(), key=lambda cluster: cluster.code)
    seen = [cluster for cluster in clusters if view.may_in_cluster(Permission.SEE_FIGURES, cluster)]
    return _rows(view, seen[:MOST_CLUSTERS], on)


def clusters_of_unit(view: Sight, on: date, unit_id: int) -> list[ClusterRow]:
    """The clusters to which the unit belonged at any time or which it formed, by code."""
    mine = [
        cluster
        for cluster in view.structure.clusters.values()
        if cluster.owner_id == unit_id
        or any(stay.unit_id == unit_id for stay in view.structure.memberships(cluster.code))
    ]
    return _rows(view, sorted(mine, key=lambda cluster: cluster.code), on, unit_id)


def cluster_page(view: Sight, code: str) -> ClusterPage | None:
    """The cluster of that code, for whom may see it; None where there is none.

    Raises PermissionError for whom it does not concern. Units are called as they are, or were last, today.
    """
    found = view.structure.cluster(code)
    if found is None:
        return None
    if not view.may_in_cluster(Permission.SEE_FIGURES, found):
        raise PermissionError(code)
    members = sorted(view.structure.memberships(code), key=lambda m: (m.valid_from, -m.pk), reverse=True)
    offices = list(ClusterOffice.objects.filter(cluster=found.id).order_by("-valid_from", "-role"))
    ids = {found.owner_id, *(m.unit_id for m in members), *(o.unit_id for o in offices)}
    units = {row.id: row for row in rows_of(view, ids, view.on)}
    return ClusterPage(
        found.id,
        found.code,
        found.name,
        units[found.owner_id],
        view.may_in_cluster(Permission.ADMINISTER, found),
        tuple(
            (units[m.unit_id], _stay(m))
            for m in sorted(members, key=lambda m: m.valid_to is not None and m.valid_to <= view.on)
        ),
        tuple((units[o.unit_id], Dated((_word(o.role),), o.valid_from, o.valid_to, o.pk)) for o in offices),
    )


def _stay(row: ClusterMembership) -> Dated:
    return Dated((), row.valid_from, row.valid_to, row.pk)


def _rows(view: Sight, clusters: Iterable[ClusterOn], on: date, unit_id: int | None = None) -> list[ClusterRow]:
    shown = list(clusters)
    leaders = _leaders(view, [cluster.id for cluster in shown], on)
    rows = []
    for cluster in shown:
        stays = view.structure.memberships(cluster.code)
        rows.append(
            ClusterRow(
                cluster.code,
                cluster.name,
                view.may_in_cluster(Permission.SEE_FIGURES, cluster),
                sum(stands(stay.valid_from, stay.valid_to, on) for stay in stays),
                tuple(leaders.get(cluster.id, ())),
                next((_stay(stay) for stay in reversed(stays) if stay.unit_id == unit_id), None),
            )
        )
    return rows


def _leaders(view: Sight, ids: list[int], on: date) -> dict[int, list[tuple[str, str]]]:
    if not ids:
        return {}
    offices = ClusterOffice.objects.filter(cluster__in=ids).order_by("-role", "valid_from")
    holding = [office for office in offices if stands(office.valid_from, office.valid_to, on)]
    units = view.structure.units_of({office.unit_id for office in holding}, on)
    found: dict[int, list[tuple[str, str]]] = {}
    for office in holding:
        found.setdefault(office.cluster_id, []).append((_word(office.role), units[office.unit_id].short_name))
    return found


def _word(role: str) -> str:
    return CLUSTER_ROLE_NAMES[ClusterRole(role)]
