"""Telling people, their having read it, and how they want to be told."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from chungtay.accounts.models import User
from chungtay.notifications.models import Notice, NoticeChoice, NoticeReader
from chungtay.notifications.rules import BUNDLED, LISTED, WANTED, Channel, NoticeKind, Param


@transaction.atomic
def notify(
    *, by: User | None, at: datetime, to: Collection[int], kind: NoticeKind, params: Mapping[str, Param] | None = None,
    path: str = "", count: int = 1,
) -> None:  # fmt: skip
    """Tell these people (ids) in the caller's transaction, whoever acted included where named; no audit line: what is
    told of has its own.

    Parameters never name a person or quote one: they go to phones and into letters. A number is grouped, `{"say": id}`
    translated, `{"day": iso}` written as a day when it is read. Unread notices of a bundled kind and the same path
    become one, which counts on.
    """
    wanted = set(to)
    if kind in BUNDLED:
        waiting = Notice.objects.filter(user__in=wanted, kind=kind, path=path, read_at__isnull=True)
        bundled = set(waiting.values_list("user", flat=True))
        waiting.update(count=F("count") + count, at=at, mailed_at=None, pushed_at=None)
        wanted -= bundled
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, params=dict(params or {}), path=path, count=count, at=at)
        for user in sorted(wanted)
    )


@transaction.atomic
def note_notices_read(*, by: User, at: datetime, notice_id: int | None = None, kind: NoticeKind | None = None) -> int:
    """The person has read one notice, those of one kind, or all that are listed; how many were unread."""
    unread = Notice.objects.filter(user=by, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    else:
        unread = unread.filter(kind__in=[kind] if kind else LISTED)
    return unread.update(read_at=at)


@transaction.atomic
def assign_notice_choices(
    *, by: User, at: datetime, wanted: Mapping[Channel, Collection[NoticeKind]], language: str
) -> None:
    """By which way the person wants which kinds from now on, and in which language; a way not named stays as it is."""
    NoticeReader.objects.update_or_create(user=by, defaults={"language": language})
    NoticeChoice.objects.filter(user=by, channel__in=wanted).delete()
    NoticeChoice.objects.bulk_create(
        NoticeChoice(user=by, kind=kind, channel=channel, is_wanted=kind in kinds)
        for channel, kinds in wanted.items()
        for kind in LISTED
        if (kind in kinds) != (kind in WANTED[channel])
    )
