"""Who signs and under which heading a unit's documents go out on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from chungtay.organizations.models import Appointment, IssuingBody, Role
from chungtay.organizations.queries.paths import on_day


@dataclass(frozen=True, slots=True)
class AppointmentOn:
    """A person in a post."""

    person: str
    title: str
    signs_as: str


@dataclass(frozen=True, slots=True)
class IssuingBodyOn:
    """Heading of a unit's documents: superior body, own name, place of signing, symbol after the number."""

    superior: str
    name: str
    place: str
    symbol: str


def appointments_on(unit_id: int, day: date) -> list[AppointmentOn]:
    """Who holds a post of the unit on a day, the longest in post first."""
    rows = Appointment.objects.filter(on_day(day), unit=unit_id).order_by("valid_from", "pk")
    return [AppointmentOn(row.person, row.title, row.signs_as) for row in rows]


def issuing_body_on(unit_id: int, day: date) -> IssuingBodyOn | None:
    """The heading under which the unit issues documents on a day, or None if none was entered."""
    row = IssuingBody.objects.filter(on_day(day), unit=unit_id).order_by("-valid_from").first()
    return IssuingBodyOn(row.superior, row.name, row.place, row.symbol) if row else None


def holders_on(unit_ids: Collection[int], cluster_ids: Collection[int], day: date) -> set[int]:
    """Ids of the people with an open account who have a role in one of these units or clusters themselves on a day."""
    here = Q(unit__in=unit_ids) | Q(cluster__in=cluster_ids)
    return set(Role.objects.filter(on_day(day), here, user__is_active=True).values_list("user", flat=True))
