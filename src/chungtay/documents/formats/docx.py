"""The review as DOCX: the template that scripts/build_report_template.py builds, filled by docxtpl."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as Text
from docxtpl import DocxTemplate, InlineImage, RichText

import chungtay.documents
from chungtay.documents.rules import Block, Chart, Paragraph, Review, Run, Slot, Table

from .docx_tables import table_xml
from .faces import face
from .packing import printable, settled
from .pdf import pictures
from .svg import drawn
from .times import MM_PER_POINT, longest

TEMPLATE = Path(chungtay.documents.__path__[0]) / "data" / "review.docx"
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 160, 247  # mm of text between the margins
RULE = "Đường kẻ"  # the style of drawn rules
HEADINGS = ("Phần", "Heading 1", "Heading 2")
SMALL = (  # style, size, points around it: how a sheet is set
    ("Nội dung", 12, 2), ("Gạch đầu dòng", 12, 1), ("Ghi chú", 11, 1), ("Heading 1", 12, 4), ("Tên loại", 14, 0),
    ("Trích yếu", 12, 0),
)  # fmt: skip
SHORT = 0.42  # of the text above: the decree asks for a third to a half


def docx(review: Review) -> bytes:
    """The whole review as a Word file; the same review gives the same bytes."""
    review = printable(review)
    template = DocxTemplate(TEMPLATE)
    drawings = [block for block in review.blocks() if isinstance(block, Chart)]
    images = dict(zip(map(id, drawings), pictures([drawn(chart, face=face()) for chart in drawings]), strict=True))
    template.render(_context(template, review, images), autoescape=True)
    document: Document = template.docx
    _describe(document, drawings)
    _draw_rules(document, review)
    _begin_pages(document, review)
    if review.sheet:
        _small(document)
    else:
        _keep_with_signature(document)
    if not review.annexes:
        _end_upright(document)
    _properties(document, review)
    out = BytesIO()
    template.save(out)
    return settled(out.getvalue())


def _context(template: DocxTemplate, review: Review, images: dict[int, bytes]) -> dict[str, object]:
    head = review.head
    filler = _Filler(template, images)
    return {
        "head": {
            "superior": head.superior,
            "issuer": head.issuer,
            "number": head.number,
            "place_and_date": head.place_and_date,
            "kind": head.kind,
            "subject": head.subject,
            "addressees": head.addressee_lines,
            "recipients": head.recipient_lines,
            "accompanying": head.accompanying,
            "signature": {"lines": head.signature.lines, "name": head.signature.name},
            "beside": {"lines": head.beside.lines, "name": head.beside.name},
        },
        "sheet": review.sheet,
        "watermark": review.watermark or "",
        "anchor": review.anchor,
        "sections": [
            {
                "number": section.number,
                "title": section.title,
                "level": section.level,
                "blocks": filler.blocks(section.blocks, PORTRAIT_WIDTH),
            }
            for section in review.sections
        ],
        "annexes": [
            {
                "heading": annex.heading,
                "title": annex.title,
                "blocks": filler.blocks(annex.blocks, LANDSCAPE_WIDTH),
            }
            for annex in review.annexes
        ],
    }


class _Filler:
    """Turns blocks into what the template names."""

    def __init__(self, template: DocxTemplate, images: dict[int, bytes]) -> None:
        self.template, self.images = template, images

    def blocks(self, blocks: tuple[Block, ...], width: int) -> list[dict[str, object]]:
        return [one for block in blocks for one in self._block(block, width)]

    def _block(self, block: Block, width: int) -> list[dict[str, object]]:
        match block:
            case Paragraph():
                lead = (Run("- "),) if block.style == "item" else ()
                return [{"kind": str(block.style), "text": rich((*lead, *block.runs))}]
            case Slot():
                kind = "body" if block.filled else "gap"
                return [{"kind": kind, "text": rich((Run(line, italic=not block.filled),))} for line in block.lines]
            case Chart():
                picture = InlineImage(self.template, BytesIO(self.images[id(block)]), width=Mm(PORTRAIT_WIDTH))
                return [{"kind": "chart", "text": rich(block.sentence), "picture": picture}]
            case Table():
                return [{"kind": "table", "title": block.title, "notes": block.notes, "table": table_xml(block, width)}]


def rich(runs: tuple[Run, ...]) -> RichText:
    """Runs as Word's; without own marks they keep the paragraph's."""
    text = RichText()
    for run in runs:
        text.add(run.text, bold=run.bold, italic=run.italic)
    return text


def _describe(document: Document, drawings: list[Chart]) -> None:
    """Readers who cannot see a chart are told what it shows; the chart stands exactly between the margins."""
    for inline, chart in zip(document.element.body.iter(qn("wp:inline")), drawings, strict=True):
        inline.docPr.set("name", chart.title)
        inline.docPr.set("descr", chart.description)
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")


def _draw_rules(document: Document, review: Review) -> None:
    """Rules under the issuing body and the subject have their length from the text above them."""
    if not review.sheet:
        cell = document.tables[0].rows[0].cells[0]
        assert cell.width is not None
        _shorten(cell.paragraphs, (review.head.issuer,), cell.width.mm, 12)
    beneath = _shorten(document.paragraphs, review.head.subject, PORTRAIT_WIDTH, 14)
    if not review.head.addressees and not review.sheet:
        beneath.paragraph_format.space_after = Pt(12)


def _shorten(paragraphs: list[Text], texts: tuple[str, ...], room: float, size: float) -> Text:
    length = SHORT * longest(texts, room / MM_PER_POINT, size) * MM_PER_POINT
    rule = next(one for one in paragraphs if one.style is not None and one.style.name == RULE)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = Mm((room - length) / 2)
    return rule


def _begin_pages(document: Document, review: Review) -> None:
    """Sections that begin a page."""
    wanted = {section.heading if section.level else section.number for section in review.sections if section.new_page}
    for paragraph in document.paragraphs if wanted else ():
        if paragraph.text in wanted and paragraph.style is not None and paragraph.style.name in HEADINGS:
            paragraph.paragraph_format.page_break_before = True


def _small(document: Document) -> None:
    """Smaller type and narrower margins, so that much stands on one page."""
    for name, size, gap in SMALL:
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.paragraph_format.space_after = Pt(size), Pt(gap)
        style.paragraph_format.space_before, style.paragraph_format.line_spacing = Pt(gap), 1.0
    for section in document.sections:
        section.top_margin = section.bottom_margin = Mm(15)


def _keep_with_signature(document: Document) -> None:
    """The signature never stands on a page without the last words of the report."""
    table = next(table for table in reversed(document.tables) if len(table.columns) == 2)
    closing = table._tbl.getprevious().getprevious()
    if closing is not None and closing.tag == qn("w:p"):
        Text(closing, document).paragraph_format.keep_with_next = True


def _end_upright(document: Document) -> None:
    """Without annexes the report's own section, upright and with its headers, is the last."""
    body = document.element.body
    (upright,) = body.xpath("./w:p/w:pPr/w:sectPr")
    body.replace(body.sectPr, upright)


def _properties(document: Document, review: Review) -> None:
    properties = document.core_properties
    properties.title, properties.author = review.title, review.head.issuer
    properties.subject, properties.keywords = review.period, review.scope
    if review.as_of:
        day = review.as_of
        properties.created = properties.modified = datetime(day.year, day.month, day.day)
