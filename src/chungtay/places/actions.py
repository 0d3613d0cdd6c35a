"""Loads the committed areas; what is there already stays untouched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from chungtay.audit.actions import Actor, note
from chungtay.places.formats import committed_areas, committed_points
from chungtay.places.models import Area, AreaName, AreaSuccession
from chungtay.places.rules import AreaBook, AreaRow, AreaTier, Standing, tier_of

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new."""

    areas: int
    successions: int


@transaction.atomic
def load_areas(*, by: Actor | None, at: datetime, province: str | None = None) -> Loaded:
    """Load all areas, or those of one province with the ones it merged with. A second run adds nothing.

    Raises Refusal for a code that no province ever bore.
    """
    book = committed_areas()
    if province is not None:
        book = book.of_province(province)
    loaded = Loaded(_add_areas(book), _add_successions(book))
    if loaded.areas or loaded.successions:
        text = f"{loaded.areas} địa danh, {loaded.successions} chuyển tiếp"
        note(by=by, at=at, action="load_areas", object_type="area", object_id=province or "", text=text)
    return loaded


@transaction.atomic
def load_points(*, by: Actor | None, at: datetime) -> int:
    """Give every area without a point the committed one; returns how many got theirs. A second run changes nothing."""
    bare = Area.objects.filter(latitude=None).exclude(code="")
    points = _points() if bare.exists() else {}
    found = []
    for area in bare:
        if point := points.get((area.code, area.valid_from)):
            area.latitude, area.longitude = point
            found.append(area)
    Area.objects.bulk_update(found, ["latitude", "longitude"], batch_size=_BATCH)
    return len(found)


def _points() -> dict[tuple[str, date], tuple[float, float]]:
    return {(row.code, row.valid_from): (row.latitude, row.longitude) for row in committed_points()}


def _add_areas(book: AreaBook) -> int:
    """Tier by tier, so that each finds its parents."""
    there = {(code, first) for code, first in Area.objects.values_list("code", "valid_from")}
    missing = [row for row in book.areas if (row.code, row.valid_from) not in there]
    for tier in AreaTier:
        rows = [row for row in missing if tier_of(row.code) == tier]
        if rows:
            _add_tier(tier, rows)
    fresh = {(row.code, row.valid_from) for row in missing}
    _add_names(book, fresh)
    return len(missing)


def _add_tier(tier: AreaTier, rows: Iterable[AreaRow]) -> None:
    parents, points = Standing(Area.objects.exclude(tier=AreaTier.COMMUNE)), _points()
    nowhere = (None, None)
    Area.objects.bulk_create(
        (
            Area(
                code=row.code,
                name=row.name,
                kind=row.kind,
                tier=tier,
                parent=parents.on(row.parent_code, row.valid_from) if row.parent_code else None,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                latitude=points.get((row.code, row.valid_from), nowhere)[0],
                longitude=points.get((row.code, row.valid_from), nowhere)[1],
            )
            for row in rows
        ),
        batch_size=_BATCH,
    )


def _add_names(book: AreaBook, fresh: set[tuple[str, date]]) -> None:
    areas = Standing(Area.objects.filter(code__in=[row.code for row in book.names]))
    for row in book.names:
        area = areas.before(row.code, row.valid_to)
        if (area.code, area.valid_from) in fresh:
            AreaName.objects.create(
                area=area, name=row.name, kind=row.kind, valid_from=area.valid_from, valid_to=row.valid_to
            )


def _add_successions(book: AreaBook) -> int:
    areas = Standing(Area.objects.all())
    there = set(AreaSuccession.objects.values_list("old", "new", "on"))
    rows = [
        AreaSuccession(
            old=areas.before(row.old_code, row.on),
            new=areas.on(row.new_code, row.on),
            on=row.on,
            share_num=row.share_num,
            share_den=row.share_den,
            is_default=row.is_default,
            basis=row.basis,
        )
        for row in book.successions
    ]
    missing = [row for row in rows if (row.old_id, row.new_id, row.on) not in there]
    AreaSuccession.objects.bulk_create(missing, batch_size=_BATCH)
    return len(missing)
