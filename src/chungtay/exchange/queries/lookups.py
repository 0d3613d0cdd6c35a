"""What a file's cells are looked up in, read once for a whole import."""

from collections.abc import Collection
from datetime import date
from functools import cached_property

from django.db.models import TextField
from django.db.models.functions import Cast

from chungtay.disasters.models import Disaster
from chungtay.disasters.rules import Name as DisasterName
from chungtay.exchange.rules.lookups import Lookups
from chungtay.exchange.rules.names import DisasterIndex, ProgrammeIndex
from chungtay.exchange.rules.units import Named, UnitIndex
from chungtay.ledger.models import Standing
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import EntryKind
from chungtay.ledger.rules.keys import CELL
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.programmes.models import Programme


def lookups(today: date, only: Collection[int] | None = None) -> Lookups:
    """Units under every dated name, programmes, disasters and the catalogue as they stand; `today` in Viet Nam."""
    return Lookups(
        catalogue=catalogue(),
        units=unit_index(),
        programmes=programme_index(),
        disasters=disaster_index(),
        today=today,
        below=Below(),
        declared=declared_keys(),
        only=only,
    )


def declared_keys() -> frozenset[tuple[int, str]]:
    """Keys that units gave their declarations: a record cannot come under one."""
    rows = Standing.objects.filter(kind=EntryKind.DECLARATION).exclude(key__startswith=CELL)
    return frozenset(rows.values_list("unit_id", "key"))


def unit_index() -> UnitIndex:
    """Every unit under its codes and dated names, as known now."""
    rows = UnitVersion.objects.filter(superseded_in=None).values_list(
        "unit_id", "unit__code", "name", "short_name", Cast("valid_from", TextField()), Cast("valid_to", TextField())
    )
    days: dict[str | None, date | None] = {None: None}  # as text: few different ones, each read once
    names: list[Named] = []
    for unit, code, name, short, *span in rows.iterator(chunk_size=5000):
        for day in span:
            if day not in days:
                days[day] = date.fromisoformat(day)
        names.append(Named(unit, code, name, short, days[span[0]] or date.min, days[span[1]]))
    return UnitIndex(names)


class Below:
    """Does a unit have units below it on a day? The whole tree is read once, when a file first asks."""

    @cached_property
    def spans(self) -> dict[int, set[tuple[date, date]]]:
        """Days on which units stand directly below a unit, half-open."""
        found: dict[int, set[tuple[date, date]]] = {}
        paths = UnitPath.objects.filter(depth=1).values_list("ancestor_id", "valid_from", "valid_to").distinct()
        for unit, first, until in paths:
            found.setdefault(unit, set()).add((first, until or date.max))
        return found

    def __call__(self, unit_id: int, day: date) -> bool:
        return any(first <= day < until for first, until in self.spans.get(unit_id, ()))


def programme_index() -> ProgrammeIndex:
    """Every programme under its code and all its names."""
    names: dict[str, list[str]] = {}
    for code, name in Programme.objects.order_by("pk").values_list("code", "names__name"):
        names.setdefault(code, []).extend([name] if name else [])
    return ProgrammeIndex.of(names)


def disaster_index() -> DisasterIndex:
    """Every disaster under its code and its names while they hold."""
    rows = Disaster.objects.order_by("first_on", "pk").prefetch_related("names")
    return DisasterIndex(
        tuple(
            (
                row.code,
                row.first_on,
                [DisasterName(row.name_vi), *(DisasterName(n.name, n.valid_from, n.valid_to) for n in row.names.all())],
            )
            for row in rows
        )
    )
