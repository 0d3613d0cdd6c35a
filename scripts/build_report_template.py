"""Build the Word template of the review report, by Nghị định 30/2020/NĐ-CP, Annex I (practice.md 2.7).

    .venv/bin/python scripts/build_report_template.py

writes src/chungtay/documents/data/review.docx, which `documents.formats.docx` fills. The same script writes the same bytes.
A chapter may open the file in Word and change its styles; what stands in braces is filled by the program.
"""

import copy
import sys
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from report_styles import C, styles

from chungtay.documents.formats.times import MM_PER_POINT, width

OUT = Path(__file__).resolve().parent.parent / "src" / "chungtay" / "documents" / "data" / "review.docx"
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 20}  # mm
LEFT_COLUMN, RIGHT_COLUMN = 62, 98  # mm, together the width of the text
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_WIDTH = width(MOTTO, 13, bold=True) * MM_PER_POINT
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")  # the schema wants borders before these

WATERMARK = """
<w:r {ns} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
  xmlns:w10="urn:schemas-microsoft-com:office:word"><w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas><v:path textpathok="t" o:connecttype="custom"
o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
</v:shapetype><v:shape id="{id}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="{{{{ watermark }}}}"
style="position:absolute;margin-left:0;margin-top:0;width:460pt;height:72pt;rotation:315;z-index:-251658752;
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;
mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#e4e4e4" stroked="f">
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold" string="{{{{ watermark }}}}"/>
<w10:wrap anchorx="margin" anchory="margin"/></v:shape></w:pict></w:r>"""


def build() -> bytes:
    """The template's bytes."""
    document = Document()
    for element in list(document.element.body):
        if element.tag != qn("w:sectPr"):
            document.element.body.remove(element)
    styles(document)
    _page(document)
    _head(document)
    _body(document)
    _foot(document)
    _annexes(document)
    _settings(document)
    _properties(document)
    return _settled(document)


def _page(document: DocumentType) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, margin in MARGINS.items():
        setattr(section, f"{side}_margin", Mm(margin))
    section.header_distance, section.footer_distance = Mm(9), Mm(9)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    _clear(number)
    number.alignment = C
    _field(number, "PAGE")
    _watermark(number, 1)
    first = section.first_page_header.paragraphs[0]
    _clear(first)
    _watermark(first, 2)


def _clear(paragraph: Paragraph) -> None:
    paragraph.style = "Normal"
    paragraph.paragraph_format.space_after = Pt(0)


