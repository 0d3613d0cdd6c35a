"""The PDF held to Nghị định 30/2020/NĐ-CP and to readers of every kind."""

import pytest
import typst

from chungtay.documents.formats import faces
from chungtay.documents.formats import pdf as write_pdf
from chungtay.documents.rules import Table
from chungtay.reports.rules.wording import STATE_WORDS

from . import edges
from .portable import MM, Piece, Portable, squeezed
from .reading import paragraphs

A4 = (210 * MM, 297 * MM)
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


@pytest.fixture(scope="module")
def every() -> dict[str, Portable]:
    return {name: Portable(made()) for name, made in edges.EDGES.items()}


@pytest.fixture(scope="module")
def file(every: dict[str, Portable]) -> Portable:
    return every["review"]


def upright(file: Portable) -> list[int]:
    return [index for index, page in enumerate(file.pages) if page.mediabox.width < page.mediabox.height]


def test_report_is_a4_upright_and_annexes_are_a4_landscape(every: dict[str, Portable]) -> None:
    for name, file in every.items():
        sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in file.pages]
        standing = upright(file)
        assert standing == list(range(len(standing))), name
        for index, size in enumerate(sizes):
            assert size == pytest.approx(A4 if index in standing else A4[::-1], abs=0.1), name
        assert bool(file.review.annexes) == (len(standing) < len(sizes)), name


def test_review_of_the_cluster_takes_four_pages_and_its_annexes_four(file: Portable) -> None:
    assert (len(upright(file)), len(file.pages)) == (4, 8)


def test_every_sentence_of_the_report_is_in_the_file(every: dict[str, Portable]) -> None:
    for name, file in every.items():
        for line in paragraphs(file.review):
            assert squeezed(line) in file.text, (name, line)


def test_every_cell_of_the_annexes_is_in_the_file(every: dict[str, Portable]) -> None:
    for name, file in every.items():
        tables = [b for annex in file.review.annexes for b in annex.blocks if isinstance(b, Table)]
        for table in tables:
            assert squeezed(table.title) in file.text
            for row in (*table.rows, table.total):
                assert all(squeezed(cell.text) in file.text for cell in row), name


def test_watermark_stands_on_every_page_of_illustrative_data_and_nowhere_else(every: dict[str, Portable]) -> None:
    for name, file in every.items():
        marked = ["DỮ LIỆU MINH HỌA" in text for text in file.texts]
        assert all(marked) if file.review.watermark else not any(marked), name


def test_pages_are_numbered_in_the_top_margin_each_part_by_itself_and_first_pages_not(
    every: dict[str, Portable],
) -> None:
    for name, file in every.items():
        numbers = []
        for page, placed in zip(file.pages, file.pieces, strict=True):
            height, width = float(page.mediabox.height), float(page.mediabox.width)
            top = [p for p in placed if p.y > height - 20 * MM and p.text.isdigit()]
            assert all(p.size == 13 and 30 * MM + (width - 50 * MM) / 2 - p.x < 8 for p in top)
            numbers.append(int(top[0].text) if top else None)
        starts = [index for index, number in enumerate(numbers) if number is None]
        assert len(starts) == 1 + len(file.review.annexes), name
        counted = [index - max(s for s in starts if s <= index) + 1 for index in range(len(numbers))]
        assert numbers == [None if index in starts else counted[index] for index in range(len(numbers))], name


def test_text_keeps_within_the_margins(every: dict[str, Portable]) -> None:
    for name, file in every.items():
        for page, placed in zip(file.pages, file.pieces, strict=True):
            body = [p for p in placed if p.size != 58 and not (p.text.isdigit() and p.size == 13)]
            assert min(p.x for p in body) >= 30 * MM - 0.5, name
            assert min(p.y for p in body) >= 20 * MM - 0.5, name
            assert max(p.y for p in body) <= float(page.mediabox.height) - 20 * MM, name


def found(file: Portable, text: str, page: int = 0) -> Piece:
    return next(p for p in file.pieces[page] if p.text.startswith(text))


