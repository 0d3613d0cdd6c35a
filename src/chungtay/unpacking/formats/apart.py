"""Files that native libraries take apart (PDF, spreadsheets): in a process of its own, with limits of time and memory.

A file made to do harm ends that process, never this one. It starts in a tenth of a second.
"""

import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any, Final

from chungtay.unpacking.rules import BlockKind

from .pieces import Filled, Grid, Line, Parts
from .unreadable import Unreadable, UnreadKind

MOST_SECONDS: Final = 20  # of waiting; the worker itself is given MOST_CPU
MOST_CPU: Final = 10  # seconds: two hundred times what a page takes
MOST_MEMORY: Final = 1536 * 2**20  # bytes of addresses; a report of sixty pages takes a tenth


def read_apart(kind: str, data: bytes) -> Parts:
    """What the worker makes of a file ("pdf", "book"). Raises Unreadable for what it refused or did not survive."""
    command = [sys.executable, "-I", "-m", "chungtay.unpacking.formats.worker", kind]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable(UnreadKind.HOSTILE) from None
    try:
        told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"refused": UnreadKind.HOSTILE}
    except ValueError:
        told = {"refused": UnreadKind.HOSTILE}
    if "refused" in told:
        raise Unreadable(UnreadKind(told["refused"]))
    day = told["dated"]
    return Parts([_piece(piece) for piece in told["pieces"]], told["title"], date.fromisoformat(day) if day else None)


def told(parts: Parts) -> dict[str, Any]:
    """The parts as the worker writes them."""
    day = parts.dated.isoformat() if parts.dated else None
    return {"title": parts.title, "dated": day, "pieces": [_told_piece(piece) for piece in parts.pieces]}


def _told_piece(piece: Line | Grid) -> list[Any]:
    if isinstance(piece, Line):
        return [piece.text, piece.kind, piece.place]
    cells = [
        (c.row, c.column, c.text, None if c.number is None else str(c.number), c.rows, c.columns) for c in piece.cells
    ]
    return [cells, piece.place, piece.lettered]


def _piece(told: list[Any]) -> Line | Grid:
    if isinstance(told[0], str):
        return Line(told[0], BlockKind(told[1]), told[2])
    return Grid([Filled(r, c, t, _number(n), tall, wide) for r, c, t, n, tall, wide in told[0]], told[1], told[2])


def _number(text: str | None) -> int | Decimal | None:
    if text is None:
        return None
    return int(text) if text.lstrip("-").isdecimal() else Decimal(text)
