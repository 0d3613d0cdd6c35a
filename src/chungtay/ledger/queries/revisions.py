"""Revisions of the tree as the book follows them."""

import hashlib
from typing import TypeVar

from django.db.models import QuerySet

from chungtay.organizations.models import ClusterMembership, UnitVersion

Row = TypeVar("Row", UnitVersion, ClusterMembership)


def tree_digest(before: int, now: int) -> str:
    """What the entry's hash holds of the revisions after `before` up to `now`."""
    digest = hashlib.sha256()
    fields = ("unit__code", "unit_id", "parent_id", "kind", "valid_from", "valid_to", "added_in_id", "superseded_in_id")
    for row in changed_rows(UnitVersion, before, now).values_list(*fields):
        digest.update(repr(_as_known(row, now)).encode())
    places = ("cluster__code", "unit_id", "valid_from", "valid_to", "added_in_id", "superseded_in_id")
    for row in changed_rows(ClusterMembership, before, now).values_list(*places):
        digest.update(repr(_as_known(row, now)).encode())
    return digest.hexdigest()


def _as_known(row: tuple[object, ...], now: int) -> tuple[object, ...]:
    """A row as it was known at revision `now`: what superseded it later is not yet known."""
    superseded = row[-1]
    return (*row[:-1], superseded if isinstance(superseded, int) and superseded <= now else None)


def changed_rows(model: type[Row], before: int, now: int) -> QuerySet[Row]:
    """Rows added or superseded by the revisions after `before` up to `now`."""
    rows = model._default_manager.filter(added_in_id__gt=before, added_in_id__lte=now)
    gone = model._default_manager.filter(superseded_in_id__gt=before, superseded_in_id__lte=now)
    return (rows | gone).order_by("pk")
