"""The papers of a meeting as bytes."""

from enum import StrEnum

from chungtay.documents.formats import MEDIA_TYPES, Format, written
from chungtay.documents.formats.pptx import MEDIA_TYPE, pptx
from chungtay.documents.rules import Deck, Review


class PaperFormat(StrEnum):
    """What a meeting's paper is written as."""

    DOCX = "docx"
    PDF = "pdf"
    PPTX = "pptx"


TYPES = {
    PaperFormat.DOCX: MEDIA_TYPES[Format.DOCX],
    PaperFormat.PDF: MEDIA_TYPES[Format.PDF],
    PaperFormat.PPTX: MEDIA_TYPE,
}


def paper_bytes(paper: Review | Deck, form: PaperFormat) -> bytes:
    """The paper in a format; slides are PPTX alone."""
    return pptx(paper) if isinstance(paper, Deck) else written(paper, form)
