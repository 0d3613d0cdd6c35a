"""The second step of signing in: an authenticator app, and ten codes for the day when the phone is gone."""

from datetime import datetime
from math import ceil

from django.db import transaction

from chungtay.accounts.models import RecoveryCode, SecondFactor, Session, SignInAttempt, User
from chungtay.accounts.queries import (
    code_digest,
    code_wait,
    factor_keys,
    factor_secret,
    person_digest,
    second_factor_of,
)
from chungtay.accounts.rules import (
    CODES,
    PER_PERSON,
    TOO_MANY,
    WRONG_CODE,
    is_code,
    new_recovery_code,
    new_secret,
    normalised_code,
    step_of,
)
from chungtay.audit.actions import note
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.sealing import sealed

_STANDS = gettext_noop("Xác thực hai bước đã bật; hãy tắt trước khi đặt lại.")
_NONE = gettext_noop("Xác thực hai bước chưa bật.")


@transaction.atomic
def open_second_factor(*, by: User, at: datetime) -> None:
    """Make a secret for the person's app; it counts once confirmed. Raises Refusal while another one counts."""
    if second_factor_of(by):
        raise Refusal(_STANDS)
    seal = sealed(new_secret().encode(), keys=factor_keys(), bound_to=f"user:{by.pk}")
    SecondFactor.objects.update_or_create(user=by, defaults={"seal": seal, "opened_at": at, "last_step": 0})


def assign_second_factor(*, by: User, at: datetime, code: str, session_key: str | None = None) -> list[str]:
    """The first code of the app confirms the secret; returns the recovery codes, which are told this once.

    Every other session ends, because it has not passed the second step; `session_key` (its digest) is the one that
    stays. Raises Refusal for a wrong code, after too many of them, and while another factor counts.
    """
    factor = SecondFactor.objects.filter(user=by).first()
    if factor is None or factor.confirmed_at:
        raise Refusal(_STANDS if factor else _NONE)
    _count_as_failed(by, at)
    with transaction.atomic():
        _take(by, factor, at, normalised_code(code))
        SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=at)
        Session.objects.filter(user=by).exclude(session_key=session_key or "").delete()
        codes = _new_codes(by)
        note(by=by, at=at, action="assign_second_factor", object_type="user", object_id=by.pk)
    return codes


def record_second_step(*, by: User, at: datetime, code: str) -> None:
    """The person, whose password was right, shows a code of the app or a recovery code: from here on signed in.

    Raises Refusal for a wrong or used code, and after too many of them.
    """
    _count_as_failed(by, at)
    with transaction.atomic():
        kind = _take(by, second_factor_of(by), at, normalised_code(code))
        note(by=by, at=at, action="record_sign_in", object_type="user", object_id=by.pk, text=kind)


def assign_recovery_codes(*, by: User, at: datetime, code: str) -> list[str]:
    """Ten new recovery codes in place of the old ones, told this once. Raises Refusal for a wrong code of the app."""
    _count_as_failed(by, at)
    with transaction.atomic():
        _take(by, second_factor_of(by), at, normalised_code(code))
        codes = _new_codes(by)
        note(by=by, at=at, action="assign_recovery_codes", object_type="user", object_id=by.pk)
    return codes


def end_own_second_factor(*, by: User, at: datetime, code: str, session_key: str | None = None) -> None:
    """The person, who has shown the password (`record_password`), ends the second factor.

    Every other session ends, because it counts as one that has passed the second step; `session_key` (its digest) is
    the one that stays. Raises Refusal for a wrong code.
    """
    _count_as_failed(by, at)
    with transaction.atomic():
        _take(by, second_factor_of(by), at, normalised_code(code))
        _end(by)
        Session.objects.filter(user=by).exclude(session_key=session_key or "").delete()
        note(by=by, at=at, action="end_own_second_factor", object_type="user", object_id=by.pk)


@transaction.atomic
def end_second_factor(*, by: User | None, at: datetime, user: User) -> None:
    """An administrator ends the second factor of a person who lost phone and codes; the person is told at sign-in.

    Every session of theirs ends. Raises Refusal when there is none.
    """
    if second_factor_of(user) is None:
        raise Refusal(_NONE)
    _end(user)
    Session.objects.filter(user=user).delete()
    SignInAttempt.objects.filter(login_digest=person_digest(user)).delete()
    user.second_factor_ended_at = at
    user.save(update_fields=["second_factor_ended_at"])
    note(by=by, at=at, action="end_second_factor", object_type="user", object_id=user.pk, text=user.name)


@transaction.atomic
def _count_as_failed(user: User, at: datetime) -> None:
    User.objects.select_for_update().only("pk").get(pk=user.pk)  # many at once cannot slip past the limit
    person = person_digest(user)
    if wait := code_wait(person=person, at=at):
        raise Refusal(TOO_MANY, minutes=ceil(wait.total_seconds() / 60))
    SignInAttempt.objects.filter(tried_at__lte=at - PER_PERSON.window, login_digest=person).delete()
    SignInAttempt.objects.create(login_digest=person, address_digest="", tried_at=at)


def _take(user: User, factor: SecondFactor | None, at: datetime, code: str) -> str:
    """Use the code up; `app` or `recovery_code`. Raises Refusal for one that is wrong or used."""
    if factor is None:
        raise Refusal(_NONE)
    if is_code(code):
        kind = "app"
        step = step_of(code, secret=factor_secret(factor), at=at, after=factor.last_step)
        taken = step and SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step)
    else:
        kind = "recovery_code"
        unused = RecoveryCode.objects.filter(user=user, digest=code_digest(user, code), used_at__isnull=True)
        taken = unused.update(used_at=at)
    if not taken:
        raise Refusal(WRONG_CODE)
    SignInAttempt.objects.filter(login_digest=person_digest(user)).delete()
    return kind


def _new_codes(user: User) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = [new_recovery_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=code_digest(user, code)) for code in codes)
    return codes


def _end(user: User) -> None:
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
