"""Something that the portal shows has changed."""

from datetime import datetime

from django.db.models import F

from chungtay.accounts.models import User
from chungtay.portal.models import PortalChange


def note_portal_change(*, by: User | None, at: datetime) -> None:
    """Pages that processes keep are made anew."""
    if not PortalChange.objects.update(number=F("number") + 1):
        PortalChange.objects.create(pk=1, number=1)
