"""A profile as the bytes that are sealed, and back; the digest by which a phone number is found."""

import hashlib
import hmac
import json
from datetime import date

from chungtay.kernel.sealing import Key
from chungtay.people.rules.profiles import PersonSex, Profile


def profile_bytes(profile: Profile) -> bytes:
    """The profile as JSON, without what is not known."""
    told = {
        "name": profile.name,
        "phone": profile.phone,
        "born_on": profile.born_on.isoformat() if profile.born_on else "",
        "sex": profile.sex or "",
        "address": profile.address,
        "email": profile.email,
    }
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False).encode()


def profile_of(data: bytes) -> Profile:
    """The profile again."""
    told = json.loads(data)
    born, sex = told.get("born_on"), told.get("sex")
    return Profile(
        told.get("name", ""), told.get("phone", ""), date.fromisoformat(born) if born else None,
        PersonSex(sex) if sex else None, told.get("address", ""), told.get("email", ""),
    )  # fmt: skip


def phone_digest(phone: str, key: Key) -> bytes:
    """HMAC-SHA256 of a number under a key: equal numbers are found, none can be read or tried without the key."""
    return hmac.digest(key.secret, phone.encode(), hashlib.sha256)
