"""What was handed over, and the tables that ever held."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min

from chungtay.blood.models import Donor, HonourGiven, HonourTable
from chungtay.organizations.queries import Everyone

PAGE = 100


@dataclass(frozen=True, slots=True)
class MarksPage:
    """Marks of one page, the newest handing-over first, withdrawn ones among them."""

    marks: tuple[HonourGiven, ...]
    page: int
    more: bool


def marks_page(units: Collection[int], page: int) -> MarksPage:
    """Honours handed to donors of the units."""
    rows = HonourGiven.objects.select_related("donor__person").order_by(
        "-given_on", "unit", "record_key", "-least", "pk"
    )
    rows = rows if isinstance(units, Everyone) else rows.filter(unit__in=units)
    found = list(rows[(page - 1) * PAGE : page * PAGE + 1])
    return MarksPage(tuple(found[:PAGE]), page, len(found) > PAGE)


def own_mark(units: Collection[int], pk: int) -> HonourGiven | None:
    """A mark that stands, of one of the units."""
    rows = HonourGiven.objects.filter(pk=pk, withdrawn_because="").select_related("donor__person")
    row = rows.first()
    return row if row and row.unit_id in units else None


def highest_marks(donor_ids: Collection[int]) -> dict[int, HonourGiven]:
    """By donor, the highest that was handed over and stands."""
    rows = HonourGiven.objects.filter(donor__in=donor_ids, withdrawn_because="").order_by("least")
    return {row.donor_id: row for row in rows}


def honour_tables(unit_ids: Collection[int]) -> list[HonourTable]:
    """Every table of these units, also past and coming, the newest first."""
    return list(HonourTable.objects.filter(unit__in=list(unit_ids)).order_by("-first_on", "-pk"))


def days_given(donor: Donor) -> tuple[int, date | None, date | None]:
    """How often a donor gave, since when, and the last time."""
    told = donor.donations.filter(withdrawn_because="").aggregate(
        times=Count("pk"), first=Min("given_on"), last=Max("given_on")
    )
    return told["times"], told["first"], told["last"]
