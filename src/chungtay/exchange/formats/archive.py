"""A look into an XLSX archive before it is parsed: bombs, size, formulas and error values.

Reading libraries give a formula's last stored result (a generated file stores 0) and an error as an empty cell,
and lay out a dense range for two far corners: all three would pass wrong numbers or fill the memory silently.
Which members are worksheets is asked of the workbook itself, as the reading library does, never of their names.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.parsers import expat

from chungtay.kernel.errors import Refusal, gettext_noop

from .markup import elements, guarded, local
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

# What a sheet of plain values, written in the usual way, never holds: with any of these it is parsed element by element.
# A sign of two bytes is sought where its rarer byte occurs at all: one byte is found at once.
UNUSUAL: Final = (
    (b"'", b"'"),
    (b"!", b"<!"),
    (b"f", b"<f"),
    (b":", b":f"),
    (b'"e"', b'"e"'),
    (b"&", b"&#"),
    (b"\0", b"\0"),
)
ENCODING: Final = re.compile(rb'<\?xml[^>]*?encoding="(?!UTF-8")', re.IGNORECASE)
SPACED: Final = re.compile(rb"r\s+=|r=\s")
NEAR: Final = 99_999  # a row whose number has so few digits; expressions that begin with plain text are quick
FAR: Final = re.compile(rb'r="(?!\$?[A-Za-z]?\$?\d{1,5}")')  # what is no cell up to Z99999
ROW: Final = re.compile(rb'r="[A-Za-z$]*(\d{6,})"')
COLUMN: Final = re.compile(rb'r="\$?([A-Za-z]{2,})\$?\d')

WORKBOOK: Final = "xl/workbook.xml"
RELATIONS: Final = "xl/_rels/workbook.xml.rels"
REFERENCE: Final = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})\Z")
NOWHERE: Final = frozenset({"", ".", ".."})

BOMB: Final = gettext_noop("Tệp XLSX nén bất thường (có thể là tệp phá hoại): không mở.")
BROKEN: Final = gettext_noop("Không mở được tệp XLSX (tệp hỏng?): %(why)s")
TOO_WIDE: Final = gettext_noop("Bảng trải quá rộng (đến dòng %(row)d): hãy xóa các ô lẻ ở xa.")
STRANGE: Final = gettext_noop("Tệp XLSX có cấu trúc lạ (%(what)s): hãy lưu lại dạng .xlsx bằng phần mềm bảng tính.")


def scanned(data: bytes) -> dict[str, Marks]:
    """Marked cells by sheet name: (row from 1, column from 0). Raises Refusal for bombs and what is not XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members, len(data))
            names = {_plain(member.filename): member.filename for member in members}
            if len(names) < len(members):
                raise Refusal(STRANGE, what="zip")  # two members of one name: which one is read is anyone's guess
            if WORKBOOK not in names:
                raise Refusal(gettext_noop("Tệp này không phải XLSX; hãy lưu lại dạng .xlsx hoặc .csv."))
            sheets = _sheets(archive, names)
            looked = {target: _look(archive, names[target]) for target in sorted(set(sheets.values()))}
            for other in sorted(names.keys() - looked.keys()):
                _drain(archive, names[other])
            return {name: looked[target] for name, target in sheets.items()}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError, ValueError, OSError) as error:
        raise Refusal(BROKEN, why=str(error)[:200]) from None
    except expat.ExpatError as error:
        raise Refusal(BROKEN, why=expat.errors.messages.get(error.code, str(error))) from None


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise Refusal(BOMB)
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * packed:
        raise Refusal(BOMB)


def _plain(name: str) -> str:
    """A member's name as reading libraries compare it."""
    return name.replace("\\", "/").lower()


def _drain(archive: zipfile.ZipFile, name: str) -> None:
    """Unpack once: a member that lies about its size or checksum is found here and not by the parser."""
    with archive.open(name) as file:
        while file.read(BLOCK):
            pass


