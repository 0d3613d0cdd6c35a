"""What accounts know: how long a sign-in must wait, the second step, links that stand, sessions."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.crypto import salted_hmac

from chungtay.accounts.models import RecoveryCode, SecondFactor, Session, SignInAttempt, SignInLink, User
from chungtay.accounts.rules import (
    NOBODY,
    PER_ADDRESS,
    PER_LOGIN,
    PER_LOGIN_AND_ADDRESS,
    PER_PERSON,
    PER_RECOVERY,
    PER_VISITOR,
    LinkKind,
    SignInLimit,
    login_or_as_typed,
    normalised_code,
)
from chungtay.kernel.errors import Refusal
from chungtay.kernel.sealing import Key, Unopenable, keys_for, opened

_SALT = "chungtay.accounts.sign_in"
PENDING_FOR = timedelta(hours=1)


def login_digest(login: str) -> str:
    """The digest under which attempts with this login are counted, however it is written."""
    return _digest(f"login:{login_or_as_typed(login)}")


def address_digest(address: str) -> str:
    """The digest under which attempts from this network address are counted."""
    return _digest(f"address:{address}")


def person_digest(user: User) -> str:
    """The digest under which attempts with a code of this person are counted."""
    return _digest(f"person:{user.pk}")


def password_digest(user: User) -> str:
    """The digest under which attempts of this signed-in person to give the password once more are counted."""
    return _digest(f"password:{user.pk}")


def code_digest(user: User, code: str) -> str:
    """The digest under which a recovery code of this person is kept."""
    return _digest(f"code:{user.pk}:{normalised_code(code)}")


def token_digest(token: str) -> str:
    """The digest under which a link is kept; its token cannot be guessed, so that no key is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def asked_digests(typed: str, address: str) -> tuple[str, str]:
    """The digests under which links asked for by e-mail are counted: of the login, of the network address."""
    return _digest(f"asked:{login_or_as_typed(typed)}"), _digest(f"asked from:{address}")


def visitor_digest(what: str, address: str) -> str:
    """The digest under which attempts of this address at something open to visitors are counted."""
    return _digest(f"{what} from:{address}")


def _digest(value: str) -> str:
    return salted_hmac(_SALT, value, algorithm="sha256").hexdigest()


def sign_in_wait(*, login: str, address: str, at: datetime) -> timedelta:
    """How long an attempt must wait at this moment, by the digests of its login and address; zero: it may be made."""
    return max(
        _wait(PER_LOGIN_AND_ADDRESS, at, login_digest=login, address_digest=address),
        _wait(PER_LOGIN, at, login_digest=login),
        _wait(PER_ADDRESS, at, address_digest=address),
    )


def code_wait(*, person: str, at: datetime) -> timedelta:
    """How long a code or the password of this person (by its digest) must wait at this moment; zero: it may be tried."""
    return _wait(PER_PERSON, at, login_digest=person)


def recovery_wait(*, login: str, address: str, at: datetime) -> timedelta:
    """How long a link by e-mail must wait, by the digests of what was asked for and of the address."""
    return max(
        _wait(PER_RECOVERY, at, login_digest=login),
        _wait(PER_RECOVERY, at, address_digest=address),
    )


def visitor_wait(*, visitor: str, at: datetime) -> timedelta:
    """How long a visitor must wait, by the digest of what is attempted from where."""
    return _wait(PER_VISITOR, at, login_digest=visitor)


def _wait(limit: SignInLimit, at: datetime, **whose: str) -> timedelta:
    failed = SignInAttempt.objects.filter(**whose, tried_at__gt=at - limit.window).order_by("-tried_at")
    return limit.wait(list(failed.values_list("tried_at", flat=True)[: limit.most]), at)


def factor_keys() -> tuple[Key, ...]:
    """The keys that seal the secrets of second factors."""
    return keys_for("second_factor", settings.CHUNGTAY_DATA_KEYS)


def unsent_keys() -> tuple[Key, ...]:
    """The keys that seal what was sent after a session had ended."""
    return keys_for("unsent", settings.CHUNGTAY_DATA_KEYS)


def factor_secret(factor: SecondFactor) -> str:
    """The secret that the person's app shares. Raises Unopenable without its key."""
    return opened(bytes(factor.seal), keys=factor_keys(), bound_to=f"user:{factor.user_id}").decode()


def user_by_login(typed: str) -> User:
    """The person with this login, however it is written. Raises Refusal if there is none."""
    user = User.objects.filter(login=login_or_as_typed(typed)).first()
    if user is None:
        raise Refusal(NOBODY, login=typed)
    return user


def open_account_of(user_id: int) -> User | None:
    """The person with this id, whose account is open."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def second_factor_of(user: User) -> SecondFactor | None:
    """The person's second factor that counts, or None."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()


def pending_secret(user: User, at: datetime) -> str | None:
    """The secret that waits to be confirmed by a first code; an hour after it was made it is none any more."""
    factor = SecondFactor.objects.filter(user=user, confirmed_at__isnull=True, opened_at__gt=at - PENDING_FOR).first()
    try:
        return factor_secret(factor) if factor else None
    except Unopenable:  # its key is gone: the person begins anew
        return None


def recovery_codes_left(user: User) -> int:
    """How many recovery codes of the person are unused."""
    return RecoveryCode.objects.filter(user=user, used_at__isnull=True).count()


def link_by(token: str, at: datetime) -> SignInLink | None:
    """The link that this token opens at this moment, with its person, or None: used, withdrawn, expired, unknown."""
    standing = SignInLink.objects.select_related("user").filter(digest=token_digest(token), user__is_active=True)
    return standing.filter(used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at).first()


@dataclass(frozen=True, slots=True)
class LinkOn:
    """A link that was opened for a person and neither used nor withdrawn; it may have expired."""

    id: int
    user_id: int
    kind: LinkKind
    opened_at: datetime
    expires_at: datetime


def open_links(user_ids: Collection[int]) -> list[LinkOn]:
    """The links of these people that were neither used nor withdrawn, the newest first."""
    rows = SignInLink.objects.filter(user__in=user_ids, used_at__isnull=True, withdrawn_at__isnull=True)
    return [
        LinkOn(row.pk, row.user_id, LinkKind(row.kind), row.opened_at, row.expires_at)
        for row in rows.order_by("-opened_at", "-pk")
    ]


def link_openers(user: User) -> list[User]:
    """The people who opened a link for this person that was neither used nor withdrawn, and so know its token."""
    mine = SignInLink.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True)
    return list(User.objects.filter(pk__in=mine.values("opened_by")))


@dataclass(frozen=True, slots=True)
class SessionOn:
    """A session of a person that has not ended: its id (a digest), device, and when it was seen."""

    id: str
    device: str
    first_seen_at: datetime
    last_seen_at: datetime


def sessions_of(user: User, at: datetime) -> Sequence[SessionOn]:
    """The person's sessions, the one seen last first."""
    rows = Session.objects.filter(user=user, expires_at__gt=at).order_by("-last_seen_at")
    return [SessionOn(row.pk, row.device, row.first_seen_at, row.last_seen_at) for row in rows]


def recoverable(typed: str) -> list[User]:
    """The open accounts with an e-mail address that are meant by a login or address typed to recover a password."""
    sought = login_or_as_typed(typed)
    active = User.objects.filter(is_active=True)
    found = active.filter(login=sought) | active.filter(email__iexact=sought)
    return [user for user in found.order_by("pk") if mail_of(user)]


def mail_of(user: User) -> str:
    """Where to write to the person; empty where there is no address."""
    return user.email or (user.login if "@" in user.login else "")
