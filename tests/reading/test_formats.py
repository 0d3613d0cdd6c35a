"""Text files and saved pages: what a document is, whatever it was written in."""

import quopri
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.unpacking.formats import Unreadable, UnreadKind, read_document, read_text
from chungtay.unpacking.rules import BlockKind, Document

SENTENCE = "Hội Chữ thập đỏ tỉnh Quảng Ninh đã trợ giúp trên 22.200 lượt người với tổng trị giá gần 10,9 tỷ đồng."
TCVN3 = (
    "Héi Ch÷ thËp ®á tØnh Qu¶ng Ninh ®· trî gióp trªn 22.200 l\u00adît ng\u00adêi víi tæng trÞ gi¸ gÇn 10,9 tû ®ång."
)
VNI = "Hoäi Chöõ thaäp ñoû tænh Quaûng Ninh ñaõ trôï giuùp treân 22.200 löôït ngöôøi vôùi toång trò giaù gaàn 10,9 tyû ñoàng."

PAGE = """<!DOCTYPE html><html><head><title>Giao ban Cụm 2 - Báo tỉnh</title>
<meta property="og:title" content="Hội Chữ thập đỏ tỉnh giao ban công tác hội tại Cụm thi đua số 2">{meta}</head>
<body class="single has-sidebar"><header><div>Thứ Bảy, 23/11/2024 14:18 (GMT +7)</div>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/x">Trao 500 suất quà</a></li></ul></nav></header>
<div><div class="main"><h1>Hội Chữ thập đỏ tỉnh giao ban công tác hội tại Cụm thi đua số 2</h1>
<div class="date">Thứ 2, 11/11/2024 | 16:31:00 [GMT +7] <span>A</span> <span>A</span></div>
<div class="sapo"><b>Chiều 11/11, tại TX Quảng Yên, Hội Chữ thập đỏ tỉnh tổ chức hội nghị giao ban công tác hội năm 2024.</b></div>
<div class="content"><p>Trong 10 tháng năm 2024, Cụm thi đua số 2 đã trợ giúp trên 22.200 lượt người, trị giá gần 10,9 tỷ đồng.</p>
<figure><img src="data:image/png;base64,AAAA"><figcaption>Trao 20 suất quà cho hộ nghèo</figcaption></figure>
<table><tr><th rowspan="2">Đơn vị</th><th colspan="2">Kết quả</th></tr><tr><th>Lượt người</th><th>Trị giá</th></tr>
<tr><td>Hạ Long</td><td>1.200</td><td>350,5</td></tr><tr><td>Cẩm Phả</td><td>900</td><td>-</td></tr></table>
<p>Công tác chăm sóc sức khỏe cộng đồng được triển khai với 5.482 trường hợp được hỗ trợ, trị giá trên 1,7 tỷ đồng.</p>
<p>Dương Trường</p><p>Tin liên quan</p><ul><li><a href="/y">Trao 300 suất quà</a></li></ul></div>
<div id="binh-luan"><p>Ý kiến (2)</p><p>Mong Hội trao thêm 1.000 suất quà nữa cho bà con nghèo ở vùng sâu, vùng xa của tỉnh nhà nhé.</p>
</div></div><div class="sidebar"><p>Đọc nhiều</p></div></div><footer><p>Điện thoại: 0203.3835.123</p></footer></body></html>"""


def kinds(document: Document) -> dict[str, BlockKind]:
    """Each block's text with its kind."""
    return {block.span.of(document.text): block.kind for block in document.blocks}


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-8-sig"),
        SENTENCE.encode("utf-16"),
        SENTENCE.encode("utf-16-le"),
        TCVN3.encode("latin-1"),
        TCVN3.encode(),
        VNI.encode("cp1252"),
        VNI.encode(),
    ],
)
def test_a_sentence_is_the_same_in_every_encoding(data: bytes) -> None:
    assert read_document("a.txt", data).text == SENTENCE


def test_words_of_unicode_are_never_taken_for_an_old_encoding() -> None:
    for text in ("cà phê, món quà của bà", "Café Zürich, größer als Málaga", "100 é", SENTENCE):
        assert read_text("a", text).text == text


