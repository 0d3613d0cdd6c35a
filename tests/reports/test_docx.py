"""The Word file held to Nghị định 30/2020/NĐ-CP, Annex I, figure by figure."""

import re

import pytest
from docx.oxml.ns import qn

from chungtay.documents.formats.times import MM_PER_POINT, longest, width
from chungtay.documents.rules import Table

from . import edges
from .made_up import cluster_review
from .reading import paragraphs
from .word import TWIPS, Word, part_texts

MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture(scope="module")
def word() -> Word:
    return Word(edges.review())


@pytest.fixture(scope="module")
def every() -> dict[str, Word]:
    return {name: Word(made()) for name, made in edges.EDGES.items()}


def test_page_is_a4_upright_with_the_decrees_margins(every: dict[str, Word]) -> None:
    for name, word in every.items():
        first = word.sections[0]
        assert (first.width, first.height, first.orientation) == (11906, 16838, "portrait"), name
        in_mm = {side: round(twips / TWIPS, 1) for side, twips in first.margins.items()}
        assert in_mm == {"top": 20, "bottom": 20, "left": 30, "right": 20}, name


def test_annexes_lie_landscape_and_number_their_own_pages(word: Word) -> None:
    assert len(word.sections) == 3
    for section in word.sections[1:]:
        assert (section.width, section.height, section.orientation) == (16838, 11906, "landscape")
        assert section.starts_at == "1"
        assert section.hides_first


def test_report_without_annexes_stays_upright_with_its_headers(every: dict[str, Word]) -> None:
    (only,) = every["bare"].sections
    assert only.orientation == "portrait" and only.headers.keys() == {"default", "first"}


def test_page_number_stands_centred_in_the_top_margin_and_not_on_the_first_page(word: Word) -> None:
    first = word.sections[0]
    assert first.hides_first
    header = word.part(first.headers["default"])
    (instruction,) = header.iter(qn("w:instrText"))
    assert instruction.text == "PAGE"
    assert {size.get(qn("w:val")) for size in header.iter(qn("w:sz"))} == {"26"}
    assert [jc.get(qn("w:val")) for jc in header.iter(qn("w:jc"))] == ["center"]
    assert not list(word.part(first.headers["first"]).iter(qn("w:instrText")))
    assert not list(header.iter(qn("w:b"), qn("w:i")))
    assert first.header_distance < first.margins["top"]


def test_watermark_stands_behind_every_page_of_illustrative_data(word: Word) -> None:
    headers = word.sections[0].headers
    for kind in ("default", "first"):
        assert word.watermarks(headers[kind]) == ["DỮ LIỆU MINH HỌA"]
    assert all(not section.headers for section in word.sections[1:])  # annexes take the headers of the report


def test_real_data_carries_no_watermark(every: dict[str, Word]) -> None:
    headers = every["published"].sections[0].headers
    assert [word for kind in headers.values() for word in every["published"].watermarks(kind)] == []