@pytest.mark.parametrize(
    ("text", "size", "style"),
    [
        ("HỘI CHỮ THẬP ĐỎ TỈNH", 12, "Regular"),
        ("CỤM THI ĐUA SỐ 2", 12, "Bold"),
        (STATE, 12, "Bold"),
        (MOTTO, 13, "Bold"),
        ("Số:", 13, "Regular"),
        ("Quảng Yên, ngày", 13, "Italic"),
        ("BÁO CÁO", 14, "Bold"),
        ("Kết quả công tác Hội", 14, "Bold"),
        ("Kính gửi:", 14, "Regular"),
        ("I. ĐẶC ĐIỂM TÌNH HÌNH", 14, "Bold"),
        ("Chiều ngày 11/11/2024", 14, "Regular"),
    ],
)
def test_element_has_the_decrees_size_and_weight(file: Portable, text: str, size: int, style: str) -> None:
    piece = found(file, text)
    assert piece.size == size
    assert piece.face.removesuffix("-Identity-H").endswith(style)


def test_signature_and_recipients_have_the_decrees_sizes(file: Portable) -> None:
    last = upright(file)[-1]
    assert (found(file, "Nơi nhận:", last).size, found(file, "- Lưu: VT.", last).size) == (12, 11)
    assert found(file, "CỤM TRƯỞNG", last).size == found(file, "Nguyễn Thị Hồng Hạnh", last).size == 14
    assert found(file, "Nơi nhận:", last).y == pytest.approx(found(file, "TM. CỤM", last).y, abs=4)


def test_state_sits_on_one_line_and_the_date_in_the_row_of_the_number(every: dict[str, Portable]) -> None:
    for file in every.values():
        texts = [p.text for p in file.pieces[0]]
        assert STATE in texts and MOTTO in texts
        number = next(p for p in file.pieces[0] if p.text.startswith("Số:"))
        date = next(p for p in file.pieces[0] if p.face.startswith("Tinos-Italic") or "Italic" in p.face)
        assert number.y == pytest.approx(date.y, abs=0.1)


def test_running_text_is_indented_and_its_lines_keep_the_decrees_distance(file: Portable) -> None:
    first = found(file, "Chiều ngày 11/11/2024")
    assert first.x == pytest.approx(30 * MM + 12.7 * MM, abs=0.5)
    second = found(file, "chức hội nghị")
    assert second.x == pytest.approx(30 * MM, abs=0.5)
    single, half_more = 1.15 * 14, 1.5 * 1.15 * 14
    assert single <= first.y - second.y <= half_more
    after = found(file, "Cụm thi đua số 2 gồm có")
    before = found(file, "nhiệm vụ năm 2025 tại Cụm")
    assert before.y - after.y >= (first.y - second.y) + 6 - 0.1


def test_closing_words_stay_with_the_signature(every: dict[str, Portable]) -> None:
    for file in every.values():
        last = file.texts[upright(file)[-1]]
        assert squeezed(paragraphs(file.review)[-1]) in squeezed(last)


def test_heading_of_a_table_is_repeated_on_every_page(every: dict[str, Portable]) -> None:
    file = every["province"]
    listed = [text for page, text in enumerate(file.texts) if page not in upright(file)]
    assert all("TT" in text for text in listed)


def test_total_of_a_table_never_stands_without_a_row(every: dict[str, Portable]) -> None:
    file = every["province"]
    for pieces in file.pieces[len(upright(file)) :]:
        placed = sorted(pieces, key=lambda p: -p.y)
        for index, piece in enumerate(placed):
            if piece.text == "Tổng cộng":
                assert any(p.text.startswith("Phường số") for p in placed[:index])


def test_file_is_tagged_titled_and_vietnamese(file: Portable) -> None:
    root = file.reader.trailer["/Root"]
    assert root["/Lang"] == "vi-VN"
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert file.reader.metadata is not None
    assert file.reader.metadata.title == "Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2"
    assert file.reader.outline[0]["/Title"].startswith("I. ")


def test_charts_carry_their_description(file: Portable) -> None:
    alternatives = [str(o.get("/Alt")) for o in _objects(file) if o.get("/Alt")]
    assert sorted(text.split(":")[0] for text in alternatives) == [
        "Tổng trị giá hoạt động, 10 tháng năm 2024",
        "Đơn vị máu tiếp nhận theo tháng",
    ]


