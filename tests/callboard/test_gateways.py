"""Messages: texts that fit, gateways against a real server on this machine, tries and giving up."""

import json
import logging
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail

from chungtay.callboard.actions import notify_donors, take_due_steps
from chungtay.callboard.backends import ConsoleGateway, HttpSmsGateway, SmtpGateway, gateways
from chungtay.callboard.rules.sending import WAITS_S, is_due
from chungtay.callboard.rules.texts import CallText, fitted, parts, plain
from chungtay.callout import actions
from chungtay.callout.models import SentMessage
from chungtay.callout.rules.states import CallState, MessagePurpose, RequestState
from chungtay.people.rules.profiles import Profile
from tests.callout.planted import NOW, Planted, donor, planted

LINK = "https://chuthapdo.quangninh.example.vn/tra-loi/abcdefghijklmnopqrstuv/"


class Provider:
    """A provider of short messages: what it was asked, and what it answers."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str, dict[str, str]]] = []
        self.answers: list[tuple[int, bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                outer.heard.append((self.command, self.path, body, dict(self.headers)))
                status, said = outer.answers.pop(0) if outer.answers else (200, b'{"data": {"status": "ok"}}')
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            do_GET = do_POST

            def log_message(self, *_args: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/send"

    def gateway(self, **more: object) -> HttpSmsGateway:
        told = {
            "url": self.url, "method": "POST", "as_json": True, "fields": {"to": "{international}", "text": "{text}"},
            "headers": {"X-Key": "k1"}, "good": (("data", "status"), "ok"), "seconds": 2.0, **more,
        }  # fmt: skip
        return HttpSmsGateway(**told)


@pytest.fixture
def provider():
    here = Provider()
    threading.Thread(target=here.server.serve_forever, daemon=True).start()
    yield here
    here.server.shutdown()
    here.server.server_close()


@pytest.fixture
def here(chapter) -> Planted:
    return planted(chapter)


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 306, 2), ("a" * 307, 3), ("{" * 80, 1), ("{" * 81, 2), ("á" * 71, 2),
     ("ạ" * 70, 1), ("ạ" * 71, 2), ("ạ" * 134, 2), ("ạ" * 135, 3), ("😀" * 36, 2), ("à" * 160, 1)],
)  # fmt: skip
def test_parts_of_a_text_are_counted_as_networks_do(text: str, count: int) -> None:
    assert parts(text) == count


@pytest.mark.parametrize("hospital", ["BV A", "Bệnh viện Đa khoa khu vực Móng Cái – cơ sở 2", "Bệnh viện “Đ” " * 15])
def test_texts_fit_one_part_plain_and_two_accented_and_keep_hour_and_link(hospital: str) -> None:
    said = CallText(MessagePurpose.CALL, hospital, "AB-", NOW, LINK)
    short, long = fitted(said, accented=False), fitted(said, accented=True)
    assert short.isascii() and parts(short) == 1 and parts(long) <= 2
    assert all(LINK in text and "03:00 12/11" in text and "AB-" in text for text in (short, long))
    assert plain("Đủ người, cảm ơn") == "Du nguoi, cam on"


def test_a_provider_is_asked_as_the_settings_say(provider, settings) -> None:
    text = 'Cần "máu" & {number}\n+'
    assert provider.gateway().send("0912345678", text).sent
    assert provider.gateway(as_json=False).send("0912345678", text).sent
    assert provider.gateway(method="GET", good=None).send("0912345678", text).sent
    (_, _, as_json, headers), (_, _, form, _), (method, path, _, _) = provider.heard
    assert json.loads(as_json) == {"to": "84912345678", "text": text} and headers["X-Key"] == "k1"
    assert parse_qs(form) == parse_qs(urlsplit(path).query) == {"to": ["84912345678"], "text": [text]}
    assert method == "GET"
    settings.CHUNGTAY_CALL_WAYS = ("sms", "mail", "console")
    settings.CHUNGTAY_SMS_URL, settings.CHUNGTAY_SMS_OK = provider.url, "data.status=ok"
    assert [way.name for way in gateways()] == ["sms", "mail", "console"]
    assert gateways()[0].send("0912345678", text).sent


def test_what_a_provider_answers_says_whether_to_try_again(provider) -> None:
    provider.answers = [(500, b""), (429, b""), (401, b""), (302, b""), (200, b'{"data": {}}'), (200, b"not json")]
    told = [provider.gateway().send("0912345678", "x") for _ in range(6)]
    assert [(one.sent, one.error, one.again) for one in told] == [
        (False, "http_500", True), (False, "http_429", True), (False, "http_401", False), (False, "http_302", False),
        (False, "not_accepted", False), (False, "not_understood", False),
    ]  # fmt: skip
    assert len(provider.heard) == 6  # no redirect was followed
    gone = provider.gateway(url="http://127.0.0.1:9/").send("0912345678", "x")
    assert (gone.sent, gone.again) == (False, True)


def test_a_wave_is_told_once_tried_again_later_and_over_when_it_is_over(here, provider, caplog, capsys) -> None:
    for name in ("a", "b", "c"):
        donor(here, name)
    request = here.open(units=1)
    wave = here.wave(request)
    calls = list(wave.calls.order_by("pk"))
    size = len(calls)
    assert size >= 2
    with caplog.at_level(logging.DEBUG):
        assert notify_donors(by=None, at=NOW, ways=[]) == 0
        provider.answers = [(503, b"")]
        assert notify_donors(by=None, at=NOW, ways=[provider.gateway()]) == size - 1
        assert notify_donors(by=None, at=NOW, ways=[provider.gateway()]) == 0, "not yet time for another try"
        assert notify_donors(by=None, at=NOW + timedelta(seconds=15), ways=[provider.gateway()]) == 1
        actions.close_request(by=here.user, at=NOW, request_id=request.pk, state=RequestState.CANCELLED)
        assert notify_donors(by=None, at=NOW, ways=[ConsoleGateway()]) == size, "everybody told hears that it is over"
    texts = [json.loads(body)["text"] for _method, _path, body, _headers in provider.heard]
    assert len(texts) == size + 1 and all("/tra-loi/" in text and parts(text) == 1 for text in texts)
    kept = json.dumps(list(SentMessage.objects.values("way", "purpose", "state", "error", "tries")))
    logged, printed = caplog.text, capsys.readouterr().out
    assert '"tries": 2' in kept and "đã xong" in printed
    for number in (f"09{20000000 + n}" for n in range(3)):
        assert number not in kept + logged + printed and number[1:] not in kept + logged + printed
    assert "tra-loi" not in kept + logged


def test_who_answered_is_not_told_and_who_cannot_be_reached_is_given_up(here, settings) -> None:
    donor(here, "a"), donor(here, "b")
    request = here.open(units=2)
    first, *_rest = here.wave(request).calls.order_by("pk")
    here.answer(first, CallState.ACCEPTED)
    assert notify_donors(by=None, at=NOW, ways=[SmtpGateway()]) == 0 and not mail.outbox
    assert set(SentMessage.objects.values_list("state", "error")) == {("failed", "answered"), ("failed", "no_way")}
    assert SmtpGateway().send("a@example.vn", "Cần máu").sent and mail.outbox[0].to == ["a@example.vn"]
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 9
    failed = SmtpGateway().send("a@example.vn", "Cần máu")
    assert (failed.sent, failed.again) == (False, True) and "example" not in failed.error
    late = NOW + timedelta(hours=7)
    assert take_due_steps(by=None, at=late) == 1
    request.refresh_from_db()
    assert request.state == RequestState.EXPIRED
    assert Profile("A").phone == "" and [is_due(NOW, n, NOW) for n in (0, 1, len(WAITS_S))] == [True, False, False]
