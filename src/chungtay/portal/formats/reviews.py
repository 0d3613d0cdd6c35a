"""Reads a published review's own bytes: what its sections say, sentence by sentence, each printed figure with its number."""

from html.parser import HTMLParser
from typing import Any, Final

from chungtay.portal.rules.genre import Part, Passage, Piece

_HEADINGS: Final = {"h2": 1, "h3": 2, "h4": 3}
_MARK: Final = "#so-"  # where `documents.formats.html` leads from a figure to its origin
_ENDS: Final = frozenset({"footer", "section"})  # signatures, annexes and origins come after what is told


def parts_of(page: bytes) -> tuple[Part, ...]:
    """The sections of a published review with what people read in them; tables and charts are left out."""
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    return tuple(Part(heading, level, tuple(passages)) for heading, level, passages in reader.parts)


def is_illustrative(page: bytes) -> bool:
    """Does the published review bear the mark of illustrative data on every page?"""
    return b"<body data-watermark=" in page


class _Reader(HTMLParser):
    """Headings and paragraphs, as our own page writes them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, int, list[Passage]]] = []
        self.over = False
        self.inside = ""  # the heading's or paragraph's kind while we read it
        self.figure = 0
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag in _ENDS and self.parts:
            self.over = True
        elif tag in _HEADINGS:
            self.inside, self.pieces = tag, []
        elif tag == "p" and self.parts:
            self.inside, self.pieces = given.get("class") or "", []
        elif tag == "a" and str(given.get("href", "")).startswith(_MARK):
            self.figure = int(given["href"].removeprefix(_MARK))

    def handle_data(self, data: str) -> None:
        if self.inside and not self.over:
            self.pieces.append(Piece(data, self.figure))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.figure = 0
        elif tag in _HEADINGS and not self.over:
            self.parts.append((Passage("heading", tuple(self.pieces)).text, _HEADINGS[tag], []))
            self.inside = ""
        elif tag == "p" and self.inside and self.parts:
            if not self.over:
                self.parts[-1][2].append(Passage(self.inside, tuple(self.pieces)))
            self.inside = ""
