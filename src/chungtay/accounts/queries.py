"""What accounts know: how long a sign-in must wait."""

from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac

from chungtay.accounts.models import SignInAttempt
from chungtay.accounts.rules import (
    PER_ADDRESS,
    PER_LOGIN,
    PER_LOGIN_AND_ADDRESS,
    SignInLimit,
    login_or_as_typed,
)

_SALT = "chungtay.accounts.sign_in"


def login_digest(login: str) -> str:
    """The digest under which attempts with this login are counted, however it is written."""
    return salted_hmac(_SALT, f"login:{login_or_as_typed(login)}", algorithm="sha256").hexdigest()


def address_digest(address: str) -> str:
    """The digest under which attempts from this network address are counted."""
    return salted_hmac(_SALT, f"address:{address}", algorithm="sha256").hexdigest()


def sign_in_wait(*, login: str, address: str, at: datetime) -> timedelta:
    """How long an attempt must wait at this moment, by the digests of its login and address; zero: it may be made."""
    return max(
        _wait(PER_LOGIN_AND_ADDRESS, at, login_digest=login, address_digest=address),
        _wait(PER_LOGIN, at, login_digest=login),
        _wait(PER_ADDRESS, at, address_digest=address),
    )


def _wait(limit: SignInLimit, at: datetime, **whose: str) -> timedelta:
    failed = SignInAttempt.objects.filter(**whose, tried_at__gt=at - limit.window).order_by("-tried_at")
    return limit.wait(list(failed.values_list("tried_at", flat=True)[: limit.most]), at)
