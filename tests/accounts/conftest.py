"""A person with a second factor, and what signs in as one."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.test import Client

from chungtay.accounts.actions import assign_second_factor, open_second_factor
from chungtay.accounts.models import SecondFactor, User
from chungtay.accounts.queries import factor_secret

LOGIN, PASSWORD = "0912345678", "mot-cau-du-dai"


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user(LOGIN, PASSWORD, name="Nguyễn Thị Hoa")


class Phone:
    """The person's phone: shows codes, keeps the recovery codes."""

    def __init__(self, user: User, on: datetime) -> None:
        open_second_factor(by=user, at=on)
        self.app = pyotp.TOTP(factor_secret(SecondFactor.objects.get(user=user)))
        self.recovery = assign_second_factor(by=user, at=on, code=self.app.at(on))

    def code(self, at: datetime | None = None) -> str:
        return self.app.at(at or datetime.now(UTC))


@pytest.fixture
def phone(person: User) -> Phone:
    """Enrolled two minutes ago, so that the code of this moment is unused."""
    return Phone(person, datetime.now(UTC) - timedelta(minutes=2))


def give_password(client: Client, password: str = PASSWORD, then: str = "") -> str:
    """Sign in as far as the password goes; where it leads."""
    answer = client.post("/dang-nhap/", {"login": LOGIN, "password": password, "next": then})
    return answer.headers.get("Location", "")
