"""The book of a chapter with an administrator beside the standing cast, and the demonstration's."""

from datetime import date

import pytest

from chungtay.accounts.models import User
from chungtay.accounts.rules import PASSED
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT, Chapter


@pytest.fixture
def people(book: Chapter, cast: dict[str, User]) -> dict[str, User]:
    """The standing cast on the book's chapter, and `administrator` of the province."""
    user = User.objects.create_user("0912000050", "mật khẩu dài", name="administrator")
    assign_role(by=None, at=AT, user=user, role=Role.ADMINISTRATOR, unit_id=book.id("22"), valid_from=date(2024, 1, 1))
    return cast | {"administrator": user}


def enter(client, user):
    """Sign the person in, the second step done."""
    client.force_login(user)
    session = client.session
    session[PASSED] = True
    session.save()
