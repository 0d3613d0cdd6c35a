"""Files that go with a paper: known by their bytes, never by their name alone; nothing in them is opened or run."""

import hashlib
import io
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Final

from chungtay.kernel.errors import Refusal, gettext_noop

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
TYPES: Final = {
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
}
_BEGINS: Final = {"pdf": b"%PDF-", "jpg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
OFFICE_PARTS: Final = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_LONGEST: Final = 150  # letters of a name

WRONG_TYPE: Final = gettext_noop("“%(name)s”: chỉ nhận tệp DOCX, PDF, XLSX, JPG, PNG đúng như phần đuôi của tên.")
WITH_MACRO: Final = gettext_noop("“%(name)s” có chứa macro; hãy lưu lại thành tệp thường.")
TOO_LARGE: Final = gettext_noop("“%(name)s” quá lớn; mỗi tệp nhiều nhất %(most)s MB.")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it came, under a name without folders."""

    name: str
    media_type: str
    data: bytes
    sha256: str


def attachment(name: str, data: bytes, most_bytes: int) -> Attachment:
    """The file, if it is what its name says. Raises Refusal for another type, a macro, more than `most_bytes` bytes."""
    name = _plain(name)
    ending = name.rpartition(".")[2].lower()
    if len(data) > most_bytes:
        raise Refusal(TOO_LARGE, name=name, most=most_bytes >> 20)
    if _ending_of(name, data) != {"jpeg": "jpg"}.get(ending, ending):
        raise Refusal(WRONG_TYPE, name=name)
    return Attachment(name, TYPES[ending], data, hashlib.sha256(data).hexdigest())


def _ending_of(name: str, data: bytes) -> str | None:
    """What the bytes are, as the ending that they ought to have."""
    for ending, begins in _BEGINS.items():
        if data.startswith(begins):
            return ending
    try:
        parts = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    if any(part.lower().endswith("vbaproject.bin") for part in parts):
        raise Refusal(WITH_MACRO, name=name)
    return next((ending for ending, part in OFFICE_PARTS.items() if {part, "[Content_Types].xml"} <= parts), None)


def _plain(name: str) -> str:
    """The last part of a path, composed, without control characters, its ending kept where it is cut."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C").strip()
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: _LONGEST - len(ending) - 1]}{dot}{ending}" if dot and len(ending) < 10 else kept[:_LONGEST]
