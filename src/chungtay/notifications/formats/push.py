"""Web Push: a browser's subscription, and the sealed message that its push service takes (RFC 8030, 8291, 8292).

The payload is sealed by `http-ece`, the site's word about itself signed by `py-vapid`; here is only what joins them.
"""

import base64
import json
from collections.abc import Collection
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

_POINT, _AUTH = 65, 16  # bytes of a browser's public key and of its secret
_CURVE = ec.SECP256R1()
SECONDS = 10  # for a push service to answer
DAY = 24 * 3600
GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where a browser is reached and by which keys only it can read."""

    endpoint: str
    key: str = field(repr=False)
    auth: str = field(repr=False)

    def as_json(self) -> bytes:
        """As it is kept, sealed."""
        return json.dumps({"endpoint": self.endpoint, "key": self.key, "auth": self.auth}).encode()


@dataclass(frozen=True, slots=True)
class Message:
    """A request to a push service."""

    endpoint: str
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)


def subscription_of(data: bytes | str) -> Subscription:
    """A subscription from what is kept, or from a browser's `PushSubscription.toJSON()`. Raises ValueError."""
    try:
        given = json.loads(data)
        keys = given.get("keys") or {"p256dh": given["key"], "auth": given["auth"]}
        found = Subscription(str(given["endpoint"]), str(keys["p256dh"]), str(keys["auth"]))
        point = _bytes(found.key)
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError("no push subscription") from error
    if len(point) != _POINT or len(_bytes(found.auth)) != _AUTH:
        raise ValueError("no push subscription")
    return found


def is_push_service(endpoint: str, services: Collection[str]) -> bool:
    """Is the address at one of the push services (origins; `*` stands for a part of the host's name)?

    A browser says the address, so that anything else could make this site call its own network.
    """
    url = urlsplit(endpoint)
    origin = f"{url.scheme}://{url.netloc}"
    return "@" not in url.netloc and any(fnmatchcase(origin, service) for service in services)


def new_private_key() -> bytes:
    """A new key of this site, as it is kept (PEM)."""
    vapid = Vapid02()
    vapid.generate_keys()
    return bytes(vapid.private_pem())


def public_key(private: bytes) -> str:
    """What a browser must be given to subscribe: the public point, base64url."""
    point = Vapid02.from_pem(private).public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def request_of(
    subscription: Subscription, payload: dict[str, str], *, private: bytes, contact: str, seconds: int
) -> Message:
    """The request that delivers the payload; `seconds` since 1970 now, `contact` where a push service may write to."""
    url = urlsplit(subscription.endpoint)
    claims = {"sub": contact, "aud": f"{url.scheme}://{url.netloc}", "exp": seconds + DAY // 2}
    body = http_ece.encrypt(
        json.dumps(payload, ensure_ascii=False).encode(),
        private_key=ec.generate_private_key(_CURVE),
        dh=_bytes(subscription.key),
        auth_secret=_bytes(subscription.auth),
    )
    headers = {
        **Vapid02.from_pem(private).sign(claims),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(DAY),
    }
    return Message(subscription.endpoint, headers, bytes(body))


def delivered(message: Message) -> int:
    """Hand the message to its push service; the status it answers, 0 where it cannot be reached. Follows no redirect."""
    url = urlsplit(message.endpoint)
    open_connection = HTTPSConnection if url.scheme == "https" else HTTPConnection
    connection = open_connection(url.hostname or "", url.port, timeout=SECONDS)
    path = f"{url.path or '/'}{f'?{url.query}' if url.query else ''}"
    try:
        connection.request("POST", path, message.body, message.headers)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