def _field(paragraph: Paragraph, code: str) -> None:
    for kind in ("begin", None, "separate", "text", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = code
        elif kind == "text":
            element = OxmlElement("w:t")
            element.text = "2"
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _watermark(paragraph: Paragraph, number: int) -> None:
    paragraph.add_run("{%r if watermark %}")
    shape = WATERMARK.format(ns=nsdecls("w"), id=f"Watermark{number}", spid=2048 + number)
    paragraph._p.append(parse_xml(shape))
    paragraph.add_run("{%r endif %}")


def _grid(document: DocumentType, *widths: int, rows: int = 1) -> Table:
    """A table without borders that holds the two sides of the head or the foot."""
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    sides = '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
    margins = parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>")
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")
    for column, millimetres in zip(table.columns, widths, strict=True):
        column.width = Mm(millimetres)
        for cell in column.cells:
            cell.width = Mm(millimetres)
    return table


def _line(cell: _Cell, text: str, style: str, *, first: bool = False) -> Paragraph:
    paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.style = style
    paragraph.add_run(text)
    return paragraph


def _rule(paragraph: Paragraph, side: float) -> None:
    """A drawn rule: the bottom border of a thin paragraph, indented on both sides (mm) to its length."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side)
    border = f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().insert_element_before(parse_xml(border), *AFTER_BORDERS)


def _head(document: DocumentType) -> None:
    _add(document, "{%p if not sheet %}", "Nội dung")
    table = _grid(document, LEFT_COLUMN, RIGHT_COLUMN, rows=2)
    left, right = table.rows[0].cells
    _line(left, "{%p if head.superior %}", "Cơ quan chủ quản", first=True)
    _line(left, "{{ head.superior }}", "Cơ quan chủ quản")
    _line(left, "{%p endif %}", "Cơ quan chủ quản")
    _line(left, "{{ head.issuer }}", "Cơ quan ban hành")
    _rule(_line(left, "", "Đường kẻ"), 20)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu", first=True)
    _line(right, MOTTO, "Tiêu ngữ")
    _rule(_line(right, "", "Đường kẻ"), (RIGHT_COLUMN - MOTTO_WIDTH) / 2)
    number, place = table.rows[1].cells
    _line(number, "{{ head.number }}", "Số và ký hiệu", first=True)
    _line(place, "{{ head.place_and_date }}", "Địa danh và ngày", first=True)
    _add(document, "{%p endif %}", "Nội dung")
    _add(document, "{{ head.kind }}", "Tên loại")
    _loop(document, "for line in head.subject", "{{ line }}", "Trích yếu")
    _rule(_add(document, "", "Đường kẻ"), 55)
    _add(document, "{%p for line in head.addressees %}", "Kính gửi")
    _loop(document, "if loop.first", "{{ line }}", "Kính gửi")
    _loop(document, "if not loop.first", "{{ line }}", "Kính gửi nhiều nơi")
    _add(document, "{%p endfor %}", "Kính gửi")


def _loop(document: DocumentType, opening: str, text: str, style: str) -> None:
    """A paragraph that stands under a condition or once for each line."""
    for line in (f"{{%p {opening} %}}", text, f"{{%p end{opening.split()[0]} %}}"):
        _add(document, line, style)


def _add(document: DocumentType, text: str, style: str) -> Paragraph:
    return document.add_paragraph(text, style=style)


def _body(document: DocumentType) -> None:
    _add(document, "{%p for section in sections %}", "Nội dung")
    _add(document, "{%p if section.level == 0 and section.title %}", "Phần")
    _add(document, "{{ section.number }}", "Phần")
    _add(document, "{{ section.title }}", "Tên phần")
    _add(document, "{%p endif %}", "Nội dung")
    for level in (1, 2):
        _add(document, f"{{%p if section.level == {level} and section.title %}}", "Nội dung")
        _add(document, "{{ section.number }}. {{ section.title }}", f"Heading {level}")
        _add(document, "{%p endif %}", "Nội dung")
    _blocks(document, "section.blocks")
    _add(document, "{%p endfor %}", "Nội dung")


def _blocks(document: DocumentType, source: str) -> None:
    _add(document, f"{{%p for block in {source} %}}", "Nội dung")
    kinds = (("body", "Nội dung"), ("item", "Gạch đầu dòng"), ("note", "Ghi chú"), ("gap", "Chỗ trống"))
    for word, (kind, style) in zip(("if", "elif", "elif", "elif"), kinds, strict=True):
        _add(document, f'{{%p {word} block.kind == "{kind}" %}}', style)
        _add(document, "{{r block.text }}", style)
    _add(document, '{%p elif block.kind == "chart" %}', "Nội dung")
    _add(document, "{{r block.text }}", "Lời biểu đồ")
    _add(document, "{{ block.picture }}", "Biểu đồ")
    _add(document, "{%p else %}", "Nội dung")
    _loop(document, "if block.title", "{{ block.title }}", "Tên biểu")
    _add(document, "{{p block.table }}", "Nội dung")
    _loop(document, "for line in block.notes", "{{ line }}", "Ghi chú bảng")
    _add(document, "{%p endif %}", "Nội dung")
    _add(document, "{%p endfor %}", "Nội dung")


def _foot(document: DocumentType) -> None:
    _add(document, "{%p if not sheet %}", "Nội dung")
    _add(document, "", "Đường kẻ").paragraph_format.keep_with_next = True
    table = _grid(document, 80, 80)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    left, right = table.rows[0].cells
    _line(left, "{%p if head.beside.lines %}", "Nơi nhận", first=True)
    _signature(left, "beside")
    _line(left, "{%p elif head.recipients %}", "Nơi nhận")
    _line(left, "Nơi nhận:", "Nơi nhận")
    _line(left, "{%p for line in head.recipients %}", "Danh sách nhận")
    _line(left, "{{ line }}", "Danh sách nhận")
    _line(left, "{%p endfor %}", "Danh sách nhận")
    _line(left, "{%p endif %}", "Danh sách nhận")
    _line(left, "", "Danh sách nhận")
    _signature(right, "signature", first=True)
    _add(document, "{%p if head.beside.lines and head.recipients %}", "Nơi nhận")
    opening = _add(document, "Nơi nhận:", "Nơi nhận").paragraph_format
    opening.space_before, opening.keep_with_next = Pt(12), True
    _loop(document, "for line in head.recipients", "{{ line }}", "Danh sách nhận")
    _add(document, "{%p endif %}", "Nơi nhận")
    _loop(document, "if anchor", "{{ anchor }}", "Neo số liệu")
    _add(document, "{%p endif %}", "Nội dung")


def _signature(cell: _Cell, whose: str, *, first: bool = False) -> None:
    _line(cell, f"{{%p for line in head.{whose}.lines %}}", "Chức vụ ký", first=first)
    _line(cell, "{{ line }}", "Chức vụ ký")
    _line(cell, "{%p endfor %}", "Chức vụ ký")
    _line(cell, f"{{{{ head.{whose}.name }}}}", "Người ký")


def _annexes(document: DocumentType) -> None:
    """The main part ends with a section break; each annex is a landscape section of its own."""
    body = document.element.body
    portrait = body.sectPr
    _add(document, "", "Đường kẻ")._p.get_or_add_pPr().append(copy.deepcopy(portrait))
    section = document.sections[-1]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    portrait.insert_element_before(parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>'), "w:cols")
    for reference in portrait.findall(qn("w:headerReference")):
        portrait.remove(reference)
    _add(document, "{%p for annex in annexes %}", "Phụ lục")
    _add(document, "{{ annex.heading }}", "Phụ lục")
    _add(document, "{{ annex.title }}", "Phụ lục")
    _add(document, "{{ head.accompanying }}", "Kèm theo")
    _blocks(document, "annex.blocks")
    _add(document, "{%p if not loop.last %}", "Đường kẻ")
    _add(document, "", "Đường kẻ")._p.get_or_add_pPr().append(copy.deepcopy(portrait))
    _add(document, "{%p endif %}", "Đường kẻ")
    _add(document, "{%p endfor %}", "Phụ lục")


def _settings(document: DocumentType) -> None:
    """Word of today, not the one of 2010 that the library's own template asks for; and not that template's picture."""
    settings = document.settings.element
    for mode in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")
    for old in settings.xpath("w:compat/w:useFELayout | w:savePreviewPicture"):
        old.getparent().remove(old)
    related = document.part.package.rels
    for key in [key for key, one in related.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        related.pop(key)


def _properties(document: DocumentType) -> None:
    properties = document.core_properties
    properties.author, properties.title, properties.comments, properties.language = "", "", "", "vi-VN"
    properties.created = properties.modified = datetime(2020, 3, 5)  # the day of the decree: never the clock


def _settled(document: DocumentType) -> bytes:
    """The file with fixed moments inside, so that the same script gives the same bytes."""
    raw, settled = BytesIO(), BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            target.writestr(zipfile.ZipInfo(name, (2020, 3, 5, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return settled.getvalue()


if __name__ == "__main__":
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(build())
    sys.stdout.write(f"{OUT}\n")