@pytest.mark.parametrize(
    ("text", "size", "bold", "italic", "side"),
    [
        ("HỘI CHỮ THẬP ĐỎ TỈNH QUẢNG NINH", 12, False, False, "center"),
        ("CỤM THI ĐUA SỐ 2", 12, True, False, "center"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, True, False, "center"),
        (MOTTO, 13, True, False, "center"),
        (re.compile(r"Số:\s+/BC-CTĐ"), 13, False, False, "center"),
        (re.compile(r"Quảng Yên, ngày\s+tháng\s+năm\s2024"), 13, False, True, "center"),
        ("BÁO CÁO", 14, True, False, "center"),
        ("phương hướng, nhiệm vụ năm 2025", 14, True, False, "center"),
        ("Kính gửi: Hội Chữ thập đỏ tỉnh Quảng Ninh.", 14, False, False, "center"),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", 14, True, False, "left"),
        ("2. Kết quả chung", 14, True, False, "left"),
        (re.compile("Trong 10 tháng năm 2024, Cụm thi đua số 2 đã trợ giúp.*"), 14, False, False, "both"),
        ("- Tết Nhân ái: 6.120 suất quà trị giá trên 3,4 tỷ đồng.", 14, False, False, "both"),
        ("Nơi nhận:", 12, True, True, "left"),
        ("- Hội Chữ thập đỏ tỉnh (báo cáo);", 11, False, False, "left"),
        ("- Lưu: VT.", 11, False, False, "left"),
        ("TM. CỤM THI ĐUA SỐ 2", 14, True, False, "center"),
        ("Nguyễn Thị Hồng Hạnh", 14, True, False, "center"),
        ("Phụ lục I", 14, True, False, "center"),
        ("SỐ LIỆU 10 THÁNG NĂM 2024 THEO ĐƠN VỊ", 14, True, False, "center"),
        (re.compile(r"\(Kèm theo Báo cáo số\s+/BC-CTĐ ngày.*của Cụm thi đua số 2\)"), 14, False, True, "center"),
    ],
)
def test_element_has_the_decrees_size_and_weight(
    word: Word, text: str | re.Pattern[str], size: int, bold: bool, italic: bool, side: str
) -> None:
    look = word.look(text)
    assert (look.size, look.bold, look.italic, look.side) == (size, bold, italic, side)


def test_running_text_is_justified_with_indent_gap_and_spacing_in_the_decrees_bounds(word: Word) -> None:
    for style in ("ReportBody", "ReportItem"):
        look = word.style(style)
        assert look.side == "both"
        assert 10 <= look.first_line / TWIPS <= 12.71
        assert look.after >= 6
        assert 1 <= look.line <= 1.5


def test_everything_is_times_new_roman_black_on_white(word: Word) -> None:
    assert word.faces() == {"Times New Roman"}
    colours = word.colours() - {"auto", "000000"}
    assert colours == {"7A1F1F"}  # a gap that somebody must still fill


def test_rules_are_drawn_and_neither_typed_nor_underlined(every: dict[str, Word]) -> None:
    for name, word in every.items():
        assert not list(word.body.iter(qn("w:u"))), name
        assert not re.search(r"[─—_]{2,}|-{3,}", "\n".join(part_texts(word.body))), name
        assert len(word.rules()) == 3, name


def test_rule_below_the_motto_is_as_long_as_its_text(every: dict[str, Word]) -> None:
    for word in every.values():
        assert word.rules()["motto"] == pytest.approx(width(MOTTO, 13, bold=True) * MM_PER_POINT, abs=0.2)


def test_rules_below_issuer_and_subject_are_a_third_to_a_half_of_their_text(every: dict[str, Word]) -> None:
    for name, word in every.items():
        head, rules = word.review.head, word.rules()
        for rule, texts, room, size in (("issuer", (head.issuer,), 62, 12), ("subject", head.subject, 160, 14)):
            text = longest(texts, room / MM_PER_POINT, size) * MM_PER_POINT
            assert 1 / 3 <= rules[rule] / text <= 1 / 2, (name, rule)


