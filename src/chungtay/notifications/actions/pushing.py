"""Web Push: the site's key, the browsers that asked, and what goes out to them."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from chungtay.accounts.models import User
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed
from chungtay.notifications.formats import (
    GONE,
    delivered,
    is_push_service,
    new_private_key,
    public_key,
    request_of,
    subscription_of,
)
from chungtay.notifications.models import Notice, NoticeReader, PushDevice, PushKey
from chungtay.notifications.queries import (
    Push,
    endpoint_digest,
    push_keys,
    push_private_key,
    pushes_due,
    sentence_of,
    subscription_on,
)

MOST_DEVICES = 10  # of one person; the oldest goes
BUSY, BROKEN = 429, 500
STRANGE = gettext_noop("Trình duyệt này dùng một dịch vụ thông báo mà trang không quen.")


@transaction.atomic
def open_push_key(*, by: User | None, at: datetime) -> str:
    """The public key that a browser needs to subscribe; the site's key is made when it is first asked for."""
    private = push_private_key()
    if private is None:
        private = new_private_key()
        PushKey.objects.create(seal=sealed(private, keys=push_keys(), bound_to="push"), opened_at=at)
    return public_key(private)


@transaction.atomic
def add_push_device(*, by: User, at: datetime, subscription: str, device: str, language: str) -> None:
    """Tell the person on this browser too (`subscription` as it says it itself); one that was another's is theirs now.

    Raises Refusal for a subscription that is none, or at a service that is not among the known ones.
    """
    try:
        given = subscription_of(subscription)
    except ValueError:
        raise Refusal(STRANGE) from None
    if not is_push_service(given.endpoint, settings.CHUNGTAY_PUSH_SERVICES):
        raise Refusal(STRANGE)
    seal = sealed(given.as_json(), keys=push_keys(), bound_to=f"push:{by.pk}")
    PushDevice.objects.update_or_create(
        digest=endpoint_digest(given.endpoint),
        defaults={"user": by, "seal": seal, "device": device[:80], "opened_at": at},
    )
    NoticeReader.objects.get_or_create(user=by, defaults={"language": language})
    kept = PushDevice.objects.filter(user=by).order_by("-opened_at", "-pk").values_list("pk", flat=True)[:MOST_DEVICES]
    PushDevice.objects.filter(user=by).exclude(pk__in=list(kept)).delete()
    note(by=by, at=at, action="add_push_device", object_type="user", object_id=by.pk, text=device[:80])


@transaction.atomic
def end_push_device(*, by: User, at: datetime, device_id: int) -> None:
    """The person is told on that browser no more; nothing where it is not theirs."""
    device = PushDevice.objects.filter(user=by, pk=device_id).first()
    if device is not None:
        device.delete()
        note(by=by, at=at, action="end_push_device", object_type="user", object_id=by.pk, text=device.device)


def notify_by_push(*, by: User | None = None, at: datetime) -> int:
    """Push what waits to be pushed; to how many devices it went.

    A browser that is gone is forgotten. What a service could not take now is tried again, within a day.
    """
    due = pushes_due(at)
    private = push_private_key() if due else None
    return sum(_pushed(push, at, private) for push in due) if private else 0


def _pushed(push: Push, at: datetime, private: bytes) -> int:
    taken = Notice.objects.filter(pk=push.notice.pk, pushed_at__isnull=True).update(pushed_at=at)
    statuses = [_status(push, device, at, private) for device in push.devices] if taken else []
    if any(status in {0, BUSY} or status >= BROKEN for status in statuses):
        Notice.objects.filter(pk=push.notice.pk).update(pushed_at=None)
    return sum(200 <= status < 300 for status in statuses)


def _status(push: Push, device: PushDevice, at: datetime, private: bytes) -> int:
    """What the device's push service answers; a browser that is gone, or cannot be read any more, is forgotten."""
    subscription = subscription_on(device)
    status = min(GONE)
    if subscription is not None and is_push_service(subscription.endpoint, settings.CHUNGTAY_PUSH_SERVICES):
        with translation.override(push.language):
            payload = {
                "title": "Chung Tay",
                "body": sentence_of(push.notice),
                "path": push.notice.path or reverse("notices"),
                "tag": f"notice-{push.notice.pk}",
            }
        contact = f"mailto:{settings.DEFAULT_FROM_EMAIL}"
        seconds = int(at.timestamp())
        status = delivered(request_of(subscription, payload, private=private, contact=contact, seconds=seconds))
    if status in GONE:
        PushDevice.objects.filter(pk=device.pk).delete()
    return status
