"""Revisions of the tree as the book follows them."""

import hashlib
from typing import TypeVar

from django.db.models import QuerySet

from chungtay.ledger.models import Entry
from chungtay.ledger.rules import EntryKind
from chungtay.organizations.models import ClusterMembership, Succession, UnitVersion

Row = TypeVar("Row", UnitVersion, ClusterMembership)


def tree_digest(before: int, now: int) -> str:
    """What the entry's hash holds of the revisions after `before` up to `now`."""
    digest = hashlib.sha256()
    fields = (
        "unit__code", "unit_id", "parent_id", "kind", "name", "short_name", "designation", "valid_from", "valid_to",
        "added_in_id", "superseded_in_id",
    )  # fmt: skip
    for row in changed_rows(UnitVersion, before, now).values_list(*fields):
        digest.update(repr(_as_known(row, now)).encode())
    places = ("cluster__code", "unit_id", "valid_from", "valid_to", "added_in_id", "superseded_in_id")
    for row in changed_rows(ClusterMembership, before, now).values_list(*places):
        digest.update(repr(_as_known(row, now)).encode())
    return digest.hexdigest()


def successions(last: int | None = None) -> str:
    """What the entry's hash holds of the successions (they belong to no revision): the last one's id, a digest of all
    up to it (`last` None: up to the newest)."""
    fields = ("pk", "old_id", "new_id", "on", "share_num", "share_den", "kind", "basis")
    rows = Succession.objects.order_by("pk").values_list(*fields)
    found = list(rows if last is None else rows.filter(pk__lte=last))
    newest = last if last is not None else found[-1][0] if found else 0
    return f"{newest}:{hashlib.sha256(repr(found).encode()).hexdigest()}"


def followed_successions() -> str:
    """What the last entry of that kind holds of the successions."""
    payload = Entry.objects.filter(kind=EntryKind.TREE).order_by("-seq").values_list("payload", flat=True).first()
    return payload.split(":", 3)[3] if payload else ""


def _as_known(row: tuple[object, ...], now: int) -> tuple[object, ...]:
    """A row as it was known at revision `now`: what superseded it later is not yet known."""
    superseded = row[-1]
    return (*row[:-1], superseded if isinstance(superseded, int) and superseded <= now else None)


def changed_rows(model: type[Row], before: int, now: int) -> QuerySet[Row]:
    """Rows added or superseded by the revisions after `before` up to `now`."""
    rows = model._default_manager.filter(added_in_id__gt=before, added_in_id__lte=now)
    gone = model._default_manager.filter(superseded_in_id__gt=before, superseded_in_id__lte=now)
    return (rows | gone).order_by("pk")
