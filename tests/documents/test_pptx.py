"""Slides: read back as PowerPoint reads them."""

import sys
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import python_calamine
from pptx import Presentation
from pptx.slide import Slide as Page

from chungtay.documents.formats.pptx import TEMPLATE, pptx
from chungtay.documents.rules import (
    Bar,
    Bullets,
    Cell,
    Column,
    Deck,
    FigureReference,
    Highlight,
    Highlights,
    Paragraph,
    Plot,
    Run,
    Series,
    Slide,
    Table,
)

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"
FIRST, LAST = date(2024, 1, 1), date(2024, 10, 31)
VALUES = {"Hạ Long": 7_123_456_789, "Trường Cao đẳng Y tế Quảng Ninh": 436_000_000, "Quảng Yên": 1_900_000_000}


def reference(value: int, label: str = "", indicator: str = "total.value") -> FigureReference:
    return FigureReference(
        ("22/cum-2",), indicator, FIRST, LAST, name="Tổng trị giá", label=label, measure="dong", value=value
    )


def deck() -> Deck:
    bars = tuple(
        Bar(name, value, f"{value / 10**9:.2f}", reference(value, name), strong=not index)
        for index, (name, value) in enumerate(VALUES.items())
    )
    before = tuple(Bar(name, value // 2, "", reference(value // 2, name)) for name, value in VALUES.items())
    number = Run("21,3 tỷ đồng", reference(21_300_000_000, "Cụm thi đua số 2"))
    columns = (Column("TT", width=4, number=False), Column("Kết luận", width=60, number=False), Column("Số", width=20))
    rows = tuple((Cell(str(n)), Cell("Tổ chức hai đợt hiến máu " * 4), Cell("1.234", number=True)) for n in range(1, 9))
    names = tuple(VALUES)
    return Deck(
        "Hội nghị giao ban\x0b Cụm thi đua số 2", ("10 tháng năm 2024",), author="CỤM THI ĐUA SỐ 2", as_of=LAST,
        source="Số liệu đến hết ngày 31/10/2024", watermark="DỮ LIỆU MINH HỌA",
        slides=(
            Slide((Run("Tổng trị giá "), number), Highlights((Highlight(number, "Tổng trị giá"),) * 4),
                  (Paragraph((Run("Chưa báo cáo: Đông Triều."),)),)),
            Slide((Run("Tám kết luận"),), Table("", columns, rows)),
            Slide((Run("Hạ Long cao nhất"),),
                  Plot(names, (Series("Trị giá", bars),), "tỷ đồng", "Hạ Long 7,12 tỷ", thousands=3, upright=False)),
            Slide((Run("So cùng kỳ"),),
                  Plot(names, (Series("Năm 2024", bars), Series("Năm 2023", (*before[:2], None))), "tỷ đồng", "hai năm")),
            Slide((Run("Phương hướng"),), Bullets((Paragraph((Run("Tổ chức hiến máu."),)),) * 12)),
        ),
    )  # fmt: skip


def pages() -> list[Page]:
    return list(Presentation(BytesIO(pptx(deck()))).slides)


def test_the_same_deck_gives_the_same_bytes_dated_by_the_deck() -> None:
    first = pptx(deck())
    assert first == pptx(deck())
    assert Presentation(BytesIO(first)).core_properties.modified.date() == LAST


def test_every_slide_has_a_title_a_source_a_watermark_and_one_face_that_has_vietnamese() -> None:
    found = pages()
    assert len(found) == 6
    for page in found:
        texts = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
        assert page.shapes.title.text and "\x0b" not in page.shapes.title.text
        assert "Số liệu đến hết ngày 31/10/2024" in texts and "DỮ LIỆU MINH HỌA" in texts
        assert page.shapes[0].name == "Watermark"  # behind all else
    master = found[0].slide_layout.slide_master
    (theme,) = [rel.target_part.blob for rel in master.part.rels.values() if rel.reltype.endswith("/theme")]
    assert theme.count(b'<a:latin typeface="Arial"') == 2


def test_charts_are_native_and_hold_the_exact_figures_and_their_origins() -> None:
    page = pages()[3]
    (frame,) = [shape for shape in page.shapes if shape.has_chart]
    (series,) = frame.chart.plots[0].series
    assert tuple(series.values) == tuple(VALUES.values())
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Hạ Long 7,12 tỷ"
    assert frame.chart.plots[0].data_labels.number_format == "[$-42A]#,##0.00,,,"
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(frame.chart.part.chart_workbook.xlsx_part.blob))
    numbers, origins = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert dict(numbers[1:]) == VALUES
    assert origins[1][1:3] == ["Tổng trị giá", "Hạ Long"] and origins[1][5] == "7.123.456.789"


def test_a_number_that_is_missing_is_left_out_and_two_series_have_a_legend() -> None:
    (frame,) = [shape for shape in pages()[4].shapes if shape.has_chart]
    now, before = frame.chart.plots[0].series
    assert tuple(before.values)[2] is None and tuple(now.values)[2] == VALUES["Quảng Yên"]
    assert frame.chart.has_legend


def test_notes_say_where_each_number_comes_from() -> None:
    notes = pages()[1].notes_slide.notes_text_frame.text
    assert "21,3 tỷ đồng: Tổng trị giá; Cụm thi đua số 2; 01/01/2024 - 31/10/2024" in notes
    assert "giá trị đúng 21.300.000.000; mã chỉ tiêu total.value" in notes


def test_nothing_reaches_into_the_foot_and_nothing_lies_over_another() -> None:
    for page in pages()[1:]:
        boxes = sorted(
            (shape.top, shape.top + shape.height, shape.left, shape.left + shape.width)
            for shape in page.shapes if shape.name != "Watermark" and shape.height
        )  # fmt: skip
        for (_, end, left, right), (top, _, other_left, other_right) in pairwise(boxes):
            assert end <= top + 9_525 or right <= other_left or other_right <= left


def test_the_template_is_what_its_script_builds() -> None:
    sys.path.insert(0, str(SCRIPTS))
    try:
        from build_deck_template import build
    finally:
        sys.path.remove(str(SCRIPTS))
    assert build() == TEMPLATE.read_bytes()
