"""A large workbook read while the house is still being set up: looked through by a copy of this process, then parsed by a
thread, for the parser works outside Python's lock.

A command begins to read before Django is there, and asks for the sheets when it needs them. Whatever cannot be read is
left to the command, which says why.
"""

import atexit
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from chungtay.kernel.errors import Refusal

from .archive import scanned
from .reading import MAX_BYTES, sheets_of
from .sheets import Sheet

LARGE: Final = 2**20  # bytes that are worth a thread


class Reading(Thread):
    """One file being read: its bytes are here, its sheets to come."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="reading", daemon=True)
        self.path, self.data = path, path.read_bytes()
        self.found: list[Sheet] | None = None
        self.looker = _looking(self.data)
        atexit.register(self.stop)

    def run(self) -> None:
        """Read."""
        status = 1
        with suppress(ChildProcessError):  # where nobody is told of children
            _, status = os.waitpid(self.looker, 0)
        self.looker = 0
        with suppress(Refusal):
            self.found = sheets_of(self.data, self.path.name, plain=status == 0)

    def stop(self) -> None:
        """End the look, where it still goes on: the command needs it no more."""
        if self.looker:
            with suppress(ProcessLookupError):
                os.kill(self.looker, signal.SIGKILL)

    def sheets(self) -> list[Sheet] | None:
        """What was found, when it is; None for what cannot be read."""
        self.join()
        return self.found


def _looking(data: bytes) -> int:
    """A copy of this process that ends with 0 if the archive is sound and holds plain values only."""
    copy = os.fork()
    if copy == 0:
        try:
            for stream in range(3):  # who waits for the end of the command's words waits not for this
                os.close(stream)
            os._exit(any(scanned(data).values()))
        finally:
            os._exit(1)
    return copy


_begun: dict[str, Reading] = {}


def begin(words: Sequence[str]) -> None:
    """Begin to read the first file that a command line names, if it is a large XLSX workbook."""
    path = next((word for word in words if not word.startswith("-")), "")
    with suppress(OSError, ValueError, RuntimeError):
        if path.lower().endswith(".xlsx") and LARGE <= Path(path).stat().st_size <= MAX_BYTES and hasattr(os, "fork"):
            reading = Reading(Path(path))
            reading.start()
            _begun[path] = reading


def taken(path: str) -> Reading | None:
    """The file if it was begun, once."""
    return _begun.pop(path, None)
