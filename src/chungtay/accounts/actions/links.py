"""Links by which a person sets a password: an invitation, or a lost password. The token is told once, to who asks."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from chungtay.accounts.actions.second_factor import end_second_factor
from chungtay.accounts.models import Session, SignInAttempt, SignInLink, User
from chungtay.accounts.queries import (
    asked_digests,
    link_by,
    login_digest,
    mail_of,
    recoverable,
    recovery_wait,
    second_factor_of,
    token_digest,
)
from chungtay.accounts.rules import GONE, LinkKind, new_link_token
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop

_CLOSED = gettext_noop("Tài khoản này đã đóng; hãy mở lại trước khi lập liên kết.")
_NO_LINK = gettext_noop("Không có liên kết nào còn dùng được để rút.")


@dataclass(frozen=True, slots=True)
class OpenedLink:
    """A link that was opened: its id, the token (kept nowhere), until when it is good."""

    id: int
    token: str = field(repr=False)
    expires_at: datetime


@transaction.atomic
def open_link(*, by: User | None, at: datetime, user: User, kind: LinkKind, mailed: bool = False) -> OpenedLink:
    """A link by which this person sets a password and signs in, once; an earlier one of its kind ends by it.

    One that is `mailed` to whoever typed the login ends none that an administrator gave: a stranger who knows it could
    keep its person out. Whether `by` may ask for it is the caller's to say. Raises Refusal for a closed account.
    """
    if not user.is_active:
        raise Refusal(_CLOSED)
    before = _standing(user).filter(kind=kind)
    (before.filter(opened_by=None) if mailed else before).update(withdrawn_at=at)
    days = settings.CHUNGTAY_LINK_DAYS if kind == LinkKind.INVITATION else settings.CHUNGTAY_RECOVERY_DAYS
    token, expires_at = new_link_token(), at + timedelta(days=days)
    link = SignInLink.objects.create(
        user=user, kind=kind, digest=token_digest(token), opened_by=by, opened_at=at, expires_at=expires_at
    )
    note(by=by, at=at, action="open_link", object_type="user", object_id=user.pk, text=kind.value)
    return OpenedLink(link.pk, token, expires_at)


@transaction.atomic
def open_recovery_of(*, by: User | None, at: datetime, user: User, with_second_factor: bool) -> OpenedLink:
    """A link for who lost the password; and, where the phone is lost too, the second factor ends, if there is one."""
    if with_second_factor and second_factor_of(user):
        end_second_factor(by=by, at=at, user=user)
    return open_link(by=by, at=at, user=user, kind=LinkKind.RECOVERY)


@transaction.atomic
def open_recovery(*, by: None = None, at: datetime, typed: str, address: str) -> list[tuple[str, OpenedLink]]:
    """Links for the people who lost a password and are meant by what was typed, each with where to mail it.

    Empty for an unknown login, for one without an e-mail address, and when too many were asked for: the caller gives
    the same answer always.
    """
    login, address = asked_digests(typed, address)
    if recovery_wait(login=login, address=address, at=at):
        return []
    SignInAttempt.objects.create(login_digest=login, address_digest=address, tried_at=at)
    people = recoverable(typed)
    kind = LinkKind.RECOVERY
    return [(mail_of(user), open_link(by=by, at=at, user=user, kind=kind, mailed=True)) for user in people]


@transaction.atomic
def withdraw_link(*, by: User | None, at: datetime, link_id: int) -> None:
    """The link opens nothing any more. Raises Refusal if it was used or withdrawn before."""
    link = SignInLink.objects.filter(pk=link_id, used_at__isnull=True, withdrawn_at__isnull=True).first()
    if link is None:
        raise Refusal(_NO_LINK)
    link.withdrawn_at = at
    link.save(update_fields=["withdrawn_at"])
    note(by=by, at=at, action="withdraw_link", object_type="user", object_id=link.user_id, text=link.kind)


@transaction.atomic
def withdraw_links_of(*, by: User | None, at: datetime, user: User, openers: Collection[User]) -> int:
    """The links that these people opened for a person open nothing any more; how many they were.

    For links whose openers must not come by what the person may do from now on: they know the token.
    """
    links = _standing(user).filter(opened_by__in=[opener.pk for opener in openers])
    withdrawn = links.update(withdrawn_at=at)
    if withdrawn:
        note(by=by, at=at, action="withdraw_link", object_type="user", object_id=user.pk)
    return withdrawn


@transaction.atomic
def accept_link(*, by: None = None, at: datetime, token: str, password: str) -> User:
    """Give the person of the link the password, which a form has validated; the caller signs them in.

    All their sessions end; the second factor stays. Raises Refusal for a link that was used, withdrawn, has expired.
    """
    link = link_by(token, at)
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at__isnull=True).update(used_at=at):
        raise Refusal(GONE)
    user = link.user
    user.set_password(password)
    user.save(update_fields=["password"])
    _standing(user).update(withdrawn_at=at)
    Session.objects.filter(user=user).delete()
    SignInAttempt.objects.filter(login_digest=login_digest(user.login)).delete()
    note(by=user, at=at, action="accept_link", object_type="user", object_id=user.pk, text=link.kind)
    return user


def _standing(user: User) -> QuerySet[SignInLink]:
    return SignInLink.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True)