def _objects(file: Portable) -> list[dict[str, object]]:
    numbers = range(1, int(file.reader.trailer["/Size"]))
    objects = [file.reader.get_object(number) for number in numbers]
    return [one for one in objects if isinstance(one, dict)]


def test_file_holds_no_moment_of_the_clock(file: Portable) -> None:
    assert file.reader.metadata is not None
    assert file.reader.metadata.creation_date_raw is None
    assert file.reader.metadata.modification_date_raw is None


def test_fonts_are_carried_by_the_file_and_of_one_family(every: dict[str, Portable]) -> None:
    for name, file in every.items():
        assert all(file.fonts.values()), name
        assert {face.split("-")[0] for face in file.fonts} == {faces.face().replace(" ", "")}, name


def test_position_in_the_ledger_is_printed_on_what_is_published_alone(every: dict[str, Portable]) -> None:
    assert squeezed(f"mã kiểm tra {'9f86d081884c7d65' * 4}.") in every["published"].text
    assert "bút toán" not in "".join(every["review"].texts)


def test_hostile_own_words_and_names_are_printed_as_they_are() -> None:
    file = Portable(edges.review(words={"direction": edges.HOSTILE}, by_unit=edges.renamed(edges.HOSTILE_READ)))
    assert file.text.count(squeezed(edges.HOSTILE_READ)) >= 7


def test_states_stand_in_words_in_their_cells(every: dict[str, Portable]) -> None:
    assert STATE_WORDS["not_reported"] in "".join(every["partial"].texts)
    assert STATE_WORDS["zero"] in "".join(every["review"].texts)


@pytest.fixture
def set_in(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Sets the review with other fonts than this machine's."""
    import importlib

    module = importlib.import_module("chungtay.documents.formats.pdf")

    def set_with(fonts: typst.Fonts) -> Portable:
        compiler = typst.Compiler(font_paths=fonts)
        monkeypatch.setattr(module, "_compiler", lambda: compiler)
        monkeypatch.setattr(module, "face", lambda: faces.chosen(fonts))
        review = edges.review(words={"direction": edges.ALL_LETTERS})
        return Portable(review, write_pdf(review))

    return set_with


def test_without_any_twin_of_times_the_embedded_serif_has_every_letter(set_in) -> None:  # type: ignore[no-untyped-def]
    fonts = faces.read_from([], system=False)
    file = set_in(fonts)
    assert faces.chosen(fonts) == faces.EMBEDDED
    assert {face.split("-")[0] for face in file.fonts} == {"LibertinusSerif"}
    assert squeezed(edges.ALL_LETTERS) in file.text
    assert STATE in [p.text for p in file.pieces[0]]


def test_built_face_has_every_letter_and_every_style(set_in) -> None:  # type: ignore[no-untyped-def]
    fonts = faces.read_from([str(faces.FOLDER)], system=False)
    assert faces.BUILT in fonts.families(), "make setup builds it"
    file = set_in(fonts)
    assert set(file.fonts) == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert squeezed(edges.ALL_LETTERS) in file.text


def test_machines_own_fonts_never_mix_two_faces_in_one_document(set_in) -> None:  # type: ignore[no-untyped-def]
    fonts = faces.read_from([], system=True)
    file = set_in(fonts)
    assert {face.split("-")[0] for face in file.fonts} == {faces.chosen(fonts).replace(" ", "")}
    assert squeezed(edges.ALL_LETTERS) in file.text


def test_face_that_lacks_a_letter_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = faces.read_from([], system=False)
    monkeypatch.setattr(faces, "TWINS", ("Not A Face", "Libertinus Serif"))
    monkeypatch.setattr(faces, "EMBEDDED", "DejaVu Sans Mono")
    assert faces.chosen(fonts) == "Libertinus Serif"
    monkeypatch.setattr(faces, "_PROBE", faces._PROBE.replace("ạa", "쀍a"))
    assert faces.chosen(fonts) == "DejaVu Sans Mono"
