"""The people who try the demonstration: one for each role."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from chungtay.accounts.actions import add_user, correct_password
from chungtay.accounts.models import User
from chungtay.demonstration.queries import people_of
from chungtay.organizations.actions import assign_role
from chungtay.organizations.queries import cluster
from chungtay.organizations.rules import Role

from .chapter import SINCE, unit_id

REFORM = date(2025, 7, 1)


def add_people(
    *, by: User | None, at: datetime, people: Sequence[Mapping[str, Any]], passwords: Mapping[str, str]
) -> None:
    """Give each person of the plan an account and the role; who worked for a unit that ended goes on in the next."""
    for given in people:
        login = given["login"]
        user = add_user(by=by, at=at, login=login, password=passwords[login], name=given["name"], is_illustrative=True)
        role = Role(given["role"])
        if "cluster" in given:
            scope = cluster(given["cluster"])
            assert scope is not None  # opened in the same load
            assign_role(by=by, at=at, user=user, role=role, valid_from=SINCE, cluster_id=scope.id)
            continue
        for code, since in ((given["unit"], SINCE), (given.get("then"), REFORM)):
            if code:
                assign_role(by=by, at=at, user=user, role=role, valid_from=since, unit_id=unit_id(code, since))


@transaction.atomic
def correct_passwords(*, at: datetime, by: None = None, passwords: Mapping[str, str]) -> None:
    """Give the people of a loaded demonstration these passwords, by login: theirs were lost."""
    for user in people_of(passwords):
        correct_password(by=user, at=at, password=passwords[user.login])
