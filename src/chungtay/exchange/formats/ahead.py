"""A large workbook read while the house is still being set up: its parser works outside Python's lock.

A command begins to read before Django is there, and takes the sheets once it is. Whatever cannot be read is left to the
command, which says why.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

from chungtay.kernel.errors import Refusal

from .reading import sheets_of
from .sheets import Sheet

LARGE: Final = 2**20  # bytes that are worth a thread


class _Reading(Thread):
    """One file being read."""

    def __init__(self, path: Path) -> None:
        super().__init__(name="reading", daemon=True)
        self.path = path
        self.found: tuple[bytes, list[Sheet]] | None = None

    def run(self) -> None:
        """Keep the file's bytes and sheets."""
        with suppress(OSError, Refusal):
            data = self.path.read_bytes()
            self.found = data, sheets_of(data, self.path.name)


_begun: dict[str, _Reading] = {}


def begin(words: Sequence[str]) -> None:
    """Begin to read the first file that a command line names, if it is a large XLSX workbook."""
    path = next((word for word in words if not word.startswith("-")), "")
    with suppress(OSError, ValueError):
        if path.lower().endswith(".xlsx") and Path(path).stat().st_size >= LARGE:
            _begun[path] = _Reading(Path(path))
            _begun[path].start()


def taken(path: str) -> tuple[bytes, list[Sheet]] | None:
    """The bytes and sheets of a file that was begun, once; None where there is nothing to take."""
    reading = _begun.pop(path, None)
    if reading is None:
        return None
    reading.join()
    return reading.found
