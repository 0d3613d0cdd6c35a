"""People let in."""

from datetime import date, datetime

from django.db import transaction

from chungtay.accounts.actions import OpenedLink, add_user, open_link
from chungtay.accounts.models import User
from chungtay.accounts.rules import LinkKind
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role


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
) -> tuple[User, OpenedLink]:
    """An account without a password, its first role, and the link by which the person comes in.

    All or nothing. Raises Refusal for a login that is none or is taken, and for a role that does not fit its scope.
    """
    user = add_user(by=by, at=at, login=login, password=None, name=name)
    assign_role(
        by=by, at=at, user=user, role=role, valid_from=valid_from, valid_to=valid_to, unit_id=unit_id,
        cluster_id=cluster_id,
    )  # fmt: skip
    return user, open_link(by=by, at=at, user=user, kind=LinkKind.INVITATION)
