"""Who signs in: one login per person, a phone number or an e-mail address, always kept in one way of writing.

And how often somebody may fail before having to wait.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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


@dataclass(frozen=True, slots=True)
class SignInLimit:
    """So many failed attempts inside a window; the next one waits until the oldest of them has left it."""

    most: int
    window: timedelta

    def wait(self, failed_at: Sequence[datetime], at: datetime) -> timedelta:
        """How long the next attempt must wait at this moment; zero when it may be made now."""
        recent = sorted(moment for moment in failed_at if moment > at - self.window)
        if len(recent) < self.most:
            return timedelta()
        return recent[-self.most] + self.window - at


# One person mistypes a few times. A stranger at another address who fails with the same login does not lock the person
# out, until so many have failed that the password is being guessed from many places. A whole office behind one address
# mistypes together, on a Monday.
PER_LOGIN_AND_ADDRESS = SignInLimit(most=5, window=timedelta(minutes=15))
PER_LOGIN = SignInLimit(most=30, window=timedelta(minutes=15))
PER_ADDRESS = SignInLimit(most=50, window=timedelta(minutes=15))
# A code has six digits: whoever knows the password may guess five in a quarter of an hour, from wherever. As many may be
# guessed of the password by whoever sits down at an open session.
PER_PERSON = SignInLimit(most=5, window=timedelta(minutes=15))
# Links by e-mail that one login, or one address, may ask for.
PER_RECOVERY = SignInLimit(most=5, window=timedelta(minutes=15))
# What a visitor sends in; at a drive a whole hall registers behind one address.
PER_VISITOR = SignInLimit(most=40, window=timedelta(minutes=15))
TOO_OFTEN = gettext_noop("Vừa có nhiều lần gửi từ nơi này. Hãy thử lại sau %(minutes)s phút.")
TOO_MANY = gettext_noop("Đã nhập sai nhiều lần. Hãy thử lại sau %(minutes)s phút.")
NOBODY = gettext_noop("Không có tài khoản mang tên đăng nhập “%(login)s”.")
TAKEN = gettext_noop("Đã có tài khoản mang tên đăng nhập “%(login)s”.")
WRONG_CODE = gettext_noop("Mã không đúng, đã dùng hoặc đã hết hạn. Hãy nhập mã đang hiện trên ứng dụng.")
WRONG = gettext_noop("Tên đăng nhập hoặc mật khẩu không đúng.")
WRONG_PASSWORD = gettext_noop("Mật khẩu hiện nay không đúng.")


def login_or_as_typed(text: str) -> str:
    """The stored form of a login, or the text in lower case where it is none (attempts with such are counted too)."""
    try:
        return normalised_login(text)
    except Refusal:
        return text.strip().lower()