def test_a_page_saved_as_text_bears_the_day_beside_its_title_not_the_clock_of_the_site() -> None:
    body = f"Chiều 11/11, {SENTENCE[0].lower()}{SENTENCE[1:]}"
    lines = ("Tất cả chuyên mục", "Thứ Bảy, 23/11/2024 14:18 (GMT +7)", "Hội Chữ thập đỏ tỉnh giao ban tại Cụm thi đua số 2",
             "Thứ 2, 11/11/2024 | 16:31:00 [GMT +7] A A", body, SENTENCE, "Dương Trường", "Liên kết website", "Ý kiến ()")  # fmt: skip
    document = read_text("trang.txt", "\n".join(lines))
    assert (document.title, document.dated) == (lines[2], date(2024, 11, 11))
    assert [block.kind for block in document.blocks] == [
        BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.TITLE, BlockKind.DATELINE, BlockKind.LEAD, BlockKind.PARAGRAPH,
        BlockKind.FURNITURE, BlockKind.FURNITURE, BlockKind.FURNITURE,
    ]  # fmt: skip


@pytest.mark.parametrize("meta", ["", '<meta property="article:published_time" content="2024-11-11T16:31:00+07:00">'])
def test_a_saved_page_is_its_article_and_all_else_is_furniture(meta: str) -> None:
    document = read_document("trang.html", PAGE.format(meta=meta).encode())
    told = kinds(document)
    assert document.title == "Hội Chữ thập đỏ tỉnh giao ban công tác hội tại Cụm thi đua số 2"
    assert document.dated == date(2024, 11, 11)
    read = [block.span.of(document.text) for block in document.prose()]
    assert [text.split()[0] for text in read] == ["Hội", "Thứ", "Chiều", "Trong", "Trao", "Công"]
    assert told["Trao 20 suất quà cho hộ nghèo"] is BlockKind.CAPTION
    for furniture in ("Trang chủ", "Trao 500 suất quà", "Trao 300 suất quà", "Ý kiến (2)", "Điện thoại: 0203.3835.123"):
        assert told[furniture] is BlockKind.FURNITURE
    assert not any("1.000 suất" in text for text in read)
    (table,) = document.tables
    assert [(c.row, c.column, c.rows, c.columns) for c in table.cells[:4]] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip


def test_a_letter_has_its_title_its_day_and_no_figures_in_its_head_or_foot() -> None:
    text = """HỘI CHỮ THẬP ĐỎ TỈNH
Số: 123/BC-CTĐ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Yên, ngày 31 tháng 10 năm 2024
BÁO CÁO
Kết quả công tác Hội 10 tháng năm 2024
I. CÔNG TÁC XÃ HỘI
1. Tết nhân ái: trao 1.200 suất quà, trị giá 600 triệu đồng.
- Hỗ trợ 20 hộ nghèo;
Nơi nhận:
- Lưu: VT (02 bản)."""
    short = text.replace("I. CÔNG TÁC XÃ HỘI", "Hội đã trao 5 suất quà\nTặng 5 xe đạp.")
    assert read_text("bc.txt", short).title == "BÁO CÁO Kết quả công tác Hội 10 tháng năm 2024"
    document = read_text("bc.txt", text)
    assert (document.title, document.dated) == ("BÁO CÁO Kết quả công tác Hội 10 tháng năm 2024", date(2024, 10, 31))
    told = kinds(document)
    assert told["Số: 123/BC-CTĐ"] is told["- Lưu: VT (02 bản)."] is BlockKind.FURNITURE
    assert told["I. CÔNG TÁC XÃ HỘI"] is BlockKind.HEADING
    assert told["- Hỗ trợ 20 hộ nghèo;"] is BlockKind.ITEM


def test_lines_broken_by_a_program_are_whole_paragraphs_again() -> None:
    words, lines = (SENTENCE + " ").split(" "), [""]
    for word in words * 4:
        if len(lines[-1]) + len(word) > 70:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    document = read_text("a.txt", "\n".join(lines))
    assert " ".join(document.text.split()) == " ".join([SENTENCE] * 4)
    assert max(len(block.span.of(document.text)) for block in document.blocks) > 2 * 70


