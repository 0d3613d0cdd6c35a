"""Sealed bytes: what must not be read from the database or the disk without a key that lies elsewhere (AES-256-GCM).

A seal says which key closed it and is bound to what the value belongs to, so that it cannot be moved to another row
unseen. Keys of each purpose are derived from the masters by HKDF-SHA256; the first master seals, every one opens, so
that a new master is put first and old ones stay behind it until nothing needs them.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from chungtay.kernel.errors import Refusal, gettext_noop

_FORM: Final = b"\x01"
_ID, _NONCE, _TAG, _KEY = 4, 12, 16, 32  # bytes
_ABSENT: Final = gettext_noop("Thiếu khóa dữ liệu %(key)s nên không mở được; hãy đặt lại tệp khóa cạnh dữ liệu")
_BROKEN: Final = gettext_noop("Dữ liệu được niêm không còn nguyên vẹn hoặc không thuộc về nơi này")


class Unopenable(Refusal):
    """A seal that cannot be opened: its key is absent, or it was altered or moved."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key for one purpose; its id says from which master it comes."""

    id: bytes
    secret: bytes = field(repr=False)


def key_id(master: bytes) -> str:
    """What names a master key without telling anything about it: eight hexadecimal digits."""
    return _derived(master, "id", _ID).hex()


def keys_for(purpose: str, masters: Sequence[bytes]) -> tuple[Key, ...]:
    """The keys of one purpose from the master keys, the current master first. A master is secret text or bytes."""
    return tuple(Key(bytes.fromhex(key_id(master)), _derived(master, f"key:{purpose}", _KEY)) for master in masters)


def sealed(data: bytes, *, keys: Sequence[Key], bound_to: str) -> bytes:
    """The data sealed by the first key, bound to what it belongs to (`user:7`): 33 bytes longer, never twice the same."""
    key, nonce = keys[0], secrets.token_bytes(_NONCE)
    return _FORM + key.id + nonce + AESGCM(key.secret).encrypt(nonce, data, bound_to.encode())


def opened(seal: bytes, *, keys: Sequence[Key], bound_to: str) -> bytes:
    """What was sealed, with whichever of the keys closed it.

    Raises Unopenable when that key is not among them, and when the seal was altered or belongs to something else.
    """
    key_of, rest = seal[1 : 1 + _ID], seal[1 + _ID :]
    if seal[:1] != _FORM or len(rest) < _NONCE + _TAG:
        raise Unopenable(_BROKEN)
    for key in keys:
        if key.id == key_of:
            try:
                return AESGCM(key.secret).decrypt(rest[:_NONCE], rest[_NONCE:], bound_to.encode())
            except InvalidTag:
                raise Unopenable(_BROKEN) from None
    raise Unopenable(_ABSENT, key=key_of.hex())


def _derived(master: bytes, info: str, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=f"chungtay:{info}".encode()).derive(master)
