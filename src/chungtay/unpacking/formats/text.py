"""Plain text: lines that a program has broken are joined again, then told apart."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from chungtay.unpacking.rules import BlockKind

from .arranging import arranged, kind_of
from .encodings import decoded
from .legacy import modern
from .pieces import MAX_LINES, MAX_TEXT, Line, Parts, tidy
from .unreadable import Unreadable, UnreadKind

_NARROWEST, _WIDEST = 50, 110  # characters of a line in a text that was broken by a program
_LINES: Final = re.compile(r"\r\n?|\n|\f|\v|\u2028|\u2029|\u0085")


def text_parts(data: bytes) -> Parts:
    """A text file. Raises Unreadable for what is no text, or too much of it."""
    if len(data) > 4 * MAX_TEXT:
        raise Unreadable(UnreadKind.TOO_LARGE)
    text = decoded(data)
    if text is None:
        raise Unreadable(UnreadKind.OTHER)
    return parts_of_text(text)


def parts_of_text(text: str) -> Parts:
    """A text: its lines as paragraphs, broken ones joined."""
    lines = _LINES.split(text, maxsplit=MAX_LINES)
    if len(text) > MAX_TEXT or len(lines) > MAX_LINES:
        raise Unreadable(UnreadKind.TOO_LARGE)
    lines = [tidy(line) for line in modern(lines)]
    if _is_broken(lines):
        lines = list(joined(lines))
    filled = [line for line in lines if line]
    return arranged([Line(line, place=f"đoạn {number}") for number, line in enumerate(filled, 1)])


def _is_broken(lines: Sequence[str]) -> bool:
    """Do most lines reach the same margin and go on in the next?"""
    filled = [len(line) for line in lines if line]
    if len(filled) < 4 or not _NARROWEST <= max(filled) <= _WIDEST:
        return False
    margin = max(filled) * 0.8
    return sum(length > margin for length in filled) * 2 > len(filled)


def joined(lines: Sequence[str]) -> Iterable[str]:
    """Paragraphs from lines broken at a margin; an empty line ends one."""
    margin = max(map(len, lines), default=0) * 0.75
    paragraph = last = ""
    for line in lines:
        if paragraph and goes_on(last, line, len(last) >= margin):
            paragraph = together(paragraph, line)
        else:
            if paragraph:
                yield paragraph
            paragraph = line
        last = line
    if paragraph:
        yield paragraph


def goes_on(line: str, following: str, full: bool) -> bool:
    """Is the following line the same paragraph? A full line goes on unless a heading or item begins."""
    if not following or not line:
        return False
    if kind_of(following) is not BlockKind.PARAGRAPH:
        return False
    if following[0].islower():
        return not line.endswith((".", "!", "?")) or full
    return full and not line.endswith((".", ":", "!", "?"))


def together(paragraph: str, line: str) -> str:
    """Two lines of one paragraph; a syllable that a hyphen broke is one again."""
    if paragraph.endswith("-") and paragraph[-2:-1].isalpha() and line[:1].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"
