"""Whose records a leader may approve, and whether the leader's own wait for somebody else."""

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.ledger.models import Entry
from chungtay.organizations.models import Role, UnitPath
from chungtay.organizations.rules import Permission, roles_with
from chungtay.records.rules import OwnWork, may_approve_own


def own_work() -> OwnWork:
    """The house's rule about leaders who approve what they entered themselves."""
    return OwnWork(settings.CHUNGTAY_APPROVE_OWN)


def with_others(user: User, unit_ids: Iterable[int], on: date) -> set[int]:
    """Those of the units for which somebody else may approve too."""
    wanted = set(unit_ids)
    if not wanted:
        return set()
    roles = Role.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        valid_from__lte=on,
        role__in=roles_with(Permission.APPROVE),
        user__is_active=True,
    ).exclude(user=user)
    below = UnitPath.objects.filter(descendant__in=wanted, ancestor__in=roles.values("unit"))
    return set(below.values_list("descendant", flat=True))


def own_refused(user: User, entries: Iterable[Entry], at: datetime) -> set[int]:
    """Those entries that the leader entered and may not approve at this moment, by the day that it is in Viet Nam."""
    own = {entry.pk: entry.unit_id or 0 for entry in entries if entry.by_id == user.pk}
    return refused_of(user, own, timezone.localdate(at))


def refused_of(user: User, own: dict[int, int], on: date) -> set[int]:
    """The same for entries (to their units) that the leader entered."""
    others = with_others(user, own.values(), on) if own else set()
    return {seq for seq, unit in own.items() if not may_approve_own(own_work(), others=unit in others)}