@pytest.mark.parametrize(
    ("name", "data", "kind", "evidence"),
    [
        ("a.txt", b" \r\n ", UnreadKind.EMPTY, False),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, UnreadKind.IMAGE, True),
        ("a.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 50, UnreadKind.IMAGE, True),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), UnreadKind.OLD_OFFICE, True),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), UnreadKind.ENCRYPTED, True),
        ("a.bin", bytes(range(256)) * 20, UnreadKind.OTHER, False),
        ("a.txt", b"a" * 50_000_000, UnreadKind.TOO_LARGE, False),
        ("a.txt", b"a" * 70_000_000, UnreadKind.TOO_LARGE, False),
        ("a.txt", b"1\n" * 1_000_000, UnreadKind.TOO_LARGE, False),
        ("a.html", b"<html><table>" + b"<tr><td rowspan=99 colspan=99>1</td>" * 100_000, UnreadKind.TOO_LARGE, False),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_it_is(name: str, data: bytes, kind: UnreadKind, evidence: bool) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(name, data)
    assert (refused.value.kind, refused.value.evidence) == (kind, evidence)


def test_a_page_nested_without_end_is_read_whole_or_refused() -> None:
    above = f"<html><body><p>{SENTENCE}</p>"
    for nested in ("<div>" * 300, "<div>" * 90_000, "<table><tr><td>" * 3_000, "<b>" * 5_000):
        with pytest.raises(Unreadable) as refused:
            read_document("a.html", f"{above}{nested}{SENTENCE}".encode())
        assert refused.value.kind is UnreadKind.HOSTILE
    unclosed = f"{above}{'<font>' * 400}<p>{SENTENCE}</p>"
    assert read_document("a.html", unclosed.encode()).text == f"{SENTENCE}\n{SENTENCE}"


def test_a_page_saved_as_one_file_with_its_pictures_is_the_page() -> None:
    page = PAGE.format(meta="").encode()
    head = b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="b"\r\n\r\n--b\r\n'
    encoding = b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    saved = head + encoding + quopri.encodestring(page) + b"\r\n--b--\r\n"
    assert read_document("a.mhtml", saved).text == read_document("a.html", page).text
    for empty in (head, head + b"Content-Type: image/png\r\n\r\nx\r\n--b--"):
        with pytest.raises(Unreadable):
            read_document("a.mhtml", empty)


def test_a_headline_without_a_mark_of_its_own_is_the_title() -> None:
    headline, plain = "Hội Chữ thập đỏ tỉnh trao 1.500 suất quà", f"Ngày 20/10, {SENTENCE}"
    page = f"<html><body><div><a>Trang chủ</a></div><div><div>{headline}</div><div>Thứ Sáu, 01/11/2024</div><div>{plain}</div></div>"
    assert read_document("a.html", page.encode()).title == headline
    assert read_text("a", f"{headline}\n{plain}").title == headline
    for chat in (f"{headline}.\n{plain}", f"{headline}\nTặng 5 xe đạp", f"{headline}:\n{plain}"):
        assert read_text("a", chat).title is None


PIECES = st.one_of(
    st.sampled_from(
        ["<p>", "</p>", "<table><tr><td>", "<td colspan=3>", "</table>", "<h1>", "<nav>", "&shy;", "BÁO CÁO", "\n", "\n\n", " - ", TCVN3, VNI,
         SENTENCE, "Thứ 2, 11/11/2024 | 16:31", "ngày 31 tháng 10 năm 2024", "Độc lập - Tự do - Hạnh phúc", "Nơi nhận:", "Ý kiến ()", "1. "]
    ),
    st.text(max_size=30),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(PIECES, max_size=30),
    st.sampled_from(["", "<html>", "<table>"]),
    st.sampled_from(["utf-8", "utf-16", "cp1258"]),
)
def test_any_text_is_a_document_whose_places_are_true_or_is_refused(
    pieces: list[str], before: str, encoding: str
) -> None:
    data = (before + "".join(pieces)).encode(encoding, "replace")
    try:
        document = read_document("a", data)
    except Unreadable:
        return
    end = -1
    for block in document.blocks:
        assert end < block.span.start < block.span.end <= len(document.text)
        assert block.span.of(document.text) == " ".join(block.span.of(document.text).split())
        end = block.span.end
    spans = {block.span for block in document.blocks}
    assert all(cell.span in spans for table in document.tables for cell in table.cells)
