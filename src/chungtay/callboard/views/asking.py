"""Whose requests somebody may see, and who is on duty."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from chungtay.accounts.views.doors import person
from chungtay.blood.views.asking import coordinator
from chungtay.callboard.queries import requests_of
from chungtay.callout.models import BloodRequest
from chungtay.organizations.queries import Sight


def asked(request: HttpRequest, pk: int) -> tuple[Sight, BloodRequest]:
    """The request of one's units, and what one may see; 403 for one of others, and for none."""
    seen, units = coordinator(request)
    row = requests_of(units, pk)
    if row is None:
        raise PermissionDenied
    return seen, row


__all__ = ["asked", "coordinator", "person"]
