"""Whose data is kept longer than it should be."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef

from chungtay.blood.models import Donation, SignUp
from chungtay.organizations.queries import Everyone

from .pages import donors_of


def donors_forgotten(at: datetime) -> list[int]:
    """Donors of whom nothing was heard, given or changed for so many years as the setting says, by id."""
    since = at - timedelta(days=365.25 * settings.CHUNGTAY_DONOR_YEARS)
    gave = Donation.objects.filter(donor=OuterRef("pk"), given_on__gte=since.date())
    came = SignUp.objects.filter(donor=OuterRef("pk"), changed_at__gte=since)
    rows = donors_of(Everyone()).filter(~Exists(gave), ~Exists(came), changed_at__lt=since)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def erasures_late(at: datetime) -> list[int]:
    """Donors who asked to be erased longer ago than it may take, by id."""
    due = at - timedelta(days=settings.CHUNGTAY_ERASURE_DAYS)
    return list(donors_of(Everyone()).filter(erasure_asked_at__lt=due).order_by("pk").values_list("pk", flat=True))
