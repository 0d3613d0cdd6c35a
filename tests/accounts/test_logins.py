"""One login per person, whatever way it is typed."""

import pytest
from django.contrib.auth import authenticate

from chungtay.accounts.models import User
from chungtay.accounts.rules import normalised_login, normalised_phone
from chungtay.kernel.errors import Refusal


@pytest.mark.parametrize(
    "typed", ["0912345678", "+84 912 345 678", "0084912345678", "84912345678", "091.234.5678", "(+84) 0912345678"]
)
def test_a_phone_number_is_kept_in_one_way(typed: str) -> None:
    assert normalised_login(typed) == "0912345678"


def test_an_address_is_kept_in_lower_case() -> None:
    assert normalised_login("  Lan@Example.ORG ") == "lan@example.org"


@pytest.mark.parametrize(
    "typed", ["", "lan", "12345", "0012345678", "091234567", "lan@", "a b@c.vn", "+1 202 555 0100"]
)
def test_what_is_neither_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match="không phải là số điện thoại"):
        normalised_login(typed)
    assert normalised_phone(typed) is None


def test_a_person_signs_in_by_any_way_of_writing_the_number(db: None) -> None:
    lan = User.objects.create_user("+84 912 345 678", "một mật khẩu dài", name="Nguyễn Thị Lan")
    assert lan.login == "0912345678"
    assert authenticate(username="091 234 5678", password="một mật khẩu dài") == lan
    assert authenticate(username="091 234 5678", password="sai") is None
    assert authenticate(username="không phải số", password="một mật khẩu dài") is None
    assert str(lan) == "Nguyễn Thị Lan"


def test_without_a_password_nobody_signs_in(db: None) -> None:
    User.objects.create_user("lan@example.org")
    assert authenticate(username="lan@example.org", password="") is None
