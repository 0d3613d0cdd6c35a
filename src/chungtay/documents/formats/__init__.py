"""The review as bytes: DOCX, PDF, HTML, XLSX, Markdown."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import chungtay.documents
from chungtay.documents.rules import Review
from chungtay.kernel.errors import Refusal, gettext_noop

from .docx import docx
from .html import page
from .markdown import markdown
from .pdf import pdf
from .xlsx import xlsx

_STYLE = Path(chungtay.documents.__path__[0]) / "data" / "review.css"


class Format(StrEnum):
    """What a review can be written as."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    MD = "md"


MEDIA_TYPES = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.HTML: "text/html; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.MD: "text/markdown; charset=utf-8",
}
_WRITERS: dict[Format, Callable[[Review], bytes]] = {
    Format.DOCX: docx,
    Format.PDF: pdf,
    Format.HTML: lambda review: page(review, _STYLE.read_text(encoding="utf-8")).encode(),
    Format.XLSX: xlsx,
    Format.MD: lambda review: markdown(review).encode(),
}


def written(review: Review, as_format: str) -> bytes:
    """The review in one format. Raises Refusal for a format that is none."""
    if as_format not in set(Format):
        raise Refusal(
            gettext_noop("Không có định dạng “%(given)s”; hãy chọn một trong: %(known)s."),
            given=as_format,
            known=", ".join(Format),
        )
    return _WRITERS[Format(as_format)](review)
