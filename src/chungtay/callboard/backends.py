"""Gateways: how a message leaves the house. None of them logs or keeps a number or a text."""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage

from chungtay.callboard.rules.sending import Outcome
from chungtay.people.rules.profiles import Profile

MOST_BYTES = 64 * 1024  # of an answer
PASSING = frozenset({408, 425, 429})  # refusals that another try may mend
SUBJECT = "Hội Chữ thập đỏ: hiến máu"


class Gateway(Protocol):
    """A way to reach somebody. `accented`: how it writes."""

    @property
    def name(self) -> str: ...

    @property
    def accented(self) -> bool: ...

    def number(self, profile: Profile) -> str:
        """Where this way reaches the person; empty: it does not."""

    def send(self, number: str, text: str) -> Outcome:
        """Hand a text over; never raises."""


@dataclass(frozen=True, slots=True)
class ConsoleGateway:
    """Writes on standard output (or says to `say`) what would be sent, the number but for three digits: for trying out."""

    say: Callable[[str], object] | None = None
    name: str = "console"
    accented: bool = True

    def number(self, profile: Profile) -> str:
        return profile.phone

    def send(self, number: str, text: str) -> Outcome:
        line = f"…{number[-3:]}: {text}"
        self.say(line) if self.say else print(line, file=sys.stdout, flush=True)
        return Outcome(True)


class SmtpGateway:
    """A letter, by the house's mail server, to who has an address."""

    name, accented = "mail", True

    def number(self, profile: Profile) -> str:
        return profile.email

    def send(self, number: str, text: str) -> Outcome:
        try:
            EmailMessage(SUBJECT, text, to=[number]).send()
        except SMTPRecipientsRefused:
            return Outcome(False, "refused")
        except (SMTPException, OSError) as error:
            return Outcome(False, type(error).__name__, again=True)
        return Outcome(True)


@dataclass(frozen=True, slots=True)
class HttpSmsGateway:
    """Any provider of short messages that is asked by HTTP. `fields`: the body with {number}, {international}, {text} in its
    values, sent as JSON, as a form or (GET) in the address; `good`: the place of the answer's JSON that must hold a value."""

    url: str
    method: str
    as_json: bool
    fields: dict[str, Any]
    headers: dict[str, str]
    good: tuple[tuple[str, ...], str] | None
    seconds: float
    accented: bool = False
    name: str = "sms"

    def number(self, profile: Profile) -> str:
        return profile.phone

    def send(self, number: str, text: str) -> Outcome:
        try:
            with _OPENER.open(self._request(number, text), timeout=self.seconds) as answer:
                return self._outcome(answer.read(MOST_BYTES))
        except urllib.error.HTTPError as error:
            error.close()
            return Outcome(False, f"http_{error.code}", again=error.code >= 500 or error.code in PASSING)
        except (OSError, HTTPException) as error:
            return Outcome(False, type(error).__name__, again=True)
        except ValueError:  # it was taken, and what was said is not understood: another try might tell twice
            return Outcome(False, "not_understood")

    def _request(self, number: str, text: str) -> urllib.request.Request:
        international = f"84{number.removeprefix('0')}"
        said = _filled(self.fields, {"{number}": number, "{international}": international, "{text}": text})
        if self.as_json and self.method != "GET":
            body, kind = json.dumps(said, ensure_ascii=False).encode(), "application/json; charset=utf-8"
        else:
            body, kind = urllib.parse.urlencode(said).encode(), "application/x-www-form-urlencoded"
        if self.method == "GET":
            joint = "&" if "?" in self.url else "?"
            return urllib.request.Request(f"{self.url}{joint}{body.decode()}", headers=self.headers)  # noqa: S310
        told = {"Content-Type": kind, **self.headers}  # the settings let in addresses of http and https alone
        return urllib.request.Request(self.url, data=body, headers=told, method=self.method)  # noqa: S310

    def _outcome(self, body: bytes) -> Outcome:
        if self.good is None:
            return Outcome(True)
        path, wanted = self.good
        found: Any = json.loads(body)
        for step in path:
            found = found.get(step) if isinstance(found, dict) else None
        return Outcome(True) if str(found) == wanted else Outcome(False, "not_accepted")


def gateways() -> list[Gateway]:
    """The ways that the settings name, the first one first; none: nothing is sent."""
    makers: dict[str, Callable[[], Gateway]] = {"console": ConsoleGateway, "mail": SmtpGateway, "sms": _sms}
    return [makers[name]() for name in settings.CHUNGTAY_CALL_WAYS]


def _sms() -> HttpSmsGateway:
    place, _sign, wanted = settings.CHUNGTAY_SMS_OK.partition("=")
    return HttpSmsGateway(
        url=settings.CHUNGTAY_SMS_URL, method=settings.CHUNGTAY_SMS_METHOD,
        as_json=settings.CHUNGTAY_SMS_TYPE == "json", fields=settings.CHUNGTAY_SMS_BODY,
        headers=settings.CHUNGTAY_SMS_HEADERS, good=(tuple(place.split(".")), wanted) if place else None,
        seconds=settings.CHUNGTAY_SMS_SECONDS, accented=settings.CHUNGTAY_SMS_ACCENTED,
    )  # fmt: skip


def _filled(value: Any, said: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {name: _filled(one, said) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, said) for one in value]
    if not isinstance(value, str):
        return value
    for mark, text in said.items():  # the text comes last: what it says is not looked into
        value = value.replace(mark, text)
    return value


class _Stay(urllib.request.HTTPRedirectHandler):
    """Numbers go to the address that was set, and nowhere else."""

    def redirect_request(self, *_args: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_Stay)
