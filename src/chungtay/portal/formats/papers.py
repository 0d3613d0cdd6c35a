"""Files that editors put beside articles: known by their bytes, never by their name alone; nothing in them is run."""

from typing import Final

from chungtay.correspondence.formats import OFFICE_PARTS, TOO_LARGE, WITH_MACRO
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.unpacking.formats.encodings import decoded
from chungtay.unpacking.formats.package import Package

OTHERWISE: Final = gettext_noop("“%(name)s”: tệp không đúng như phần đuôi của tên.")
_OFFICE: Final = OFFICE_PARTS | {"pptx": "ppt/presentation.xml"}
_OPEN: Final = {"odt": b"application/vnd.oasis.opendocument.text", "ods": b"application/vnd.oasis.opendocument.spreadsheet"}  # fmt: skip
_MACROS: Final = ("vbaproject.bin", "script-lc.xml")


def check_paper(name: str, data: bytes, most_bytes: int) -> None:
    """Raises Refusal where a file is not what its name says, brings a macro, or is or unfolds into more than fits."""
    if len(data) > most_bytes:
        raise Refusal(TOO_LARGE, name=name, most=most_bytes >> 20)
    ending = name.rpartition(".")[2].lower()
    if ending == "pdf":
        fits = data.startswith(b"%PDF-")
    elif ending == "csv":
        fits = not (decoded(data) or "<").lstrip().startswith("<")
    else:
        fits = _is_packed(ending, name, Package(data))
    if not fits:
        raise Refusal(OTHERWISE, name=name)


def _is_packed(ending: str, name: str, package: Package) -> bool:
    if any(part.lower().endswith(_MACROS) for part in package.names):
        raise Refusal(WITH_MACRO, name=name)
    if ending in _OFFICE:
        return {"[Content_Types].xml", _OFFICE[ending]} <= package.names
    return package.read("mimetype") == _OPEN.get(ending)
