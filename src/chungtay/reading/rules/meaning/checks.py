"""Numbers of one document that do not agree with each other."""

from collections.abc import Iterator, Sequence

from chungtay.reading.rules.documents import Document
from chungtay.reading.rules.figures import Check, Figure


def checks(document: Document, figures: Sequence[Figure]) -> Iterator[Check]:
    """Everything that does not agree, in the order of the text."""
    yield from ()
