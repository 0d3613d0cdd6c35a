"""A Word file read back: sections, styles, rules, without asking Word."""

import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO

from docx.oxml.ns import qn
from lxml import etree

from chungtay.documents.formats import written
from chungtay.documents.rules import Review

TWIPS = 56.6929  # in a millimetre
RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
VML_TEXT = "{urn:schemas-microsoft-com:vml}textpath"


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph is set: points, twips for the indent, lines for the spacing."""

    size: float
    bold: bool
    italic: bool
    side: str
    first_line: int
    after: float
    line: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A section of the file, in twips."""

    width: int
    height: int
    orientation: str
    margins: dict[str, int]
    headers: dict[str, str]
    starts_at: str | None
    hides_first: bool
    header_distance: int

    @property
    def text_width(self) -> int:
        return self.width - self.margins["left"] - self.margins["right"]


def part_texts(element: etree._Element) -> list[str]:
    """Every paragraph's text."""
    return ["".join(t.text or "" for t in p.iter(qn("w:t"))) for p in element.iter(qn("w:p"))]


class Word:
    """The review's DOCX, unpacked."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.bytes = written(review, "docx")
        self.archive = zipfile.ZipFile(BytesIO(self.bytes))
        self.body = self.tree("word/document.xml").find(qn("w:body"))
        self.styles = {s.get(qn("w:styleId")): s for s in self.tree("word/styles.xml").iter(qn("w:style"))}

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    def part(self, relation: str) -> etree._Element:
        relations = self.tree("word/_rels/document.xml.rels")
        return self.tree("word/" + next(r.get("Target") for r in relations if r.get("Id") == relation))

    @cached_property
    def sections(self) -> list[Sheet]:
        return [_sheet(found) for found in self.body.iter(qn("w:sectPr"))]

    def watermarks(self, relation: str) -> list[str]:
        return [path.get("string") for path in self.part(relation).iter(VML_TEXT) if path.get("string")]

    def paragraph(self, text: str | re.Pattern[str]) -> etree._Element:
        for paragraph in self.body.iter(qn("w:p")):
            found = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
            if found == text if isinstance(text, str) else text.fullmatch(found):
                return paragraph
        raise AssertionError(f"no paragraph {text!r}")

    def look(self, text: str | re.Pattern[str]) -> Look:
        paragraph = self.paragraph(text)
        marks = paragraph.find(f"{qn('w:r')}/{qn('w:rPr')}")
        own = [] if marks is None else [one.tag for one in marks]
        assert not {qn("w:b"), qn("w:i"), qn("w:sz")} & set(own), "marks beside the style"
        return self.style(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")))

    def style(self, name: str) -> Look:
        chain = [self.styles[name]]
        while (base := chain[-1].find(qn("w:basedOn"))) is not None:
            chain.append(self.styles[base.get(qn("w:val"))])

        def value(path: str, attribute: str = "w:val") -> str | None:
            for style in chain:
                found = style.find("/".join(qn(step) for step in path.split("/")))
                if found is not None and (attribute == "w:val" or found.get(qn(attribute)) is not None):
                    return found.get(qn(attribute), "1")
            return None

        line, rule = value("w:pPr/w:spacing", "w:line"), value("w:pPr/w:spacing", "w:lineRule")
        return Look(
            int(value("w:rPr/w:sz") or 0) / 2,
            value("w:rPr/w:b") == "1",
            value("w:rPr/w:i") == "1",
            value("w:pPr/w:jc") or "left",
            int(value("w:pPr/w:ind", "w:firstLine") or 0),
            int(value("w:pPr/w:spacing", "w:after") or 0) / 20,
            int(line or 240) / 240 if rule in (None, "auto") else 0,
        )

    def faces(self) -> set[str]:
        """Every font that a paragraph style or a run of the document asks for."""
        used = {p.get(qn("w:val")) for p in self.body.iter(qn("w:pStyle"))} | {"Normal"}
        elements = [self.styles[name] for name in used] + [self.body]
        fonts = [font for element in elements for font in element.iter(qn("w:rFonts"))]
        return {value for font in fonts for value in font.attrib.values()}

    def colours(self) -> set[str]:
        used = {p.get(qn("w:val")) for p in self.body.iter(qn("w:pStyle"))}
        elements = [self.styles[name] for name in used] + [self.body]
        return {c.get(qn("w:val")) for element in elements for c in element.iter(qn("w:color"))}

    def rules(self) -> dict[str, float]:
        """Lengths of the drawn rules in millimetres, from the top."""
        drawn = [p for p in self.body.iter(qn("w:p")) if p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None]
        return dict(zip(("issuer", "motto", "subject"), map(self._length, drawn), strict=True))

    def _length(self, rule: etree._Element) -> float:
        indent = rule.find(f"{qn('w:pPr')}/{qn('w:ind')}")
        cell = next(rule.iterancestors(qn("w:tc")), None)
        room = self.sections[0].text_width if cell is None else _cell_width(cell)
        sides = [
            int(indent.get(qn(f"w:{side}"), indent.get(qn(f"w:{other}"), "0")))
            for side, other in (("left", "start"), ("right", "end"))
        ]
        return (room - sum(sides)) / TWIPS

    def cell_width(self, text: str) -> float:
        return _cell_width(next(self.paragraph(text).iterancestors(qn("w:tc")))) / TWIPS

    def cell_padding(self, text: str) -> tuple[int, int]:
        margins = next(self.paragraph(text).iterancestors(qn("w:tbl"))).find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
        left, right = (int(margins.find(qn(f"w:{side}")).get(qn("w:w"))) for side in ("left", "right"))
        return left, right

    def row_of(self, text: str | re.Pattern[str]) -> list[str]:
        """The first line of each cell in the row where the text stands."""
        row = next(self.paragraph(text).iterancestors(qn("w:tr")))
        return [next(t for t in part_texts(cell) if t) for cell in row.findall(qn("w:tc"))]

    def data_tables(self) -> list[etree._Element]:
        return [t for t in self.body.iter(qn("w:tbl")) if t.find(f".//{qn('w:tblHeader')}") is not None]


def _cell_width(cell: etree._Element) -> int:
    return int(cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))


def _sheet(found: etree._Element) -> Sheet:
    size, margins, start = (found.find(qn(f"w:{name}")) for name in ("pgSz", "pgMar", "pgNumType"))
    return Sheet(
        int(size.get(qn("w:w"))),
        int(size.get(qn("w:h"))),
        size.get(qn("w:orient"), "portrait"),
        {side: int(margins.get(qn(f"w:{side}"))) for side in ("top", "bottom", "left", "right")},
        {r.get(qn("w:type")): r.get(RELATIONSHIP) for r in found.findall(qn("w:headerReference"))},
        None if start is None else start.get(qn("w:start")),
        found.find(qn("w:titlePg")) is not None,
        int(margins.get(qn("w:header"))),
    )
