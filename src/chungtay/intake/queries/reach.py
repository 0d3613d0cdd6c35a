"""For which units a person may bring figures in."""

from datetime import date

from chungtay.accounts.models import User
from chungtay.exchange.models import ImportChunk
from chungtay.ledger.models import Entry
from chungtay.organizations.queries import UnitOn, may, roles_of, unit_by_id, units_visible_to
from chungtay.organizations.rules import CLUSTER_ROLES, Permission, roles_with

RECORDING = frozenset(roles_with(Permission.RECORD)) - frozenset(CLUSTER_ROLES)


def reach_of(user: User, on: date) -> frozenset[int]:
    """Ids of the units whose rows the person may bring in that day: where they may record."""
    return frozenset(units_visible_to(user, on, Permission.RECORD).values_list("pk", flat=True))


def own_units(user: User, on: date) -> list[UnitOn]:
    """The units for which the person has a role that records, as they are called that day; those that stand first."""
    roles = roles_of(user, on).filter(role__in=RECORDING, unit__isnull=False)
    ids = list(dict.fromkeys(roles.values_list("unit_id", flat=True)))
    found = [unit for unit in (unit_by_id(pk, on) for pk in ids) if unit is not None]
    return sorted(found, key=lambda unit: not unit.stands_on(on))


def may_import(user: User, unit_id: int, on: date) -> bool:
    """May the person bring a file in for this unit?"""
    return may(user, Permission.RECORD, unit_id, on)


def units_of_import(number: int) -> frozenset[int]:
    """Ids of the units whose entries an import made."""
    found: set[int] = set()
    for first, last in ImportChunk.objects.filter(of=number).values_list("first_seq", "last_seq"):
        entries = Entry.objects.filter(pk__gte=first, pk__lte=last, unit_id__isnull=False)
        found.update(entries.values_list("unit_id", flat=True).distinct())
    return frozenset(found)
