"""What the demonstration keeps in the data folder: passwords that only the owner may read, and the reports."""

import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_noop

from chungtay.kernel.errors import Refusal, reason

PASSWORDS: Final = "demonstration-accounts.json"
# Letters and digits that nobody mistakes for one another.
_LETTERS: Final = "abcdefghkmnpqrstuvwxyz23456789"
_UNWRITABLE: Final = gettext_noop("Không ghi được vào %(path)s: %(why)s")


def kept_passwords(home: Path) -> dict[str, str] | None:
    """Password by login as an earlier run kept them; None if none did."""
    path = home / PASSWORDS
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def new_passwords(logins: Iterable[str]) -> dict[str, str]:
    """A password for each login, by chance."""
    return {login: "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4)) for login in logins}


def keep_passwords(home: Path, passwords: Mapping[str, str]) -> None:
    """Keep them in a file of the data folder that its owner alone may read. Raises Refusal when it cannot be written."""
    path = home / PASSWORDS
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Refusal(_UNWRITABLE, path=path, why=reason(error)) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(passwords, file, indent=1)


def write_report(folder: Path, name: str, content: bytes) -> Path:
    """Write a report as a whole: who reads meanwhile sees the old one. Raises Refusal when it cannot be written."""
    path, part = folder / name, folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise Refusal(_UNWRITABLE, path=path, why=reason(error)) from error
    return path
