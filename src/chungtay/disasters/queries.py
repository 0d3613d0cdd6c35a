"""Disasters by code and name."""

from dataclasses import dataclass
from datetime import date

from chungtay.disasters.models import Disaster
from chungtay.disasters.rules import Name, code_named


@dataclass(frozen=True, slots=True)
class DisasterView:
    """A disaster with its days, both inclusive (`last_on` None: it goes on)."""

    id: int
    code: str
    name_vi: str
    name_en: str
    kind: str
    area: str
    first_on: date
    last_on: date | None
    glide: str
    source: str


def disaster_by(text: str, day: date) -> DisasterView | None:
    """The disaster that `text` means on `day`: its code, printed name or another name; None if none does.

    A storm's number means the storm of its own year. Raises Refusal if several fit.
    """
    rows = list(Disaster.objects.prefetch_related("names").order_by("first_on", "pk"))
    code = code_named(text, day, [(row.code, row.first_on, _names(row)) for row in rows])
    return next((_view(row) for row in rows if row.code == code), None)


def disaster_names() -> dict[str, list[Name]]:
    """Every name of every disaster by its code, the earliest first; a storm's number with the days it holds."""
    rows = Disaster.objects.prefetch_related("names").order_by("first_on", "pk")
    return {row.code: _names(row) for row in rows}


def disasters() -> list[DisasterView]:
    """All disasters, the earliest first."""
    return [_view(row) for row in Disaster.objects.order_by("first_on", "pk")]


def disaster(code: str) -> DisasterView | None:
    """The disaster of that code, or None."""
    row = Disaster.objects.filter(code=code).first()
    return _view(row) if row else None


def _names(row: Disaster) -> list[Name]:
    return [Name(row.name_vi), *(Name(n.name, n.valid_from, n.valid_to) for n in row.names.all())]


def _view(row: Disaster) -> DisasterView:
    return DisasterView(
        row.pk,
        row.code,
        row.name_vi,
        row.name_en,
        row.kind,
        row.area,
        row.first_on,
        row.last_on,
        row.glide,
        row.source,
    )
