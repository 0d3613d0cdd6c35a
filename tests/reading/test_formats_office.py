"""Word documents, PDF and spreadsheets: pieces in order, tables with their merged cells, and files made to do harm."""

import io
import struct
import zipfile
import zlib
from datetime import date
from decimal import Decimal

import docx
import pytest
import typst
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from chungtay.unpacking.formats import Unreadable, UnreadKind, read_document
from chungtay.unpacking.rules import BlockKind, Document

from .test_formats import SENTENCE, TCVN3, kinds

XLSX_HEAD = ("xl/workbook.xml", '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>')


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def packed(*members: tuple[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def word(body: str, before: str = "") -> bytes:
    """The least Word document that holds this body."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return packed(("word/document.xml", f"{before}<w:document {space}><w:body>{body}</w:body></w:document>"))


def report() -> docx.document.Document:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "HỘI CHỮ THẬP ĐỎ TX QUẢNG YÊN\nSố: 45/BC-CTĐ"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    document.add_paragraph("Quảng Yên, ngày 31 tháng 10 năm 2024")
    document.add_paragraph().add_run("BÁO CÁO").bold = True
    document.add_paragraph("Kết quả công tác Hội 10 tháng năm 2024")
    document.add_heading("Công tác xã hội", 1)
    document.add_paragraph(SENTENCE)
    document.add_paragraph("Trao 20 suất quà", style="List Bullet")
    table = document.add_table(4, 3)
    for row, texts in enumerate(
        (("Đơn vị", "Kết quả", ""), ("", "Lượt", "Trị giá"), ("Hạ Long", "12", "3,5"), ("A", "1", "2"))
    ):
        for column, text in enumerate(texts):
            if text:
                table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    document.sections[0].header.paragraphs[0].text = "Báo cáo năm 2024"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"
    return document


def test_a_word_report_is_read_in_order_with_its_head_and_its_table() -> None:
    document = read_document("bc.docx", saved(report()))
    told = kinds(document)
    assert (document.title, document.dated) == ("BÁO CÁO Kết quả công tác Hội 10 tháng năm 2024", date(2024, 10, 31))
    assert told["Số: 45/BC-CTĐ"] is told["Báo cáo năm 2024"] is told["Trang 1"] is BlockKind.FURNITURE
    assert told["Công tác xã hội"] is BlockKind.HEADING
    assert told["- Trao 20 suất quà"] is BlockKind.ITEM
    assert told[SENTENCE] is BlockKind.PARAGRAPH
    (table,) = document.tables
    placed = {(c.row, c.column): (c.span.of(document.text), c.rows, c.columns) for c in table.cells}
    assert placed[0, 0] == ("Đơn vị", 2, 1)
    assert placed[0, 1] == ("Kết quả", 1, 2)
    assert placed[2, 2] == ("3,5", 1, 1)


def test_a_font_of_an_old_encoding_tells_what_its_text_is() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Trao 20 suÊt quµ, 5 nhµ")
    run.font.name = ".VnTime"
    document.add_paragraph(SENTENCE)
    assert read_document("a.docx", saved(document)).text == f"Trao 20 suất quà, 5 nhà\n{SENTENCE}"
    plain = docx.Document()
    plain.add_paragraph(TCVN3)
    assert read_document("a.docx", saved(plain)).text == SENTENCE


def test_text_boxes_footnotes_and_lists_are_read_deleted_words_are_not() -> None:
    box = "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung: 5 nhà</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    changed = "<w:p><w:r><w:t>Còn 7 nhà</w:t></w:r><w:del><w:r><w:delText>Bỏ 9 nhà</w:delText></w:r></w:del></w:p>"
    document = docx.Document()
    for xml in (box, changed):
        document.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))
    document.add_paragraph("Một", style="List Number")
    document.add_paragraph("Hai", style="List Number")
    assert read_document("a.docx", saved(document)).text.split("\n") == [
        "Còn 7 nhà",
        "Trong khung: 5 nhà",
        "1. Một",
        "2. Hai",
    ]
    for level in document.part.numbering_part.element.iter(qn("w:lvl")):
        level.set(qn("w:ilvl"), "x")  # no level: no number, and no crash
    assert read_document("a.docx", saved(document)).text.endswith("- Một\n- Hai")


def test_a_pdf_is_paragraphs_and_tables_without_its_page_numbers_and_watermark() -> None:
    filler = " ".join([SENTENCE] * 9)
    source = f"""#set page(width: 15cm, height: 12cm, numbering: "1", header: [Hội Chữ thập đỏ tỉnh])
#set par(justify: true)
#set page(foreground: rotate(-40deg, text(size: 40pt)[DỮ LIỆU MINH HỌA]))
{SENTENCE}\n\n#table(columns: 3, table.cell(rowspan: 2)[Đơn vị], table.cell(colspan: 2)[Kết quả], [Lượt], [Trị giá],
[Hạ Long], [1.200], [350,5])\n\n{filler}\n\n{filler}\n\n{filler}"""
    document = read_document("bc.pdf", typst.compile(source.encode()))
    told = kinds(document)
    assert told[SENTENCE] is BlockKind.PARAGRAPH
    furniture = {text for text, kind in told.items() if kind is BlockKind.FURNITURE}
    assert {"Hội Chữ thập đỏ tỉnh", "1", "2", "3"} <= furniture <= {"Hội Chữ thập đỏ tỉnh", *map(str, range(1, 9))}
    prose = [block.span.of(document.text) for block in document.prose()]
    assert filler in prose  # joined over lines, and one of them over a page's end
    (table,) = document.tables
    placed = {c.span.of(document.text): (c.row, c.column, c.rows, c.columns) for c in table.cells}
    assert placed == {
        "Đơn vị": (0, 0, 2, 1), "Kết quả": (0, 1, 1, 2), "Lượt": (1, 1, 1, 1), "Trị giá": (1, 2, 1, 1),
        "Hạ Long": (2, 0, 1, 1), "1.200": (2, 1, 1, 1), "350,5": (2, 2, 1, 1),
    }  # fmt: skip


def test_two_columns_of_a_pdf_are_read_one_after_the_other() -> None:
    left = " ".join(f"trái{number}" for number in range(120))
    right = " ".join(f"phải{number}" for number in range(120))
    source = f"#set page(width: 21cm, height: 29cm)\n#set par(justify: true)\n#columns(2)[{left}\n#colbreak()\n{right}]"
    assert " ".join(read_document("a.pdf", typst.compile(source.encode())).text.split()) == f"{left} {right}"
    source += "\n#table(columns: 2, [Hạ Long], [512], [Cẩm Phả], [210])\n#place(bottom, dy: 1.5cm)[https://a.vn/tin/1]"
    document = read_document("a.pdf", typst.compile(source.encode()))  # printed from a page, a table below both columns
    assert " ".join(document.text.split()) == f"{left} {right} Hạ Long 512 Cẩm Phả 210 https://a.vn/tin/1"
    assert document.blocks[-1].kind is BlockKind.FURNITURE


def scan() -> bytes:
    """A PDF of one picture, as a scanner makes them."""
    raw = b"\0" * 100
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + raw[:10]) * 10)),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )  # fmt: skip
    shown = ",".join(map(str, png))
    return bytes(typst.compile(f"#image(bytes(({shown})), width: 10cm)".encode()))


def test_every_sheet_of_a_workbook_is_a_table_and_hidden_ones_are_said() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("T10")
        sheet.write(0, 0, "Báo cáo tháng 10 năm 2024")
        sheet.write(5, 6, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        sheet.merge_range(1, 0, 1, 1, "Kết quả")
        sheet.write_row(2, 0, ["Hạ Long", 22214, 0.1 + 0.2])
        sheet.write_datetime(3, 0, date(2024, 10, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        hidden = book.add_worksheet("Nháp")
        hidden.write(0, 0, "x")
        hidden.hide()
    document = read_document("a.xlsx", out.getvalue())
    assert [table.place for table in document.tables] == ["trang tính “T10”", "trang tính “Nháp” (ẩn)"]
    cells = {(c.row, c.column): (c.span.of(document.text), c.number, c.columns) for c in document.tables[0].cells}
    assert kinds(document)["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] is BlockKind.FURNITURE
    assert document.title == "Báo cáo tháng 10 năm 2024"
    assert cells == {
        (0, 0): (document.title, None, 1), (1, 0): ("Kết quả", None, 2), (2, 0): ("Hạ Long", None, 1), (2, 1): ("22.214", 22214, 1),
        (2, 2): ("0,3", Decimal("0.3"), 1), (3, 0): ("31/10/2024", None, 1),
    }  # fmt: skip
    assert next(b for b in document.blocks if b.span.of(document.text) == "22.214").place == "trang tính “T10”, ô B3"


def test_separated_values_are_a_table() -> None:
    document = read_document("a.csv", "Đơn vị;Trị giá\nHạ Long;1.200,5\n".encode())
    assert [cell.span.of(document.text) for cell in document.tables[0].cells] == [
        "Đơn vị",
        "Trị giá",
        "Hạ Long",
        "1.200,5",
    ]


def billion_laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]>')


def far_corner() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, 1)
        sheet.write(1_048_575, 16_383, 2)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """The zip with the mark of a password on its members."""
    head, flagged = bytearray(data), 0
    while (flagged := head.find(b"PK\x01\x02", flagged + 1)) > 0:
        head[flagged + 8] |= 1
    return bytes(head)


@pytest.mark.parametrize(
    ("name", "data", "kinds_allowed"),
    [
        ("bom.docx", packed(("word/document.xml", b"<a>" + b" " * 90_000_000)), {UnreadKind.HOSTILE}),
        (
            "many.docx",
            packed(*((f"x{n}", "") for n in range(6000)), ("word/document.xml", "<a/>")),
            {UnreadKind.HOSTILE},
        ),
        ("laughs.docx", billion_laughs(), {UnreadKind.HOSTILE}),
        ("deep.docx", word("<w:sdt>" * 5000 + "</w:sdt>" * 5000), {UnreadKind.BROKEN, UnreadKind.HOSTILE}),
        ("cut.docx", saved(report())[:9000], {UnreadKind.BROKEN}),
        ("locked.docx", locked(word("<w:p/>")), {UnreadKind.ENCRYPTED}),
        ("empty.docx", word("<w:p/>"), {UnreadKind.EMPTY}),
        ("other.zip", packed(("a.txt", "a")), {UnreadKind.OTHER}),
        ("far.xlsx", far_corner(), {UnreadKind.TOO_LARGE, UnreadKind.HOSTILE}),
        ("broken.xlsx", packed(XLSX_HEAD), {UnreadKind.BROKEN, UnreadKind.EMPTY}),
        ("broken.pdf", b"%PDF-1.7\n" + b"1 0 obj" * 1000, {UnreadKind.BROKEN}),
        ("scan.pdf", scan(), {UnreadKind.SCAN}),
    ],
)
def test_a_file_made_to_do_harm_is_refused_by_kind(name: str, data: bytes, kinds_allowed: set[UnreadKind]) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(name, data)
    assert refused.value.kind in kinds_allowed


def test_spans_of_a_document_point_at_its_words() -> None:
    document: Document = read_document("bc.docx", saved(report()))
    end = -1
    for block in document.blocks:
        assert end < block.span.start < block.span.end
        assert block.span.of(document.text) == " ".join(block.span.of(document.text).split())
        end = block.span.end
    assert end == len(document.text)
