"""What is known of a person, checked once where it comes in."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.text import nfc, one_line

MOST_NAME, MOST_ADDRESS, OLDEST_YEARS = 100, 300, 120
_EMAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
NO_NAME: Final = gettext_noop("Cần có họ và tên.")
TOO_LONG: Final = gettext_noop("“%(what)s” dài quá: nhiều nhất %(most)s chữ cái.")
NO_SUCH_DAY: Final = gettext_noop("Ngày sinh %(day)s không hợp lý: phải từ %(first)s đến hôm nay.")
NO_EMAIL: Final = gettext_noop("“%(email)s” không phải là địa chỉ thư điện tử.")


class PersonSex(StrEnum):
    """As a paper of identity says."""

    FEMALE = "f"
    MALE = "m"


@dataclass(frozen=True, slots=True)
class Profile:
    """A person's name, phone (as dialled inside Viet Nam), birthday, sex, address, e-mail; empty or None: not known."""

    name: str
    phone: str = ""
    born_on: date | None = None
    sex: PersonSex | None = None
    address: str = ""
    email: str = ""

    @property
    def masked_phone(self) -> str:
        """The last three digits, for who may know that there is a number and not which."""
        return f"…{self.phone[-3:]}" if self.phone else ""


def checked_profile(profile: Profile, on: date) -> Profile:
    """The profile in its kept form on the day that it is entered. Raises Refusal naming what is wrong.

    The phone must have come through `accounts.rules.normalised_phone`.
    """
    name, address = nfc(one_line(profile.name)), nfc(one_line(profile.address))
    if not name:
        raise Refusal(NO_NAME)
    for what, most in ((name, MOST_NAME), (address, MOST_ADDRESS)):
        if len(what) > most:
            raise Refusal(TOO_LONG, what=f"{what[:20]}…", most=most)
    first = date(on.year - OLDEST_YEARS, 1, 1)
    if profile.born_on and not first <= profile.born_on <= on:
        raise Refusal(NO_SUCH_DAY, day=f"{profile.born_on:%d/%m/%Y}", first=f"{first:%d/%m/%Y}")
    email = profile.email.strip().lower()
    if email and not _EMAIL.match(email):
        raise Refusal(NO_EMAIL, email=email)
    return Profile(name, profile.phone, profile.born_on, profile.sex, address, email)
