"""The process that takes a file apart for `apart`: python -m chungtay.unpacking.formats.worker pdf < FILE > PARTS."""

import json
import resource
import sys
from collections.abc import Callable
from typing import Final

from .apart import MOST_CPU, MOST_MEMORY, told
from .pdf import pdf_parts
from .pieces import Parts
from .sheets import book_parts
from .unreadable import Unreadable, UnreadKind

READERS: Final[dict[str, Callable[[bytes], Parts]]] = {"pdf": pdf_parts, "book": book_parts}


def main(kind: str) -> None:
    """Read a file from standard input within limits, write its parts or why it was refused."""
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, object] = told(READERS[kind](sys.stdin.buffer.read()))
    except Unreadable as refusal:
        answer = {"refused": refusal.kind}
    except MemoryError:
        answer = {"refused": UnreadKind.TOO_LARGE}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
