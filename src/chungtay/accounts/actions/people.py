"""Accounts: opened, corrected, closed."""

from datetime import datetime
from math import ceil

from django.db import transaction

from chungtay.accounts.models import Session, SignInAttempt, SignInLink, User
from chungtay.accounts.queries import code_wait, password_digest
from chungtay.accounts.rules import PER_PERSON, TAKEN, TOO_MANY, WRONG_PASSWORD, normalised_login
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc

_OWN = gettext_noop("Không thể tự đóng tài khoản đang dùng.")


@transaction.atomic
def add_user(
    *, by: User | None, at: datetime, login: str, password: str | None, name: str = "", is_illustrative: bool = False
) -> User:
    """An account; without a password its person signs in by a link first (`open_link`).

    `is_illustrative`: of the demonstration alone. Raises Refusal for a login that is none or is taken.
    """
    if User.objects.filter(login=normalised_login(login)).exists():
        raise Refusal(TAKEN, login=login)
    user = User.objects.create_user(login, password, name=nfc(name), is_illustrative=is_illustrative)
    note(by=by, at=at, action="add_user", object_type="user", object_id=user.pk, text=name)
    return user


def record_password(*, by: User, at: datetime, password: str) -> None:
    """The signed-in person shows the password once more, before what its owner alone may change.

    Raises Refusal for a wrong one and after too many of them: an open session is no place to guess it.
    """
    person = password_digest(by)
    with transaction.atomic():
        User.objects.select_for_update().only("pk").get(pk=by.pk)  # many at once cannot slip past the limit
        if wait := code_wait(person=person, at=at):
            raise Refusal(TOO_MANY, minutes=ceil(wait.total_seconds() / 60))
        SignInAttempt.objects.filter(tried_at__lte=at - PER_PERSON.window, login_digest=person).delete()
        SignInAttempt.objects.create(login_digest=person, address_digest="", tried_at=at)
    if not by.check_password(password):
        raise Refusal(WRONG_PASSWORD)
    SignInAttempt.objects.filter(login_digest=person).delete()


@transaction.atomic
def correct_password(*, by: User, at: datetime, password: str) -> None:
    """Give the person the new password, which a form has validated; every session of theirs ends by it.

    The caller opens this one anew (`update_session_auth_hash`). Links to set a password end too.
    """
    by.set_password(password)
    by.save(update_fields=["password"])
    _end_ways_in(by, at)
    note(by=by, at=at, action="correct_password", object_type="user", object_id=by.pk)


@transaction.atomic
def correct_contact(*, by: User, at: datetime, name: str, phone: str, email: str) -> None:
    """The person's own name, phone number and e-mail address, as a form has validated them.

    Another e-mail address is a way in (`open_recovery`): who changes it shows the password first (`record_password`).
    """
    by.name, by.phone, by.email = nfc(name), phone, email
    by.save(update_fields=["name", "phone", "email"])
    note(by=by, at=at, action="correct_contact", object_type="user", object_id=by.pk)


@transaction.atomic
def close_account(*, by: User | None, at: datetime, user: User) -> None:
    """The person cannot sign in any more; sessions and links end. Roles stay as they were, and give nothing.

    Raises Refusal for one's own account.
    """
    if by is not None and by.pk == user.pk:
        raise Refusal(_OWN)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _end_ways_in(user, at)
    note(by=by, at=at, action="close_account", object_type="user", object_id=user.pk, text=user.name)


@transaction.atomic
def open_account(*, by: User | None, at: datetime, user: User) -> None:
    """The person of a closed account may sign in again, with the password and second factor of before."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    note(by=by, at=at, action="open_account", object_type="user", object_id=user.pk, text=user.name)


def _end_ways_in(user: User, at: datetime) -> None:
    Session.objects.filter(user=user).delete()
    standing = SignInLink.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True)
    standing.update(withdrawn_at=at)
