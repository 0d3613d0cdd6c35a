"""Codes and secrets: of the authenticator app (RFC 6238), for its loss, in a link. Letters that nobody mistakes."""

import hmac
import re
import secrets
from datetime import datetime
from typing import Final

import pyotp

STEP_SECONDS: Final = 30
DRIFT: Final = 1  # steps that a phone's clock may be off
CODES: Final = 10  # recovery codes that a person is given
LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1
_CODE: Final = re.compile(r"[0-9]{6}")


def new_secret() -> str:
    """A secret for an authenticator app: 160 bits in base 32."""
    return pyotp.random_base32()


def enrolment_address(secret: str, login: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Chung Tay")


def grouped(secret: str) -> str:
    """The secret as it is typed: four letters at a time."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def normalised_code(typed: str) -> str:
    """A code without the spaces and strokes that people type between."""
    return re.sub(r"[\s\-.]", "", typed).lower()


def is_code(code: str) -> bool:
    """Whether it is a code of an app: six digits; anything else can only be a recovery code."""
    return bool(_CODE.fullmatch(code))


def step_of(code: str, *, secret: str, at: datetime, after: int) -> int | None:
    """The half-minute to which the code belongs: now, or one off either way; None for a wrong code.

    A code of the half-minute `after` or of an earlier one has been used and counts as wrong.
    """
    app, now = pyotp.TOTP(secret, interval=STEP_SECONDS), int(at.timestamp()) // STEP_SECONDS
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()) and step > after:
            return step
    return None


def new_recovery_code() -> str:
    """Ten letters in two groups, about 50 bits: `k7m2q-x9fbd`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def new_link_token() -> str:
    """What makes a link unguessable, 158 bits; letters and digits alone, so that no chat cuts the link short."""
    return "".join(secrets.choice(LETTERS) for _ in range(32))