def test_state_and_motto_sit_on_one_line_beside_the_longest_issuer(every: dict[str, Word]) -> None:
    for word in every.values():
        room = word.cell_width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        assert width("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, bold=True) * MM_PER_POINT < room
        assert word.cell_padding("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == (0, 0)


def test_place_and_date_stand_in_the_row_of_the_number(word: Word) -> None:
    _number, place = word.row_of(re.compile(r"Số:\s+/BC-CTĐ"))
    assert place.startswith("Quảng Yên, ngày")


def test_signature_stands_beside_the_recipients_and_keeps_the_closing_with_it(every: dict[str, Word]) -> None:
    _recipients, post = every["review"].row_of("Nơi nhận:")
    assert post == "TM. CỤM THI ĐUA SỐ 2"
    for word in every.values():
        closing = word.paragraph(re.compile(r".*\./\."))
        assert closing.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_several_addressees_stand_each_on_its_own_line(every: dict[str, Word]) -> None:
    texts = part_texts(every["long_names"].body)
    start = texts.index("Kính gửi:")
    assert texts[start + 1 : start + 3] == [
        "- Hội Chữ thập đỏ tỉnh Quảng Ninh;",
        "- Ban Thi đua - Khen thưởng tỉnh Quảng Ninh.",
    ]


def test_every_sentence_and_every_cell_is_in_the_file(every: dict[str, Word]) -> None:
    for name, word in every.items():
        text = "\n".join(part_texts(word.body))
        for line in paragraphs(word.review):
            assert line in text, (name, line)
        for table in (b for annex in word.review.annexes for b in annex.blocks if isinstance(b, Table)):
            assert table.title in text
            assert all(cell.text in text for row in (*table.rows, table.total) for cell in row)


def test_data_tables_repeat_their_heading_and_tear_no_row(every: dict[str, Word]) -> None:
    for name in ("review", "province"):
        tables = every[name].data_tables()
        assert len(tables) == len([b for a in every[name].review.annexes for b in a.blocks])
        for table in tables:
            first, *rest = table.findall(qn("w:tr"))
            assert first.find(f".//{qn('w:tblHeader')}") is not None
            assert all(row.find(f".//{qn('w:tblHeader')}") is None for row in rest)
            assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (first, *rest))
            assert {b.get(qn("w:sz")) for b in table.find(f".//{qn('w:tblBorders')}")} == {"4"}  # half a point


def test_no_row_of_a_table_stands_alone_on_a_page(every: dict[str, Word]) -> None:
    for table in every["province"].data_tables():
        rows = table.findall(qn("w:tr"))
        keeps = [row.find(f".//{qn('w:keepNext')}") is not None for row in rows]
        assert keeps[0] and keeps[1] and keeps[-2] and not keeps[-1]
        assert not all(keeps[:-1])  # a long table may still be broken


def test_tables_and_charts_stay_between_the_margins(every: dict[str, Word]) -> None:
    for word in every.values():
        for table in word.data_tables():
            widths = [int(column.get(qn("w:w"))) for column in table.iter(qn("w:gridCol"))]
            assert sum(widths) <= word.sections[-1].text_width + len(widths)
        for chart in word.body.iter(qn("wp:inline")):
            assert int(chart.find(qn("wp:extent")).get("cx")) / 635 <= word.sections[0].text_width
            assert {chart.get(side) for side in ("distT", "distB", "distL", "distR")} == {"0"}


def test_chart_tells_readers_who_cannot_see_it_what_it_shows(word: Word) -> None:
    told = [chart.find(qn("wp:docPr")) for chart in word.body.iter(qn("wp:inline"))]
    assert [one.get("name").split(":")[0] for one in told] == [
        "Hạ Long đạt tổng trị giá cao nhất",
        "Tháng 2 tiếp nhận nhiều máu nhất",
    ]
    assert all("Đông Triều 1,2 tỷ" in one.get("descr") for one in told[:1])


def test_position_in_the_ledger_is_printed_on_what_is_published_alone(every: dict[str, Word]) -> None:
    anchor = f"Số liệu đọc tại bút toán số 812 của sổ cái, mã kiểm tra {'9f86d081884c7d65' * 4}."
    assert anchor in part_texts(every["published"].body)
    assert not any("bút toán" in text for text in part_texts(every["review"].body))


def test_hostile_own_words_and_names_are_printed_as_they_are() -> None:
    word = Word(edges.review(words={"direction": edges.HOSTILE}, members=(), by_unit=edges.renamed(edges.HOSTILE_READ)))
    texts = part_texts(word.body)
    assert edges.HOSTILE_READ in texts
    assert texts.count(edges.HOSTILE_READ) == 1 + 6 * len(word.data_tables()[:-1])


def test_material_is_not_changed_by_being_written() -> None:
    material = cluster_review()
    Word(edges.review())
    assert material == cluster_review()
