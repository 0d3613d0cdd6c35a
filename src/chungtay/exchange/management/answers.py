"""What the commands of the exchange share: the clock, one answer, the exit codes 0 done, 1 refused, 3 integrity."""

import json
from abc import abstractmethod
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal, gettext_noop

REFUSED, BROKEN = 1, 3
SECONDS_BETWEEN_NEWS = 2.0
MISSING = gettext_noop("Không đọc được tệp %(path)s: %(why)s")
UNWRITABLE = gettext_noop("Không ghi được tệp %(path)s: %(why)s")


class AnsweringCommand(BaseCommand):
    """A command that answers once: as text, or with --json as one object even when it refuses."""

    as_json = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="trả lời bằng một đối tượng JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        self.as_json = bool(options["json"])
        try:
            self.run(**options)
        except Refusal as refusal:
            self.refuse(say(refusal))

    @abstractmethod
    def run(self, **options: Any) -> None:
        """What the command does. A Refusal that it raises is told and ends with 1."""

    def now(self) -> tuple[datetime, date]:
        """The moment, and today in Viet Nam."""
        at = timezone.now()
        return at, timezone.localdate(at)

    def answer(self, answer: dict[str, Any], text: str, code: int = 0) -> None:
        """Say it, and end with a code other than 0 where one is given."""
        self.stdout.write(json.dumps(answer, ensure_ascii=False) if self.as_json else text)
        if code:
            raise SystemExit(code)

    def refuse(self, message: str) -> NoReturn:
        """Refuse with one message."""
        if self.as_json:
            self.stdout.write(json.dumps({"error": message}, ensure_ascii=False))
        else:
            self.stderr.write(message)
        raise SystemExit(REFUSED)

    def news(self) -> Callable[[str, int, int], None]:
        """Tells on the error stream, every few seconds, how far a long file has come."""
        told = monotonic()

        def tell(step: str, done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told >= SECONDS_BETWEEN_NEWS:
                told = monotonic()
                word = {"check": "đã kiểm tra", "post": "đã ghi"}[step]
                self.stderr.write(f"{word} {done:,}/{total:,} dòng".replace(",", "."))

        return tell


def bytes_of(path: str) -> bytes:
    """What a file holds. Raises Refusal when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refusal(MISSING, path=path, why=error.strerror or str(error)) from None


def write_bytes(path: str, data: bytes) -> None:
    """Write a file. Raises Refusal when it cannot be written."""
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise Refusal(UNWRITABLE, path=path, why=error.strerror or str(error)) from None
