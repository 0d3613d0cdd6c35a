"""Where a donor may live, and which club or chapter may enrol somebody."""

from datetime import date

from django.db.models import Q

from chungtay.organizations.models import Unit
from chungtay.organizations.queries import structure
from chungtay.organizations.rules import UnitKind
from chungtay.places.models import Area
from chungtay.places.rules import AreaTier

ENROLLING = (UnitKind.CLUB, UnitKind.COMMUNE, UnitKind.DISTRICT, UnitKind.SCHOOL, UnitKind.AGENCY)  # in this order
MOST = 600  # units and communes to choose from; beyond them a club sends a link of its own


def communes(on: date) -> list[tuple[str, str]]:
    """The communes of a day in which a chapter stands, by name."""
    standing = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    rows = Area.objects.filter(standing, tier=AreaTier.COMMUNE, pk__in=Unit.objects.values("area")).order_by(
        "name", "pk"
    )
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")[:MOST]]


def enrolling_units(on: date) -> list[tuple[str, str]]:
    """The units that enrol donors on a day: clubs first."""
    tree = structure()
    found = tree.units_of((life[0].unit_id for life in tree.all_lives()), on).values()
    standing = [unit for unit in found if unit.kind in ENROLLING and unit.stands_on(on)]
    standing.sort(key=lambda unit: (ENROLLING.index(UnitKind(unit.kind)), unit.code))
    return [(str(unit.id), unit.name) for unit in standing[:MOST]]
