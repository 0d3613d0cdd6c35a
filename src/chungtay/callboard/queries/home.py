"""Requests for blood that are open, for the first page of who coordinates there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import F, QuerySet, Value

from chungtay.callout.queries import open_requests
from chungtay.organizations.queries import Everyone, Sight
from chungtay.organizations.rules import Permission
from chungtay.submissions.queries.home import padded

_BLOOD: Final = "blood"


def blood_rows(seen: Sight) -> list[QuerySet[Any, Any]]:
    """Rows of COLUMNS of the first page: requests of the person's units."""
    units = seen.units(Permission.COORDINATE_BLOOD)
    if not units:
        return []
    rows = open_requests(None if isinstance(units, Everyone) else units).select_related(None).order_by()
    return [padded(rows.annotate(what=Value(_BLOOD), number=F("pk"), moment=F("needed_at"), whose=F("unit_id")))]


def blood_asked(rows: Iterable[tuple[Any, ...]]) -> tuple[tuple[int, datetime], ...]:
    """Of the rows: which requests, and by when blood is needed, the earliest first."""
    found = [(number, moment) for what, number, moment, *_ in rows if what == _BLOOD]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))
