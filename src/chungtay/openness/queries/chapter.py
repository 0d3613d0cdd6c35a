"""Whose open pages these are."""

from datetime import date

from django.conf import settings
from django.http import Http404

from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import UnitKind

HIGHEST = (UnitKind.PROVINCE, UnitKind.NATION, UnitKind.DISTRICT)


def the_chapter(on: date, known: Structure) -> UnitOn:
    """The unit of the setting; else the only province that stands; else the nation, or the first of those below.

    Raises Http404 where none stands.
    """
    ids = known.bearers(settings.CHUNGTAY_CHAPTER)
    if not ids:
        ids = [life[-1].unit_id for life in known.all_lives() if life[-1].kind in HIGHEST]
    standing = [unit for unit in known.units_of(ids, on).values() if unit.stands_on(on)]
    provinces = sum(unit.kind == UnitKind.PROVINCE for unit in standing)
    if not standing:
        raise Http404
    order = HIGHEST if provinces == 1 else (UnitKind.NATION, *HIGHEST)
    return min(standing, key=lambda unit: (order.index(unit.kind) if unit.kind in order else len(order), unit.code))


def below(chapter: UnitOn, on: date, known: Structure) -> list[UnitOn]:
    """The units directly below that stand on a day, by code."""
    ids = [
        unit for unit, since, until in known.directly_below(chapter.id) if since <= on and (until is None or on < until)
    ]
    return sorted(known.units_of(ids, on).values(), key=lambda unit: unit.code)
