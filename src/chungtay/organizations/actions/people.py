"""People who are asked to work here: an account, a role, and the link by which they come in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from chungtay.accounts.actions import OpenedLink, add_user, end_second_factor, open_link
from chungtay.accounts.models import User
from chungtay.accounts.rules import LinkKind
from chungtay.kernel.days import day_of
from chungtay.kernel.errors import gettext_noop
from chungtay.notifications.actions import notify
from chungtay.notifications.rules import NoticeKind
from chungtay.organizations.actions.offices import assign_role
from chungtay.organizations.models import Role as RoleRow
from chungtay.organizations.queries.paths import on_day
from chungtay.organizations.rules import Role

LINK_OF_ONESELF = gettext_noop("Một người quản trị đã lập liên kết lấy lại mật khẩu của tài khoản này.")
LINK_OF_FELLOW = gettext_noop("Đã lập liên kết lấy lại mật khẩu cho một người quản trị khác.")
FACTOR_OF_FELLOW = gettext_noop("Đã tắt xác thực hai bước của một người quản trị khác.")


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
    _tell_fellows(by, at, user, FACTOR_OF_FELLOW)


@transaction.atomic
def open_persons_link(*, by: User | None, at: datetime, user: User, kind: LinkKind) -> OpenedLink:
    """A link by which a person sets a password; where it recovers an administrator's account, that person and the other
    administrators are told. Whether `by` may is the caller's to say. Raises Refusal for a closed account."""
    link = open_link(by=by, at=at, user=user, kind=kind)
    if kind == LinkKind.RECOVERY and _tell_fellows(by, at, user, LINK_OF_FELLOW):
        what = {"what": {"say": LINK_OF_ONESELF}}
        notify(
            by=by, at=at, to=[user.pk], kind=NoticeKind.ADMINISTRATOR_RECOVERED, params=what, path=reverse("sessions")
        )
    return link


def _tell_fellows(by: User | None, at: datetime, user: User, words: str) -> bool:
    """Tell who else administers the units that this person does; is the person an administrator at all?"""
    held = RoleRow.objects.filter(on_day(day_of(at)), role=Role.ADMINISTRATOR, user__is_active=True)
    units = list(held.filter(user=user).values_list("unit", flat=True))
    fellows = set(held.filter(unit__in=units).values_list("user", flat=True)) - {user.pk, by.pk if by else None}
    path = reverse("person", kwargs={"user_id": user.pk})
    what = {"what": {"say": words}}
    notify(by=by, at=at, to=fellows, kind=NoticeKind.ADMINISTRATOR_RECOVERED, params=what, path=path)
    return bool(units)
