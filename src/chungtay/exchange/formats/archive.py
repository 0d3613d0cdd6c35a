"""A look into an XLSX archive before it is parsed: bombs, size, formulas and error values.

Reading libraries give a formula's last stored result (a generated file stores 0) and an error as an empty cell,
and lay out a dense range for two far corners: all three would pass wrong numbers or fill the memory silently.
"""

import html
import io
import re
import zipfile
import zlib
from typing import Final, NamedTuple

from chungtay.kernel.errors import Refusal, gettext_noop

from .sheets import CellMark, column_index

Marks = dict[tuple[int, int], CellMark]

MAX_UNPACKED: Final = 400 * 2**20
MAX_MEMBERS: Final = 2000
MAX_RATIO: Final = 200
RATIO_FROM: Final = 16 * 2**20
MAX_AREA: Final = 12_000_000  # cells of the rectangle from A1 to the farthest cell
MAX_MARKS: Final = 5000
BLOCK: Final = 2**20
OVERLAP: Final = 400

ROW: Final = re.compile(rb'<(?:\w+:)?row\b[^>]{0,300}?\br="(\d{1,9})"')
FAR_ROW: Final = re.compile(rb'\br="[A-Z]{1,3}(\d{6,9})"')
COLUMN: Final = re.compile(rb'\br="([A-Z]{2,3})\d')
MARKED: Final = re.compile(rb"<(?:\w+:)?c\b([^>]{0,200})>\s*(<(?:\w+:)?f[\s>/])?")
REFERENCE: Final = re.compile(rb'\br="([A-Z]{1,3})(\d{1,9})"')
SHEET: Final = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
TARGET: Final = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")

BOMB: Final = gettext_noop("Tệp XLSX nén bất thường (có thể là tệp phá hoại): không mở.")
BROKEN: Final = gettext_noop("Không mở được tệp XLSX (tệp hỏng?): %(why)s")


class Looked(NamedTuple):
    """What one worksheet's XML holds."""

    marks: Marks
    rows: int
    columns: int


def scanned(data: bytes) -> dict[str, Marks]:
    """Marked cells by sheet name: (row from 1, column from 0). Raises Refusal for bombs and what is not XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_size(members, len(data))
            names = {member.filename for member in members}
            if "xl/workbook.xml" not in names:
                raise Refusal(gettext_noop("Tệp này không phải XLSX; hãy lưu lại dạng .xlsx hoặc .csv."))
            looked = {
                n: _look(archive, n) for n in sorted(names) if n.startswith("xl/worksheets/") and n.endswith(".xml")
            }
            for other in sorted(names - set(looked)):
                if other.endswith((".xml", ".rels")):
                    _drain(archive, other)
            return _by_name(archive, looked)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as error:
        raise Refusal(BROKEN, why=str(error)[:200]) from None


def _check_size(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise Refusal(BOMB)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
        raise Refusal(BOMB)


def _drain(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack once: a member that lies about its size or checksum is found here and not by the parser."""
    with archive.open(name) as file:
        while file.read(BLOCK):
            pass


def _look(archive: zipfile.ZipFile, name: str) -> Looked:
    marks: Marks = {}
    rows, columns, tail = 0, 0, b""
    with archive.open(name) as file:
        while read := file.read(BLOCK):
            block = tail + read
            rows = max([rows, *map(int, ROW.findall(block)), *map(int, FAR_ROW.findall(block))])
            columns = max([columns, *(column_index(c.decode()) + 1 for c in set(COLUMN.findall(block)))])
            if b"<f" in block or b":f" in block or b't="e"' in block:
                _mark(block, marks)
            tail = block[-OVERLAP:]
    if rows * max(columns, 26) > MAX_AREA:
        raise Refusal(gettext_noop("Bảng trải quá rộng (đến dòng %(row)d): hãy xóa các ô lẻ ở xa."), row=rows)
    return Looked(marks, rows, columns)


def _mark(block: bytes, marks: Marks) -> None:
    for attributes, formula in MARKED.findall(block):
        error = b't="e"' in attributes
        if not (formula or error):
            continue
        if place := REFERENCE.search(attributes):
            letters, row = place.groups()
            marks[int(row), column_index(letters.decode())] = CellMark.FORMULA if formula else CellMark.ERROR
    if len(marks) > MAX_MARKS:
        raise Refusal(
            gettext_noop("Bảng có quá nhiều công thức: hãy chép và dán lại dưới dạng giá trị (Paste Values).")
        )


def _by_name(archive: zipfile.ZipFile, looked: dict[str, Looked]) -> dict[str, Marks]:
    targets = {}
    for attributes in TARGET.findall(archive.read("xl/_rels/workbook.xml.rels")):
        pairs = dict(re.findall(rb'\b(Id|Target)="([^"]*)"', attributes))
        if b"Id" in pairs and b"Target" in pairs:
            targets[pairs[b"Id"]] = "xl/" + pairs[b"Target"].decode().removeprefix("/xl/")
    sheets = SHEET.findall(archive.read("xl/workbook.xml"))
    return {
        html.unescape(name.decode()): looked[targets[identity]].marks
        for name, identity in sheets
        if targets.get(identity) in looked
    }
