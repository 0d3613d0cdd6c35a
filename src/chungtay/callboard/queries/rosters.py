"""Who is on duty and on the roster of a day, and who could be."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from chungtay.blood.models import Donor
from chungtay.blood.queries import donors_of
from chungtay.callout.models import Duty, RosterPlace
from chungtay.organizations.queries import Everyone
from chungtay.people.models import Consent
from chungtay.people.rules.consents import ConsentPurpose

MOST_CHOICES = 300  # donors to choose from on one page
BACK = timedelta(days=7)


def duty_hours(units: Collection[int], at: datetime) -> QuerySet[Duty]:
    """Shifts of coordinators of these units that run, and those of the last week, the latest first."""
    rows = Duty.objects.filter(until_at__gt=at - BACK).select_related("user", "unit")
    rows = rows if isinstance(units, Everyone) else rows.filter(unit__in=units)
    return rows.order_by("-until_at", "-pk")


def units_with_donors(units: Collection[int]) -> set[int]:
    """Those of the units that have donors of their own."""
    return set(donors_of(units).order_by().values_list("unit", flat=True).distinct())


def roster_donors(units: Collection[int], unit_id: int | None, day: date) -> tuple[list[Donor], list[Donor]]:
    """Who of these units is on the roster of a day; and who of one unit agreed to be called, to choose from.

    One more than may be chosen from is read, so that it is seen that there are more.
    """
    placed = RosterPlace.objects.filter(donor=OuterRef("pk"), on=day)
    agreed = Consent.objects.filter(person=OuterRef("person"), purpose=ConsentPurpose.EMERGENCY, withdrawn_at=None)
    rows = donors_of(units).annotate(placed=Exists(placed), agreed=Exists(agreed))
    on = rows.filter(placed=True)
    own = rows.filter(unit=unit_id, agreed=True, active=True, placed=False)[: MOST_CHOICES + 1]
    placed_rows: list[Donor] = list(on.order_by("unit", "pk"))
    mine = [row for row in placed_rows if row.unit_id == unit_id]
    return placed_rows, sorted([*mine, *own], key=lambda row: row.pk)
