"""Signing in: who it was, who failed to."""

from datetime import datetime
from math import ceil

from django.contrib.auth import authenticate
from django.db import transaction

from chungtay.accounts.models import Session, SignInAttempt, User
from chungtay.accounts.queries import (
    address_digest,
    login_digest,
    second_factor_of,
    sign_in_wait,
    visitor_digest,
    visitor_wait,
)
from chungtay.accounts.rules import PER_ADDRESS, PER_LOGIN, TOO_MANY, TOO_OFTEN, WRONG, login_or_as_typed
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal


def record_sign_in(*, by: None = None, at: datetime, login: str, password: str, address: str) -> User:
    """The person whom login and password name; who has a second factor is signed in by `record_second_step` alone.

    Raises Refusal, in one wording for an unknown login, a wrong password and a closed account, or with the minutes to
    wait when too many attempts have failed (such an attempt is not looked at, nor counted again). Two transactions, so
    that the slow look at the password holds no lock: the attempt counts as failed until it has succeeded, and many at
    once cannot slip past the limit.
    """
    _count_as_failed(at, login, address_digest(address))
    user = authenticate(username=login, password=password)
    if not isinstance(user, User):
        raise Refusal(WRONG)
    with transaction.atomic():
        SignInAttempt.objects.filter(login_digest=login_digest(login)).delete()
        Session.objects.filter(expires_at__lte=at).delete()
        if second_factor_of(user) is None:
            note(by=user, at=at, action="record_sign_in", object_type="user", object_id=user.pk)
    return user


@transaction.atomic
def _count_as_failed(at: datetime, typed: str, address: str) -> None:
    # Those who try one person's password wait for each other; a login that is nobody's has none to be found.
    User.objects.select_for_update().only("pk").filter(login=login_or_as_typed(typed)).first()
    login = login_digest(typed)
    wait = sign_in_wait(login=login, address=address, at=at)
    if wait:
        raise Refusal(TOO_MANY, minutes=ceil(wait.total_seconds() / 60))
    SignInAttempt.objects.filter(tried_at__lte=at - max(PER_LOGIN.window, PER_ADDRESS.window)).delete()
    SignInAttempt.objects.create(login_digest=login, address_digest=address, tried_at=at)


@transaction.atomic
def record_attempt(*, by: None = None, at: datetime, what: str, address: str) -> None:
    """Count an attempt at something that visitors may do (`what` names it), apart from those at signing in.

    Raises Refusal with the minutes to wait when this address has made too many.
    """
    digest = visitor_digest(what, address)
    wait = visitor_wait(visitor=digest, at=at)
    if wait:
        raise Refusal(TOO_OFTEN, minutes=ceil(wait.total_seconds() / 60))
    SignInAttempt.objects.create(login_digest=digest, address_digest=digest, tried_at=at)
