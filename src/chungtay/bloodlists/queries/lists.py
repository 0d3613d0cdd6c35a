"""Lists found, and what is sealed of them opened."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from chungtay.accounts.models import User
from chungtay.bloodlists.formats.sealed import staged_of
from chungtay.bloodlists.models import BloodList, ListedDonor
from chungtay.bloodlists.rules.staged import Staged
from chungtay.bloodlists.rules.states import ListedWhy, ListState
from chungtay.kernel.sealing import Key, keys_for, opened
from chungtay.organizations.queries import Everyone

SHOWN = 100
LOOKED_AT = (ListedWhy.UNLINKED, ListedWhy.GROUP)


def seal_keys() -> tuple[Key, ...]:
    """The keys that lists are sealed with."""
    return keys_for("blood_list", settings.CHUNGTAY_DATA_KEYS)


def seal_place(part: str, pk: int) -> str:
    """What a sealed part is bound to."""
    return f"blood_list:{part}:{pk}"


def lists_of(units: Collection[int], user: User) -> QuerySet[BloodList]:
    """The lists of units with how many people of each are to be looked at, the newest first; one that is not recorded is
    its owner's alone."""
    rows = BloodList.objects.filter(~Q(state=ListState.OPEN) | Q(opened_by=user)).defer("content")
    rows = rows if isinstance(units, Everyone) else rows.filter(unit__in=units)
    return rows.select_related("opened_by").annotate(waiting=Count("listed", filter=Q(listed__why__in=LOOKED_AT)))


def blood_list_of(units: Collection[int], user: User, pk: int) -> BloodList | None:
    """One of them, with what it holds."""
    return lists_of(units, user).defer(None).filter(pk=pk).first()


def listed_of(row: BloodList) -> QuerySet[ListedDonor]:
    """Those on a list whom somebody has to look at."""
    return ListedDonor.objects.filter(of=row, why__in=LOOKED_AT).select_related("donation")


def expired(at: datetime) -> tuple[QuerySet[BloodList], QuerySet[ListedDonor]]:
    """Lists that nobody recorded, and what is sealed of people on recorded ones, kept longer than the setting says; and
    of donors who were erased."""
    since = at - timedelta(days=settings.CHUNGTAY_BLOOD_LIST_DAYS)
    left = BloodList.objects.filter(state=ListState.OPEN, opened_at__lt=since)
    gone = Q(of__posted_at__lt=since) | Q(donor__person__erased_at__isnull=False)
    return left, ListedDonor.objects.filter(
        gone | Q(donation__donor__person__erased_at__isnull=False), told__isnull=False
    )


def staged_in(row: BloodList) -> Staged:
    """What a list that is not recorded holds."""
    return staged_of(opened(bytes(row.content or b""), keys=seal_keys(), bound_to=seal_place("content", row.pk)))


def told_in(listed: ListedDonor) -> bytes | None:
    """What is sealed of somebody on a list; None: thrown away."""
    if listed.told is None:
        return None
    return opened(bytes(listed.told), keys=seal_keys(), bound_to=seal_place("told", listed.pk))
