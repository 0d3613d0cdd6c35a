"""Styles of the Word template: faces, sizes and gaps of Nghị định 30/2020/NĐ-CP, Annex I (practice.md 2.7)."""

from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
J, L, C = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER

# id, name, size, bold, italic, alignment, points before, points after, first line indent in mm
STYLES = (
    ("ReportBody", "Nội dung", 14, False, False, J, 0, 6, 12.7),
    ("ReportItem", "Gạch đầu dòng", 14, False, False, J, 0, 6, 12.7),
    ("ReportNote", "Ghi chú", 12, False, False, J, 0, 6, 12.7),
    ("ReportGap", "Chỗ trống", 14, False, True, L, 0, 6, 12.7),
    ("ReportPart", "Phần", 14, True, False, C, 14, 0, 0),
    ("ReportPartTitle", "Tên phần", 14, True, False, C, 0, 8, 0),
    ("ReportChartSentence", "Lời biểu đồ", 13, False, True, L, 6, 3, 0),
    ("ReportChart", "Biểu đồ", 13, False, False, C, 0, 8, 0),
    ("ReportSuperior", "Cơ quan chủ quản", 12, False, False, C, 0, 0, 0),
    ("ReportIssuer", "Cơ quan ban hành", 12, True, False, C, 0, 0, 0),
    ("ReportState", "Quốc hiệu", 12, True, False, C, 0, 0, 0),
    ("ReportMotto", "Tiêu ngữ", 13, True, False, C, 0, 0, 0),
    ("ReportRule", "Đường kẻ", 2, False, False, C, 0, 0, 0),
    ("ReportNumber", "Số và ký hiệu", 13, False, False, C, 6, 0, 0),
    ("ReportPlace", "Địa danh và ngày", 13, False, True, C, 6, 0, 0),
    ("ReportKind", "Tên loại", 14, True, False, C, 18, 0, 0),
    ("ReportSubject", "Trích yếu", 14, True, False, C, 0, 0, 0),
    ("ReportAddressee", "Kính gửi", 14, False, False, C, 12, 6, 0),
    ("ReportAddressees", "Kính gửi nhiều nơi", 14, False, False, L, 0, 0, 0),
    ("ReportRecipients", "Nơi nhận", 12, True, True, L, 0, 0, 0),
    ("ReportRecipient", "Danh sách nhận", 11, False, False, L, 0, 0, 0),
    ("ReportPost", "Chức vụ ký", 14, True, False, C, 0, 0, 0),
    ("ReportSigner", "Người ký", 14, True, False, C, 64, 0, 0),
    ("ReportAnnex", "Phụ lục", 14, True, False, C, 0, 0, 0),
    ("ReportAnnexNote", "Kèm theo", 14, False, True, C, 0, 6, 0),
    ("ReportTableTitle", "Tên biểu", 13, True, False, L, 10, 4, 0),
    ("ReportTableNote", "Ghi chú bảng", 11, False, True, L, 3, 6, 0),
    ("ReportCell", "Ô bảng", 11, False, False, L, 1, 1, 0),
    ("ReportAnchor", "Neo số liệu", 10, False, True, L, 10, 0, 0),
)


def styles(document: DocumentType) -> None:
    """Give the document its paragraph styles, and take away the coloured table styles that came with it."""
    for style in document.styles.element.xpath("w:style[@w:type='table' and not(@w:default)]"):
        document.styles.element.remove(style)
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "vi-VN")
    normal = document.styles["Normal"]
    _font(normal, 14, False, False)
    normal.element.get_or_add_rPr().append(parse_xml(f'<w:lang {nsdecls("w")} w:val="vi-VN" w:eastAsia="vi-VN"/>'))
    for code, name, size, bold, italic, alignment, before, after, indent in STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = code
        style.base_style = normal
        _font(style, size, bold, italic)
        form = style.paragraph_format
        form.alignment, form.space_before, form.space_after = alignment, Pt(before), Pt(after)
        form.first_line_indent = Mm(indent)
        form.line_spacing = 1.0 if indent == 0 else 1.15
        form.widow_control = True
    document.styles["Chỗ trống"].font.color.rgb = RGBColor(0x7A, 0x1F, 0x1F)
    document.styles["Kính gửi nhiều nơi"].paragraph_format.left_indent = Mm(58)  # below the colon of "Kính gửi:"
    document.styles["Lời biểu đồ"].paragraph_format.keep_with_next = True
    document.styles["Tên biểu"].paragraph_format.keep_with_next = True
    for name in ("Phần", "Tên phần"):
        document.styles[name].paragraph_format.keep_with_next = True
    outline = parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>')
    document.styles["Phần"].element.get_or_add_pPr().append(outline)
    document.styles["Đường kẻ"].paragraph_format.line_spacing = Pt(3)
    for level, before in ((1, 12), (2, 8)):
        heading = document.styles[f"Heading {level}"]
        _font(heading, 14, True, False)
        heading.font.color.rgb = RGBColor(0, 0, 0)
        form = heading.paragraph_format
        form.space_before, form.space_after, form.keep_with_next = Pt(before), Pt(6), True


def _font(style: ParagraphStyle, size: int, bold: bool, italic: bool) -> None:
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, italic
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
