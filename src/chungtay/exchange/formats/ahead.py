"""A large workbook read while the house is still being set up: looked through by a copy of this process, then parsed by a
thread, for the parser works outside Python's lock.

A command begins to read before Django is there, and asks for the sheets when it needs them. Whatever cannot be read is
left to the command, which says why.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from chungtay.kernel.errors import Refusal

from .archive import scanned
from .reading import sheets_of
from .sheets import Sheet

LARGE: Final = 2**20  # bytes that are worth a thread


class Reading(Thread):
    """One file being read: its bytes are here, its sheets to come."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="reading", daemon=True)
        self.path, self.data = path, path.read_bytes()
        self.looker = _looking(self.data)
        self.found: list[Sheet] | None = None

    def run(self) -> None:
        """Read."""
        _, status = os.waitpid(self.looker, 0)
        with suppress(Refusal):
            self.found = sheets_of(self.data, self.path.name, plain=status == 0)

    def sheets(self) -> list[Sheet] | None:
        """What was found, when it is; None for what cannot be read."""
        self.join()
        return self.found


def _looking(data: bytes) -> int:
    """A copy of this process that ends with 0 if the archive is sound and holds plain values only."""
    copy = os.fork()
    if copy == 0:
        try:
            os._exit(any(scanned(data).values()))
        finally:
            os._exit(1)
    return copy


_begun: dict[str, Reading] = {}


def begin(words: Sequence[str]) -> None:
    """Begin to read the first file that a command line names, if it is a large XLSX workbook."""
    path = next((word for word in words if not word.startswith("-")), "")
    with suppress(OSError, ValueError):
        if path.lower().endswith(".xlsx") and Path(path).stat().st_size >= LARGE and hasattr(os, "fork"):
            _begun[path] = Reading(Path(path))
            _begun[path].start()


def taken(path: str) -> Reading | None:
    """The file if it was begun, once."""
    return _begun.pop(path, None)
