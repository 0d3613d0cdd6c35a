"""Files to documents, by content: text, saved pages, Word, PDF, spreadsheets. What cannot be read says what to do."""

import quopri
import re
from typing import Final

from chungtay.unpacking.rules import Document

from .apart import read_apart
from .docx import DOCUMENT, docx_parts
from .html import html_parts
from .package import Package
from .pieces import Parts, assembled
from .sheets import csv_parts, is_separated
from .text import parts_of_text, text_parts
from .unreadable import Unreadable, UnreadKind

__all__ = ["UnreadKind", "Unreadable", "read_document", "read_text"]

MAX_BYTES: Final = 64 * 2**20  # of a file: a report with its photos; the text in it has limits of its own

_BOOKS: Final = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_MODERN_IMAGES: Final = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif")
_PAGE: Final = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|meta|table|div|p|h1|article|span)\b", re.IGNORECASE)

_SAVED: Final = re.compile(rb'(?im)^MIME-Version:[\s\S]*?boundary="?([^"\s;]+)')


def read_document(name: str, data: bytes) -> Document:
    """The file as a document. Raises Unreadable, a Refusal whose `kind` says why, for what cannot be read."""
    return assembled(name, _parts(name, data))


def read_text(name: str, text: str) -> Document:
    """A pasted text as a document."""
    return assembled(name, parts_of_text(text))


def _parts(name: str, data: bytes) -> Parts:
    if len(data) > MAX_BYTES:
        raise Unreadable(UnreadKind.TOO_LARGE)
    if b"%PDF-" in data[:1024]:
        return read_apart("pdf", data)
    if data.startswith(_ZIP):
        return _packed(data)
    if data.startswith(_OLE):
        return _old_office(data)
    if any(data.startswith(sign) for sign in _IMAGES) or data[4:12] in _MODERN_IMAGES or data[8:12] == b"WEBP":
        raise Unreadable(UnreadKind.IMAGE)
    if data[:1024].lstrip()[:5] == b"{\\rtf":
        raise Unreadable(UnreadKind.OLD_OFFICE)
    if _PAGE.search(data[:2048].replace(b"\0", b"")) and data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \r\n\t")[:1] == b"<":
        return html_parts(data)
    plain = _saved if _SAVED.search(data[:4096]) else text_parts
    return csv_parts(name, data) if is_separated(name, data) else plain(data)


def _packed(data: bytes) -> Parts:
    package = Package(data)
    if DOCUMENT in package.names:
        return docx_parts(package)
    if package.names & _BOOKS or package.read("mimetype").endswith(b"opendocument.spreadsheet"):
        return read_apart("book", data)
    raise Unreadable(UnreadKind.OTHER)


def _old_office(data: bytes) -> Parts:
    """Files of streams: what they hold is told by the streams' names, in UTF-16."""
    held = {name for name in ("EncryptedPackage", "Workbook", "Book") if name.encode("utf-16-le") in data}
    if held and "EncryptedPackage" not in held:
        return read_apart("book", data)
    raise Unreadable(UnreadKind.ENCRYPTED if held else UnreadKind.OLD_OFFICE)


def _saved(data: bytes) -> Parts:
    """A page saved as one file with its pictures (.mht): the first page in it."""
    found = _SAVED.search(data[:4096])
    for part in data.split(b"--" + found[1], 2_000)[1:] if found else ():
        head, _, body = part.lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")
        if b"text/html" in head.lower() and b"base64" not in head.lower():
            return html_parts(quopri.decodestring(body) if b"quoted-printable" in head.lower() else body)
    raise Unreadable(UnreadKind.OTHER)
