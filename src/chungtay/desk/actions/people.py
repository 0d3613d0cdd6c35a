"""The first people of a chapter, and every one after them: an account with a role in one unit or cluster."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from chungtay.accounts.actions import add_user
from chungtay.accounts.models import User
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import cluster, unit_on
from chungtay.organizations.rules import Role

_NOWHERE: Final = gettext_noop("Không có đơn vị hoặc cụm mang mã “%(of)s” vào ngày ấy.")


def add_person(
    *, by: User | None, at: datetime, on: date, login: str, password: str, name: str, role: Role, of: str
) -> User:
    """An account that can sign in, with a role in the unit or cluster `of` from the day `on`.

    Raises Refusal, having written nothing, for a bad or taken login, an unknown code, a role that does not fit it.
    """
    unit, group = unit_on(of, on), cluster(of)
    if unit is None and group is None:
        raise Refusal(_NOWHERE, of=of)
    with transaction.atomic():
        user = add_user(by=by, at=at, login=login, password=password, name=name)
        assign_role(
            by=by, at=at, user=user, role=role, valid_from=on, unit_id=unit.id if unit else None,
            cluster_id=group.id if group and not unit else None,
        )  # fmt: skip
    return user