def _sheets(archive: zipfile.ZipFile, names: Mapping[str, str]) -> dict[str, str]:
    """Sheet names to the members that hold them, as the workbook says; what can be read two ways is refused."""
    targets: dict[str, str] = {}
    for attributes in elements(archive.read(names[RELATIONS]), "Relationship"):
        identity = attributes.get("Id", "")
        if identity in targets:
            raise Refusal(STRANGE, what=identity[:40])
        targets[identity] = attributes.get("Target", "")
    found: dict[str, str] = {}
    for attributes in elements(archive.read(names[WORKBOOK]), "sheet"):
        sheet, target = attributes.get("name", ""), _member(targets.get(attributes.get("id", ""), ""))
        if target not in names or sheet in found:
            raise Refusal(STRANGE, what=sheet[:40])
        found[sheet] = target
    return found


def _member(target: str) -> str:
    """The member that a relation of the workbook points at; "" for a path with detours."""
    path = _plain(target)
    whole = path.removeprefix("/") if path.startswith(("/", "xl/")) else f"xl/{path}"
    return "" if NOWHERE & set(whole.split("/")) else whole


class _Look(NamedTuple):
    """How far a worksheet reaches: last row, last column counted from 1."""

    row: int
    column: int


class _Looker:
    """Goes through one worksheet, a cell at a time, and keeps the marked ones."""

    def __init__(self) -> None:
        self.marks: Marks = {}
        self.reach = _Look(0, 0)
        self.row = self.column = 0  # of the cell at hand; a cell without a reference follows the one before

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "v":
            return
        name = local(element)
        if name == "c":
            self._cell(attributes)
        elif name == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
            self._reached()
        elif name == "f":
            self._mark(CellMark.FORMULA)

    def _cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference is None:
            self.column += 1
        else:
            place = REFERENCE.match(reference.strip().upper())
            if place is None:
                raise Refusal(STRANGE, what=reference[:40])
            self.row, self.column = int(place[2]), column_index(place[1]) + 1
        self._reached()
        if attributes.get("t") == "e":
            self._mark(CellMark.ERROR)

    def _reached(self) -> None:
        if self.row > self.reach.row or self.column > self.reach.column:
            self.reach = _Look(max(self.reach.row, self.row), max(self.reach.column, self.column))
            if self.reach.row * max(self.reach.column, 26) > MAX_AREA:
                raise Refusal(TOO_WIDE, row=self.reach.row)

    def _mark(self, mark: CellMark) -> None:
        self.marks[self.row, self.column - 1] = mark
        if len(self.marks) > MAX_MARKS:
            raise Refusal(
                gettext_noop("Bảng có quá nhiều công thức: hãy chép và dán lại dưới dạng giá trị (Paste Values).")
            )


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not text.strip().isdecimal() or len(text) > 9:
        raise Refusal(STRANGE, what=text[:40])
    return int(text)


def _look(archive: zipfile.ZipFile, name: str) -> Marks:
    """The marked cells of a worksheet. Most sheets hold plain values only, which a glance is enough to see."""
    return {} if _plain_and_near(archive, name) else _parsed(archive, name)


def _plain_and_near(archive: zipfile.ZipFile, name: str) -> bool:
    rows, columns, tail = NEAR, 26, b""
    with archive.open(name) as file:
        while read := file.read(BLOCK):
            block = tail + read
            if any(rare in block and sign in block for rare, sign in UNUSUAL) or SPACED.search(block):
                return False
            if not tail and ENCODING.match(block):
                return False
            if FAR.search(block):
                rows = max([rows, *map(int, ROW.findall(block))])
                letters = {c.decode().upper() for c in set(COLUMN.findall(block))}
                columns = max([columns, *(column_index(c) + 1 for c in letters)])
                if rows * columns > MAX_AREA:
                    return False
            tail = block[-OVERLAP:]
    return True


def _parsed(archive: zipfile.ZipFile, name: str) -> Marks:
    looker = _Looker()
    parser = guarded()
    parser.StartElementHandler = looker.start
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            parser.Parse(block, False)
    parser.Parse(b"", True)
    return looker.marks
