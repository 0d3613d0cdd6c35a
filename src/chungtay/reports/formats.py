"""Where a printed number leads: the page behind the figure that it gives."""

from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.rules.figures import Question


def address_of(reference: FigureReference, known_seq: int | None = None) -> str:
    """What stands behind the "?" in the address of the page behind a figure; `known_seq`: as known after that entry."""
    question = Question(
        reference.of, reference.first, reference.last, (reference.indicator,), frozenset(reference.tags),
        known_seq=known_seq,
    )  # fmt: skip
    return query_string(question, reference.by, reference.key)
