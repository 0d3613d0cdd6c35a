"""The token of an answer link: 128 bits that nobody can guess without the key, made again whenever the link is shown."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

from chungtay.kernel.sealing import Key

_BYTES = 16


def call_token(key: Key, request_id: int, donor_id: int) -> str:
    """The token of the call of a donor for a request, 22 letters."""
    whole = hmac.digest(key.secret, f"call:{request_id}:{donor_id}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(whole[:_BYTES]).decode().rstrip("=")


def kept_token(keys: Sequence[Key], request_id: int, donor_id: int, kept: bytes) -> str | None:
    """The token whose digest is kept, under whichever key it was made; None where that key is gone."""
    tokens = (call_token(key, request_id, donor_id) for key in keys)
    return next((token for token in tokens if token_digest(token) == kept), None)


def token_digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).digest()
