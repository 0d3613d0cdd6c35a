"""Where units stand: the points of their areas, of units on a day and of what lies below them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from chungtay.organizations.models import Unit
from chungtay.organizations.queries import Structure
from chungtay.organizations.rules import UnitKind

Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's point: its own, else the middle of those below it."""

    code: str
    point: Point


def places_of(
    units: Mapping[str, int], day: date, known: Structure
) -> tuple[tuple[Place, ...], tuple[str, ...], tuple[Point, ...]]:
    """Points of these units (id by code), the codes of those that have none, and the points of all communes below them that
    stand on the day (of districts and communes where a commune has no point of its own)."""
    below = {code: known.descendant_ids([unit]) for code, unit in units.items()}
    points = _points(known, {unit for ids in below.values() for unit in ids}, day, units.values())
    found, without = [], []
    for code, unit in units.items():
        under = [points[other] for other in below[code] if other in points]
        if unit in points:
            found.append(Place(code, points[unit]))
        elif under:
            found.append(Place(code, (fmean(lat for lat, _ in under), fmean(lon for _, lon in under))))
        else:
            without.append(code)
    return tuple(found), tuple(without), tuple(sorted(set(points.values())))


def _points(known: Structure, units: Collection[int], day: date, shown: Iterable[int]) -> dict[int, Point]:
    """Points by unit, of communes that stand on the day and of the units that are shown."""
    wanted = {unit for unit in units if _is_commune_on(known, unit, day)} | set(shown)
    rows = Unit.objects.filter(area__latitude__isnull=False, area__longitude__isnull=False)
    if len(wanted) < len(units):
        rows = rows.filter(pk__in=wanted)
    found = rows.values_list("pk", "area__latitude", "area__longitude")
    return {unit: (lat, lon) for unit, lat, lon in found if unit in wanted and lat is not None and lon is not None}


def _is_commune_on(known: Structure, unit: int, day: date) -> bool:
    life = known.life(unit)
    return bool(life) and life[-1].kind == UnitKind.COMMUNE and life[0].valid_from <= day and (
        life[-1].valid_to is None or day < life[-1].valid_to
    )  # fmt: skip
