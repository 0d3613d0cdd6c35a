"""Who signs in: one login per person, a phone number or an e-mail address, always kept in one way of writing."""

import re

from chungtay.kernel.errors import Refusal, gettext_noop

# National numbers: 10 digits (mobile, new landlines) or 11 (landlines of 2017 with a three-digit area code).
_PHONE = re.compile(r"^0[1-9][0-9]{8,9}$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_BAD_LOGIN = gettext_noop("“%(login)s” không phải là số điện thoại hay địa chỉ thư điện tử")


def normalised_phone(text: str) -> str | None:
    """The number as dialled inside Viet Nam (`0912345678`), or None if `text` is no such number."""
    digits = re.sub(r"[\s.\-()]", "", text)
    for prefix in ("+84", "0084"):
        if digits.startswith(prefix):
            digits = "0" + digits[len(prefix) :].removeprefix("0")
    if digits.startswith("84") and len(digits) == 11:
        digits = "0" + digits[2:]
    return digits if _PHONE.match(digits) else None


def normalised_login(text: str) -> str:
    """The stored form of what a person types: the phone number, or the e-mail address in lower case.

    Raises Refusal if it is neither.
    """
    typed = text.strip()
    if _EMAIL.match(typed):
        return typed.lower()
    phone = normalised_phone(typed)
    if phone is None:
        raise Refusal(_BAD_LOGIN, login=typed)
    return phone
