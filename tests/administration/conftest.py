"""Who administers what: the province, and one district; a book with the committed catalogue."""

from datetime import date

import pytest

from chungtay.accounts.models import User
from chungtay.organizations.actions import assign_role
from chungtay.organizations.rules import Role
from tests.factories.organizations import AT


@pytest.fixture
def staff(house, cast):
    """The cast, the administrators of the province and of the college, and an auditor."""
    roles = {
        "province": (Role.ADMINISTRATOR, "22"),
        "college": (Role.ADMINISTRATOR, "22.cdyt"),
        "auditor": (Role.AUDITOR, "22"),
    }
    for number, (who, (role, code)) in enumerate(roles.items()):
        user = User.objects.create_user(f"09130000{number:02}", "mật khẩu dài", name=who, is_illustrative=True)
        assign_role(by=None, at=AT, user=user, role=role, valid_from=date(2024, 1, 1), unit_id=house.id(code))
        cast[who] = user
    return cast


@pytest.fixture
def at_the_province(client, staff):
    """A browser of the province's administrator."""
    client.force_login(staff["province"])
    return client


@pytest.fixture
def at_the_college(client, staff):
    """A browser of the college's administrator."""
    client.force_login(staff["college"])
    return client
