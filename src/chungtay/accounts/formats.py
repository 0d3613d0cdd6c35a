"""What somebody sent after the session had ended: sealed for that person, carried by the page of signing in."""

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from chungtay.kernel.sealing import Key, Unopenable, opened, sealed

MOST_BYTES = 200_000  # of a sealed copy; what is longer is not carried, and the page says so
GOOD_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unsent:
    """A filled form: where it was sent, its fields in order, whether files went with it (these are not kept)."""

    address: str
    parts: tuple[tuple[str, str], ...]
    with_files: bool
    at: datetime


def sealed_copy(unsent: Unsent, person: int, keys: Sequence[Key]) -> str:
    """The form as text that only this site opens, and only for this person; empty where it would be too long."""
    told = [unsent.address, unsent.parts, unsent.with_files, unsent.at.isoformat()]
    seal = sealed(zlib.compress(json.dumps(told).encode()), keys=keys, bound_to=f"user:{person}")
    text = base64.urlsafe_b64encode(seal).decode()
    return text if len(text) <= MOST_BYTES else ""


def opened_copy(text: str, person: int, keys: Sequence[Key], at: datetime) -> Unsent | None:
    """The form that was sealed for this person not long ago; None for anybody else's, and for what was altered."""
    try:
        seal = base64.urlsafe_b64decode(text[:MOST_BYTES].encode())
        address, parts, with_files, moment = json.loads(
            zlib.decompress(opened(seal, keys=keys, bound_to=f"user:{person}"))
        )
    except (Unopenable, binascii.Error, ValueError):
        return None
    unsent = Unsent(address, tuple((name, value) for name, value in parts), with_files, datetime.fromisoformat(moment))
    return unsent if at - unsent.at <= GOOD_FOR else None
