"""Files to documents, by content: text, saved pages, Word, PDF, spreadsheets. What cannot be read says what to do."""

import re
from typing import Final

from chungtay.reading.rules.documents import Document

from .html import html_parts
from .pieces import Parts, assembled
from .text import parts_of_text, text_parts
from .unreadable import Unreadable, UnreadKind

__all__ = ["UnreadKind", "Unreadable", "read_document", "read_text"]

_PAGE: Final = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p|h1|article|span)\b", re.IGNORECASE)


def read_document(name: str, data: bytes) -> Document:
    """The file as a document. Raises Unreadable, a Refusal whose `kind` says why, for what cannot be read."""
    return assembled(name, _parts(data))


def read_text(name: str, text: str) -> Document:
    """A pasted text as a document."""
    return assembled(name, parts_of_text(text))


def _parts(data: bytes) -> Parts:
    if _PAGE.search(data[:2048].replace(b"\0", b"")) and data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] == b"<":
        return html_parts(data)
    return text_parts(data)
