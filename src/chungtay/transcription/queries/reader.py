"""The reader, asked of one file for one unit."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from chungtay.reading import READER
from chungtay.reading.queries import known
from chungtay.reading.rules.figures import Reading
from chungtay.reading.rules.reading import read_figures
from chungtay.unpacking.formats import Unreadable, UnreadKind, read_document, read_text
from chungtay.unpacking.rules import BlockKind, Document

MOST_TITLE = 120
LETTERS_A_FIGURE = 150  # of the most figures that a document may have: a longer text is refused before it is read


@dataclass(frozen=True, slots=True)
class Read:
    """A document, what was read of it, and by which version of the reader."""

    document: Document
    reading: Reading
    reader: str

    @property
    def title(self) -> str:
        """What it is listed as: its title, else its first words."""
        return listed_title(self.document)


def read(name: str, data: bytes | str, of: str, on: date) -> Read:
    """Read a file, or a pasted text, for a unit by its code. Raises Refusal (Unreadable) for what cannot be read."""
    document = read_text(name, data) if isinstance(data, str) else read_document(name, data)
    if len(document.text) > LETTERS_A_FIGURE * settings.CHUNGTAY_DOCUMENT_FIGURES:
        raise Unreadable(UnreadKind.TOO_LARGE)
    return Read(document, read_figures(document, known(on), of), READER)


def listed_title(document: Document) -> str:
    """The title of a document, else its first words; never longer than a line."""
    if document.title:
        return document.title[:MOST_TITLE]
    first = next(
        (b for b in document.blocks if b.kind != BlockKind.FURNITURE and b.span.of(document.text).strip()), None
    )
    words = first.span.of(document.text).strip() if first else document.text.strip()
    return words if len(words) <= MOST_TITLE else f"{words[:MOST_TITLE].rsplit(' ', 1)[0]}…"
