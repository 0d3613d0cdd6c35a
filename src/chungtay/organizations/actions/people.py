"""People who are asked to work here: an account, a role, and the link by which they come in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from chungtay.accounts.actions import OpenedLink, add_user, end_second_factor, open_link
from chungtay.accounts.models import User
from chungtay.accounts.rules import LinkKind
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.actions.offices import assign_role
from chungtay.organizations.rules import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who was invited, and the link to hand over: its token is told this once."""

    user: User
    link: OpenedLink


@transaction.atomic
def open_invitation(
    *,
    by: User | None,
    at: datetime,
    login: str,
    name: str,
    role: Role,
    valid_from: date,
    valid_to: date | None = None,
    unit_id: int | None = None,
    cluster_id: int | None = None,
) -> Invitation:
    """Invite a person: an account without a password, with the role, and a link that sets one and signs in.

    Whether `by` may administer there is the caller's to say; renewed by `accounts.actions.open_link`. Raises Refusal,
    having written nothing, for a login that is none or is taken, and for a role that does not fit its scope.
    """
    user = add_user(by=by, at=at, login=login, password=None, name=name)
    assign_role(
        by=by, at=at, user=user, role=role, valid_from=valid_from, valid_to=valid_to, unit_id=unit_id,
        cluster_id=cluster_id,
    )  # fmt: skip
    return Invitation(user, open_link(by=by, at=at, user=user, kind=LinkKind.INVITATION))


@transaction.atomic
def end_lost_second_factor(*, by: User | None, at: datetime, user: User) -> None:
    """The second factor of a person who lost phone and codes ends, and the person is told. Raises Refusal without one."""
    end_second_factor(by=by, at=at, user=user)
    notify(by=by, at=at, to=[user.pk], kind=NoticeKind.SECOND_FACTOR_ENDED, path=reverse("second_factor"))
