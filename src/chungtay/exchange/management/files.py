"""Files that the commands read and write, and how far a long one has come."""

from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic
from typing import Final

from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import number
from chungtay.kernel.errors import Refusal, gettext_noop, reason

SECONDS_BETWEEN_NEWS: Final = 2.0
MISSING: Final = gettext_noop("Không đọc được tệp %(path)s: %(why)s")
UNWRITABLE: Final = gettext_noop("Không ghi được tệp %(path)s: %(why)s")
WRONG_ENDING: Final = gettext_noop("Tên tệp sẽ ghi (%(path)s) phải có đuôi %(endings)s")
ITSELF: Final = gettext_noop("Tệp sẽ ghi trùng với tệp nhập vào (%(path)s): hãy chọn tên khác.")


def bytes_of(path: str) -> bytes:
    """What a file holds. Raises Refusal when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Refusal(MISSING, path=path, why=reason(error)) from None


def check_target(path: str, endings: Sequence[str], source: str | None = None) -> None:
    """Probe a file before the work that it is for. Raises Refusal when it cannot be written, or is the source itself."""
    target = Path(path)
    if target.suffix.lower() not in endings:
        raise Refusal(WRONG_ENDING, path=path, endings=", ".join(endings))
    if source is not None and target.resolve() == Path(source).resolve():
        raise Refusal(ITSELF, path=path)
    try:
        stood = target.exists()
        with target.open("ab"):
            pass
        if not stood:
            target.unlink()
    except OSError as error:
        raise Refusal(UNWRITABLE, path=path, why=reason(error)) from None


def write_bytes(path: str, data: bytes) -> None:
    """Write a file. Raises Refusal when it cannot be written."""
    try:
        Path(path).write_bytes(data)
    except OSError as error:
        raise Refusal(UNWRITABLE, path=path, why=reason(error)) from None


def news(tell: Callable[[str], None]) -> Callable[[str, int, int], None]:
    """Tells every few seconds how many rows are checked or posted; a short file says nothing."""
    told = monotonic()
    words = {"check": _("đã kiểm tra %(done)s/%(total)s dòng"), "post": _("đã ghi %(done)s/%(total)s dòng")}

    def step(what: str, done: int, total: int) -> None:
        nonlocal told
        if monotonic() - told >= SECONDS_BETWEEN_NEWS:
            told = monotonic()
            tell(words[what] % {"done": number(done), "total": number(total)})

    return step
