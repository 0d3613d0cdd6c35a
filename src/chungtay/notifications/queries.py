"""What a person was told, how the person wants to be told, and the notices in words."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.accounts.models import User
from chungtay.accounts.queries import mail_of
from chungtay.kernel.numbers import written
from chungtay.kernel.sealing import Key, Unopenable, keys_for, opened
from chungtay.notifications.formats import Subscription, subscription_of
from chungtay.notifications.models import Notice, NoticeChoice, NoticeReader, PushDevice, PushKey
from chungtay.notifications.rules import PUSH_WITHIN, UNLISTED, WORDS, Channel, NoticeKind, is_wanted

MOST = 100  # so many are listed
# Parts of a statement about people whom `{user}` names: how many notices are unread, whether the first steps still wait.
UNREAD = (
    "(SELECT COUNT(*) FROM notifications_notice n WHERE n.user_id = {user} AND n.read_at IS NULL AND n.kind NOT IN ("
    + ", ".join(f"'{kind.value}'" for kind in sorted(UNLISTED))
    + "))"
)
NEWCOMER = (
    "EXISTS (SELECT 1 FROM notifications_notice n WHERE n.user_id = {user} AND n.read_at IS NULL"
    f" AND n.kind = '{NoticeKind.FIRST_STEPS.value}')"
)


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in words."""

    id: int
    words: str
    path: str
    at: datetime
    is_read: bool


def notices_of(user: User) -> list[NoticeLine]:
    """What the person was told, the newest first, a hundred at most."""
    rows = Notice.objects.filter(user=user).exclude(kind__in=UNLISTED).order_by("-at", "-pk")[:MOST]
    return [NoticeLine(row.pk, sentence_of(row), row.path, row.at, row.read_at is not None) for row in rows]


def sentence_of(notice: Notice) -> str:
    """A notice as a sentence in the language of the moment."""
    params = defaultdict(lambda: "…", {name: _said(value) for name, value in notice.params.items()})
    params["count"] = _said(notice.count)
    return _(WORDS[NoticeKind(notice.kind)].sentence) % params  # a notice of before a word was added lacks it


def _said(value: Any) -> str:
    """Whole numbers grouped, `{"say": id}` translated, `{"day": iso}` as a day; anything else as it is."""
    english = (get_language() or "vi").startswith("en")
    if isinstance(value, int):
        return written(value, "en" if english else "vi")
    if isinstance(value, Mapping) and "say" in value:
        return _(value["say"])
    if isinstance(value, Mapping) and "day" in value:
        return date_format(date.fromisoformat(value["day"]), "j M Y" if english else "d/m/Y")
    return str(value)


def unread_count(user: User) -> int:
    """How many notices of the person are unread."""
    return Notice.objects.filter(user=user, read_at__isnull=True).exclude(kind__in=UNLISTED).count()


def notice_by(user: User, notice_id: int) -> Notice | None:
    """The person's own notice of that number, or None."""
    return Notice.objects.filter(user=user, pk=notice_id).first()


Chosen = dict[tuple[NoticeKind, Channel], bool]


def choices_of(user_ids: Collection[int]) -> dict[int, Chosen]:
    """What these people chose, by person; nothing where they chose nothing."""
    found: dict[int, Chosen] = {}
    for row in NoticeChoice.objects.filter(user__in=user_ids):
        found.setdefault(row.user_id, {})[NoticeKind(row.kind), Channel(row.channel)] = row.is_wanted
    return found


def reader_of(user: User) -> NoticeReader:
    """In which language to write to the person; as is usual where nothing was chosen."""
    return NoticeReader.objects.filter(user=user).first() or NoticeReader(user=user)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one letter of the day tells a person: kinds with how many, and the only notice's path where it is one."""

    user: User
    address: str
    language: str
    notice_ids: tuple[int, ...]
    counts: tuple[tuple[NoticeKind, int], ...]
    path: str


def digests_due(on: date) -> list[Digest]:
    """The letters of a day: one for each person with an address and with unread notices that no letter told of."""
    rows = Notice.objects.filter(read_at__isnull=True, mailed_at__isnull=True, user__is_active=True)
    rows = rows.exclude(user__notice_reader__digested_on__gte=on).select_related("user").order_by("user", "pk")
    by_user: dict[int, list[Notice]] = {}
    for row in rows:
        by_user.setdefault(row.user_id, []).append(row)
    chosen = choices_of(by_user.keys())
    spoken = dict(NoticeReader.objects.filter(user__in=by_user).values_list("user", "language"))
    found = []
    for user_id, notices in by_user.items():
        address, choice = mail_of(notices[0].user), chosen.get(user_id, {})
        told = [row for row in notices if is_wanted(NoticeKind(row.kind), Channel.MAIL, choice)]
        if address and told:
            found.append(_digest(address, spoken.get(user_id, settings.LANGUAGE_CODE), told))
    return found


def _digest(address: str, language: str, told: list[Notice]) -> Digest:
    counts: dict[NoticeKind, int] = {}
    for row in told:
        counts[NoticeKind(row.kind)] = counts.get(NoticeKind(row.kind), 0) + row.count
    path = told[0].path if len(told) == 1 else ""
    return Digest(told[0].user, address, language, tuple(row.pk for row in told), tuple(counts.items()), path)


def push_keys() -> tuple[Key, ...]:
    """The keys that seal what belongs to push notices."""
    return keys_for("push", settings.CHUNGTAY_DATA_KEYS)


def push_private_key() -> bytes | None:
    """The key by which this site signs its word to push services; None before first use. Raises Unopenable."""
    row = PushKey.objects.order_by("pk").first()
    return opened(bytes(row.seal), keys=push_keys(), bound_to="push") if row else None


def endpoint_digest(endpoint: str) -> str:
    """Under what a browser's address is kept once."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def push_devices_of(user: User) -> list[PushDevice]:
    """The browsers that the person asked to be told on, the newest first."""
    return list(PushDevice.objects.filter(user=user).order_by("-opened_at", "-pk"))


def subscription_on(device: PushDevice) -> Subscription | None:
    """The subscription of a device; None where its key is gone: the person switches it on anew."""
    try:
        return subscription_of(opened(bytes(device.seal), keys=push_keys(), bound_to=f"push:{device.user_id}"))
    except Unopenable:
        return None


@dataclass(frozen=True, slots=True)
class Push:
    """A notice that goes to the devices of its reader."""

    notice: Notice
    language: str
    devices: tuple[PushDevice, ...]


def pushes_due(at: datetime) -> list[Push]:
    """Unread notices of the last day that are to be pushed and were not yet, with the devices they go to."""
    rows = Notice.objects.filter(
        Exists(PushDevice.objects.filter(user=OuterRef("user"))), at__gt=at - PUSH_WITHIN, pushed_at__isnull=True,
        read_at__isnull=True, user__is_active=True,
    ).order_by("pk")  # fmt: skip
    notices = list(rows)
    people = {row.user_id for row in notices}
    chosen = choices_of(people)
    spoken = dict(NoticeReader.objects.filter(user__in=people).values_list("user", "language"))
    devices: dict[int, list[PushDevice]] = {}
    for device in PushDevice.objects.filter(user__in=people).order_by("pk"):
        devices.setdefault(device.user_id, []).append(device)
    return [
        Push(row, spoken.get(row.user_id, settings.LANGUAGE_CODE), tuple(devices.get(row.user_id, ())))
        for row in notices
        if is_wanted(NoticeKind(row.kind), Channel.PUSH, chosen.get(row.user_id, {}))
    ]
