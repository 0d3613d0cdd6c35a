"""The zip around an Office file, looked at before it is opened: bombs, passwords, declarations that unfold."""

import io
import zipfile
import zlib
from typing import Final

from lxml import etree

from .unreadable import Unreadable, UnreadKind

MAX_MEMBERS: Final = 5_000  # a report with as many pictures is none
MAX_UNPACKED: Final = 300 * 2**20
MAX_RATIO: Final = 200  # of the sizes; text of tables packs 20 to 1, at most 100 to 1
RATIO_FROM: Final = 8 * 2**20  # smaller files may pack as well as they like
MAX_XML: Final = 16 * 2**20  # of one part: five hundred pages, and about ten times as much memory while it is read
_ENCRYPTED: Final = 1


class Package:
    """An Office file's parts by name. Every way of reading raises Unreadable for what is broken or meant to do harm."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable(UnreadKind.BROKEN) from None
        members = self._zip.infolist()
        unpacked = sum(member.file_size for member in members)
        bomb = unpacked > MAX_UNPACKED or (unpacked > RATIO_FROM and unpacked > MAX_RATIO * len(data))
        self.names = frozenset(member.filename for member in members)
        if bomb or len(members) > MAX_MEMBERS or len(self.names) < len(members):
            raise Unreadable(UnreadKind.HOSTILE)
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise Unreadable(UnreadKind.ENCRYPTED)

    def read(self, name: str) -> bytes:
        """A part's bytes; none where it is missing."""
        if name not in self.names:
            return b""
        if self._zip.getinfo(name).file_size > MAX_XML:
            raise Unreadable(UnreadKind.TOO_LARGE)
        try:
            with self._zip.open(name) as file:
                data = file.read(MAX_XML + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
            raise Unreadable(UnreadKind.BROKEN) from None
        if len(data) > MAX_XML:
            raise Unreadable(UnreadKind.HOSTILE)
        return data

    def tree(self, name: str) -> etree._Element | None:
        """A part as XML, None where it is missing. No document type: nothing unfolds, nothing comes from elsewhere."""
        data = self.read(name)
        if not data:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError):
            raise Unreadable(UnreadKind.HOSTILE if b"<!ENTITY" in data else UnreadKind.BROKEN) from None
        if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(UnreadKind.HOSTILE)
        return root
