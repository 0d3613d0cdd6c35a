"""A Word document: its paragraphs, lists and tables in order, text boxes, footnotes; headers and footers aside."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml.etree import _Element

from chungtay.kernel.text import folded
from chungtay.unpacking.rules import BlockKind

from .arranging import arranged
from .docx_styles import Styles, W, attribute, children, flag
from .legacy import from_font, modern
from .package import Package
from .pieces import MAX_LINES, Filled, Grid, Line, Parts
from .unreadable import Unreadable, UnreadKind

DOCUMENT: Final = "word/document.xml"
FEW: Final = 12  # paragraphs above which a table may be the letter's head
MOST_WORDS: Final = 25  # of a bold paragraph that is a heading

_OLDER: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED: Final = {_OLDER, *(f"{W}{n}" for n in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldData"))}
_SAID: Final = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}
_ASIDE: Final = (("word/header", "đầu trang"), ("word/footer", "chân trang"))
_LAYOUT: Final = ("doc lap", "noi nhan", "cong hoa xa hoi")


def docx_parts(package: Package) -> Parts:
    """The document. Raises Unreadable where the package holds none."""
    root = package.tree(DOCUMENT)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise Unreadable(UnreadKind.BROKEN)
    reader = _Reader(Styles(package.tree("word/styles.xml"), package.tree("word/numbering.xml")))
    reader.blocks(body)
    _in_unicode(reader)
    parts = arranged([piece for piece in reader.pieces if isinstance(piece, Line)])
    parts.pieces = reader.pieces
    parts.pieces += _footnotes(package, reader.styles)
    parts.pieces += _aside(package, reader.styles)
    return parts


def _in_unicode(reader: "_Reader") -> None:
    """Old encodings that no font betrays are known by the text as a whole."""
    holders: list[Line | Filled] = []
    for piece in reader.pieces:
        holders += [piece] if isinstance(piece, Line) else piece.cells
    for holder, text in zip(holders, modern([holder.text for holder in holders]), strict=True):
        holder.text = text


def _footnotes(package: Package, styles: Styles) -> list[Line | Grid]:
    found: list[Line | Grid] = []
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        root = package.tree(name)
        for note in children(root, "footnote", "endnote") if root is not None else ():
            reader = _Reader(styles)
            reader.blocks(note)
            found += [Line(p.text, BlockKind.PARAGRAPH, "chú thích") for p in reader.pieces if isinstance(p, Line)]
    return found


def _aside(package: Package, styles: Styles) -> list[Line | Grid]:
    """What stands at the top and the foot of every page, each once."""
    found: dict[str, Line] = {}
    for beginning, place in _ASIDE:
        for name in sorted(name for name in package.names if name.startswith(beginning)):
            root = package.tree(name)
            reader = _Reader(styles)
            if root is not None:
                reader.blocks(root)
            for piece in reader.pieces:
                texts = [piece.text] if isinstance(piece, Line) else [cell.text for cell in piece.cells]
                found.update((text, Line(text, BlockKind.FURNITURE, place)) for text in texts)
    return list(found.values())


@dataclass(slots=True)
class _Reader:
    """Goes through a part's blocks and gathers pieces."""

    styles: Styles
    pieces: list[Line | Grid] = field(default_factory=list)
    lines: int = 0
    tables: int = 0
    held: int = 0  # paragraphs and cells

    def blocks(self, parent: _Element) -> None:
        """The paragraphs and tables directly inside; wrappers (content controls, insertions) are looked into."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                self.blocks(child)

    def _paragraph(self, paragraph: _Element) -> None:
        style = self.styles.of(paragraph)
        said = _Said(self.styles, style.font)
        said.inside(paragraph)
        label = ""
        for place, text in enumerate(_broken(said.text())):
            label = label if place else self.styles.label(paragraph, style)
            self.lines += 1
            self._counted()
            bold = said.bold and len(text.split()) <= MOST_WORDS and not text.endswith((".", ";", ","))
            kind = style.kind or (BlockKind.ITEM if label and not bold else BlockKind.PARAGRAPH)
            shown = f"{label} {text}" if label and not place else text
            self.pieces.append(Line(shown, kind, f"đoạn {self.lines}", bold))
        for box in said.boxes:
            self.blocks(box)

    def _counted(self) -> None:
        self.held += 1
        if self.held > MAX_LINES:
            raise Unreadable(UnreadKind.TOO_LARGE)

    def _table(self, table: _Element) -> None:
        rows = [list(children(row, "tc")) for row in children(table, "tr")]
        if self._lays_out(table, rows):
            for row in rows:
                for cell in row:
                    self.blocks(cell)
            return
        self.tables += 1
        cells = list(self._cells(table))
        if cells:
            self.pieces.append(Grid(cells, f"bảng {self.tables}"))

    def _lays_out(self, table: _Element, rows: list[list[_Element]]) -> bool:
        """Is it no table of data but a letter's head, its foot or a frame?"""
        if sum(len(row) > 1 for row in rows) < 2 and not any(len(row) > 3 for row in rows):
            return True
        if len(rows) > 4:
            return False
        said = folded(" ".join(text for text in table.itertext(f"{W}t"))[:2000])
        return any(sign in said for sign in _LAYOUT)

    def _cells(self, table: _Element) -> Iterator[Filled]:
        """Cells where they stand; one that is continued from above gives its rows to the first."""
        above: dict[int, Filled] = {}
        for number, row in enumerate(children(table, "tr")):
            column = int(attribute(row, "trPr/gridBefore") or 0)
            for cell in children(row, "tc"):
                wide = max(1, int(attribute(cell, "tcPr/gridSpan") or 1))
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(f"{W}val", "continue") == "continue" and column in above:
                    above[column].rows = number - above[column].row + 1
                else:
                    self._counted()
                    filled = Filled(number, column, self._text(cell), None, 1, wide)
                    above[column] = filled
                    yield filled
                column += wide

    def _text(self, cell: _Element) -> str:
        inside = _Reader(self.styles)
        inside.blocks(cell)
        return " ".join(p.text if isinstance(p, Line) else " ".join(c.text for c in p.cells) for p in inside.pieces)


def _broken(text: str) -> list[str]:
    """A paragraph's lines: parted where one begins with a capital or a mark, else a sentence was only broken."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        if line and lines and (line[0].islower() or line[0].isdigit()):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return lines


@dataclass(slots=True)
class _Said:
    """The text of one paragraph, the text boxes that hang in it, and whether all of it is bold."""

    styles: Styles
    font: str
    words: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    bold: bool = True

    def text(self) -> str:
        return "".join(self.words)

    def inside(self, element: _Element) -> None:
        """Gather what is said inside an element."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag not in _SKIPPED:
                self.inside(child)

    def _run(self, run: _Element) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and flag(properties, "vanish"):
            return
        font = self.styles.font(properties) or self.font
        for child in run:
            if child.tag == f"{W}t":
                text = child.text or ""
                self.words.append(from_font(font, text) if font else text)
                self.bold = self.bold and (not text.strip() or self.styles.bold(properties))
            elif child.tag in _SAID:
                self.words.append(_SAID[child.tag])
            elif child.tag not in _SKIPPED and len(child):
                self.inside(child)
