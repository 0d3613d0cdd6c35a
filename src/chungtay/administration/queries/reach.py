"""What a person administers: some units with all below them, and the chapters among them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from chungtay.accounts.models import User
from chungtay.organizations.models import Cluster, Role, Unit
from chungtay.organizations.queries import UnitOn, roles_of, units_of, units_visible_to
from chungtay.organizations.rules import Permission, UnitKind, roles_with

CHAPTERS = (UnitKind.PROVINCE, UnitKind.NATION)


@dataclass(frozen=True, slots=True)
class Reach:
    """`tops`: the units of the person's own roles on the day, with all below them; `units` as a query, for `in`."""

    user: User
    on: date
    tops: tuple[UnitOn, ...]
    units: QuerySet[Unit]

    @property
    def chapters(self) -> tuple[UnitOn, ...]:
        """The provinces, and the nation, at which the person administers what holds for the whole chapter."""
        return tuple(unit for unit in self.tops if unit.kind in CHAPTERS)

    @property
    def is_chapter_wide(self) -> bool:
        """Does the person administer a whole chapter?"""
        return bool(self.chapters)

    def holds_unit(self, unit_id: int) -> bool:
        """Is the unit one of those administered?"""
        return self.units.filter(pk=unit_id).exists()

    def clusters(self) -> list[Cluster]:
        """The clusters that units of the reach formed, by code."""
        return list(Cluster.objects.filter(owner__in=self.units).order_by("code"))

    def roles(self) -> QuerySet[Role]:
        """Every role, of whatever days, in a unit or a cluster of the reach."""
        return Role.objects.filter(Q(unit__in=self.units) | Q(cluster__owner__in=self.units))


def reach_of(user: User, on: date) -> Reach:
    """What the person administers on that day; `tops` is empty where that is nothing."""
    roles = roles_of(user, on).filter(role__in=roles_with(Permission.ADMINISTER)).order_by("pk")
    ids = list(dict.fromkeys(pk for pk in roles.values_list("unit", flat=True) if pk))
    found = units_of(ids, on) if ids else {}
    tops = tuple(found[pk] for pk in ids if pk in found)
    return Reach(user, on, tops, units_visible_to(user, on, Permission.ADMINISTER))
