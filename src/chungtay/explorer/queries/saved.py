"""Questions that people kept: one's own, and those that one's units share."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from chungtay.accounts.models import User
from chungtay.explorer.models import SavedQuestion


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was kept; `is_own`: may be renamed and let go by who asks."""

    id: int
    name: str
    address: str
    is_own: bool
    is_shared: bool
    owner: str


def kept_by(user: User) -> list[Kept]:
    """One's own questions, the newest first."""
    return kept_for(user, ())


def kept_for(user: User, unit_ids: Collection[int]) -> list[Kept]:
    """One's own questions, then those shared with these units, each the newest first."""
    rows = SavedQuestion.objects.filter(Q(owner=user) | Q(shared_with__in=unit_ids)).select_related("owner")
    found = [
        Kept(row.pk, row.name, row.address, row.owner_id == user.pk, row.shared_with_id is not None, str(row.owner))
        for row in rows.order_by("-saved_at", "-pk")
    ]
    return sorted(found, key=lambda kept: not kept.is_own)
