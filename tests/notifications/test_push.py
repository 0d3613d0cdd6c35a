"""Web Push against a push service on this machine: sealed for one browser, signed by this site.

What arrives is opened and its signature checked here step by step as RFC 8188, 8291, 8292 and 7518 write it, by none of the
libraries that sealed and signed it. No push service of a browser's maker was ever asked.
"""

import base64
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chungtay.notifications import actions
from chungtay.notifications.formats import is_push_service
from chungtay.notifications.models import Notice, NoticeReader, PushDevice
from chungtay.notifications.rules import NoticeKind

AT = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
SECRET = b"sixteen bytes .."


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def data(written: str) -> bytes:
    return base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))


def derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, info).derive(secret)


def opened(body: bytes, browser: ec.EllipticCurvePrivateKey) -> bytes:
    """The one record of a body in aes128gcm (RFC 8188, 2) under the keys of RFC 8291, 3.4."""
    salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
    point, sealed = body[21 : 21 + length], body[21 + length :]
    assert len(sealed) <= size and length == 65
    sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    own = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    keyed = derived(browser.exchange(ec.ECDH(), sender), SECRET, b"WebPush: info\0" + own + point, 32)
    key, nonce = (
        derived(keyed, salt, b"Content-Encoding: %s\0" % word, n) for word, n in ((b"aes128gcm", 16), (b"nonce", 12))
    )
    content, mark, padding = AESGCM(key).decrypt(nonce, sealed, None).rpartition(b"\2")  # of the last record
    assert mark and not padding.strip(b"\0")
    return content


def signed(authorization: str, key: str) -> dict[str, object]:
    """The claims of a `vapid` authorization (RFC 8292, 3), whose ES256 signature (RFC 7518, 3.4) the key has made."""
    scheme, _, rest = authorization.partition(" ")
    told = dict(one.strip().split("=", 1) for one in rest.split(","))
    assert (scheme, told["k"]) == ("vapid", key)
    head, claims, signature = told["t"].split(".")
    assert json.loads(data(head)) == {"typ": "JWT", "alg": "ES256"}
    raw = data(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32]), int.from_bytes(raw[32:]))
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), data(key))
    public.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))  # raises where anybody else has
    return json.loads(data(claims))


class Service(HTTPServer):
    """A push service that answers with `status` and keeps what it was given."""

    status = 201

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Taker(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:1/")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def service(settings) -> Iterator[Service]:
    with Service() as found:
        settings.CHUNGTAY_PUSH_SERVICES = (found.origin,)
        thread = Thread(target=found.serve_forever)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


@pytest.fixture
def browser() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def subscription(origin: str, browser: ec.EllipticCurvePrivateKey, path: str = "/send/abc?x=1") -> str:
    point = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return json.dumps({"endpoint": f"{origin}{path}", "keys": {"p256dh": text(point), "auth": text(SECRET)}})


def switched_on(client, cast, service, browser):
    client.force_login(cast["recorder"])
    key = client.post("/thong-bao/khoa/").json()["key"]
    sent = {"subscription": subscription(service.origin, browser)}
    assert client.post("/thong-bao/may/", sent, headers={"User-Agent": "Firefox Android"}).status_code == 200
    actions.notify(
        by=None, at=AT, to=[cast["recorder"].pk], kind=NoticeKind.RECORD_RETURNED, params={"seq": "7"},
        path="/so-ghi-chep/7/",
    )  # fmt: skip
    return key


def test_a_notice_arrives_sealed_for_the_browser_and_signed_by_the_site(client, cast, service, browser):
    key = switched_on(client, cast, service, browser)
    assert client.post("/thong-bao/khoa/").json()["key"] == key  # made once
    assert actions.notify_by_push(at=AT) == 1
    ((path, headers, body),) = service.taken
    assert path == "/send/abc?x=1" and headers["TTL"] == "86400" and b"Chung Tay" not in body
    assert headers["Content-Encoding"] == "aes128gcm"
    assert json.loads(opened(body, browser)) == {
        "title": "Chung Tay", "body": "Bản ghi số 7 bị trả lại, cần sửa.", "path": "/so-ghi-chep/7/",
        "tag": f"notice-{Notice.objects.get().pk}",
    }  # fmt: skip
    claims = signed(headers["Authorization"], key)
    assert claims["aud"] == service.origin and claims["exp"] == int(AT.timestamp()) + 43_200 and claims["sub"]
    assert actions.notify_by_push(at=AT) == 0  # once


def test_where_a_browser_is_reached_is_not_to_be_read_from_the_database(client, cast, service, browser):
    switched_on(client, cast, service, browser)
    device = PushDevice.objects.get()
    assert device.device == "Firefox · Android" and NoticeReader.objects.get().language == "vi"
    assert b"send/abc" not in bytes(device.seal)
    PushDevice.objects.update(user=cast["outsider"])  # moved to another row unseen: its seal is bound to its person
    Notice.objects.update(user=cast["outsider"])
    assert actions.notify_by_push(at=AT) == 0 and not service.taken and not PushDevice.objects.exists()


@pytest.mark.parametrize(("status", "left", "again"), [(410, 0, False), (503, 1, True), (302, 1, False)])
def test_a_browser_that_is_gone_is_forgotten_and_a_busy_service_asked_again(
    client, cast, service, browser, status, left, again
):
    switched_on(client, cast, service, browser)
    service.status = status
    assert actions.notify_by_push(at=AT) == 0 and len(service.taken) == 1
    assert PushDevice.objects.count() == left
    assert Notice.objects.filter(pushed_at__isnull=True).exists() == again
    assert actions.notify_by_push(at=AT + timedelta(days=2)) == 0  # too old by then


def test_nothing_but_a_known_push_service_is_ever_called(client, cast, service, browser, settings):
    client.force_login(cast["recorder"])
    for given in (
        "",
        "{}",
        "[1]",
        subscription("http://127.0.0.1:1", browser),
        subscription(f"{service.origin}@x", browser),
    ):
        answer = client.post("/thong-bao/may/", {"subscription": given})
        assert answer.status_code == 400 and "dịch vụ thông báo" in answer.json()["why"]
    switched_on(client, cast, service, browser)
    settings.CHUNGTAY_PUSH_SERVICES = ("https://fcm.googleapis.com",)  # no longer one of them
    assert actions.notify_by_push(at=AT) == 0 and not service.taken


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/x", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/x", True),
        ("https://web.push.apple.com/x", True),
        ("http://fcm.googleapis.com/x", False),
        ("https://fcm.googleapis.com.example.vn/x", False),
        ("https://example.vn/.push.apple.com/x", False),
        ("https://a@web.push.apple.com/x", False),
        ("https://fcm.googleapis.com:8443/x", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_addresses_at_known_services_are_push_services(endpoint, known, settings):
    assert is_push_service(endpoint, settings.CHUNGTAY_PUSH_SERVICES) == known


def test_a_browser_is_switched_off_by_its_own_person_only(client, cast, service, browser):
    switched_on(client, cast, service, browser)
    number = PushDevice.objects.get().pk
    client.force_login(cast["outsider"])
    client.post(f"/thong-bao/may/{number}/")
    assert PushDevice.objects.count() == 1
    client.force_login(cast["recorder"])
    client.post(f"/thong-bao/may/{number}/")
    assert PushDevice.objects.count() == 0
