"""Whose open pages these are."""

from datetime import date

from django.conf import settings
from django.http import Http404

from chungtay.organizations.models import ChapterLook
from chungtay.organizations.queries import Structure, UnitOn
from chungtay.organizations.rules import UnitKind

HIGHEST = (UnitKind.PROVINCE, UnitKind.NATION, UnitKind.DISTRICT)


def the_chapter(on: date, known: Structure) -> UnitOn:
    """The chapter of the setting; else the one that has a look; else the highest that stands, provinces first.

    Raises Http404 where none stands.
    """
    ids = known.bearers(settings.CHUNGTAY_CHAPTER) or list(
        ChapterLook.objects.order_by("pk").values_list("unit", flat=True)[:1]
    )
    if not ids:
        ids = [life[-1].unit_id for life in known.all_lives()]
    found = [unit for unit in known.units_of(ids, on).values() if unit.stands_on(on) and unit.kind in HIGHEST]
    if not found:
        raise Http404
    return min(found, key=lambda unit: (HIGHEST.index(UnitKind(unit.kind)), unit.code))


def below(chapter: UnitOn, on: date, known: Structure) -> list[UnitOn]:
    """The units directly below that stand on a day, by code."""
    ids = [
        unit for unit, since, until in known.directly_below(chapter.id) if since <= on and (until is None or on < until)
    ]
    return sorted(known.units_of(ids, on).values(), key=lambda unit: unit.code)
