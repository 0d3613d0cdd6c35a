"""Files that offices save, and files that mean harm."""

import io
import zipfile
from datetime import date, datetime

import pytest

from chungtay.exchange.formats import sheets_of
from chungtay.exchange.formats.sheets import CellMark, column_index, column_letter
from chungtay.exchange.formats.writing import Comment, Page, Validation, csv_bytes, xlsx_bytes
from chungtay.kernel.errors import Refusal

from .sheets import xlsx_file

ROWS = [["key", "unit", "gift.count"], ["a", "22.206", "1.500"], ["b", "22.206", "7"]]
SHEET_XML = "xl/worksheets/sheet1.xml"


def text_rows(data: bytes, name: str = "a.csv") -> list[list[str]]:
    return [[str(cell) for cell in row] for row in sheets_of(data, name)[0].rows()]


def refusal(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(Refusal) as refused:
        for sheet in sheets_of(data, name):
            list(sheet.rows())
    return str(refused.value)


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """An XLSX with one member replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, content if member == name else old.read(member))
    return out.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_csv_is_read_with_any_delimiter_and_with_or_without_byte_order_mark(delimiter: str, mark: bytes) -> None:
    data = mark + "\r\n".join(delimiter.join(row) for row in ROWS).encode()
    assert text_rows(data) == ROWS


def test_a_semicolon_file_may_hold_decimal_commas() -> None:
    data = b"key;unit;goods.rice;gift.value\r\na;22.206;1,5;2,5\r\nb;22.206;3,5;4,5\r\n"
    assert text_rows(data)[1] == ["a", "22.206", "1,5", "2,5"]


def test_a_title_line_with_commas_does_not_decide_the_delimiter() -> None:
    data = "Báo cáo, tháng 10, năm 2024\nkey;unit;date;gift.count\na;22.206;01/10/2024;5\n".encode()
    assert text_rows(data)[1] == ["key", "unit", "date", "gift.count"]


def test_real_excel_dates_come_as_days_and_the_sheet_keeps_its_row_numbers() -> None:
    data = xlsx_file([], [], ["key", "date", "n"], ["a", date(2024, 10, 1), 12])
    rows = list(sheets_of(data, "a.xlsx")[0].rows())
    assert rows[3] == ["a", date(2024, 10, 1), 12.0] and sheets_of(data, "a.xlsx")[0].height == 4


def test_a_batch_can_begin_anywhere() -> None:
    sheet = sheets_of(b"h,h\na,1\nb,2\nc,3\n", "x.csv")[0]
    assert list(sheet.batches(2, after=1)) == [(2, [["a", "1"], ["b", "2"]]), (4, [["c", "3"]])]


@pytest.mark.parametrize("size", [1, 2])
def test_a_line_that_cannot_be_read_is_named_wherever_reading_begins(size: int) -> None:
    sheet = sheets_of(b"h,h\na,1\nb,2\nc," + b"x" * 40_000 + b"\n", "x.csv")[0]
    with pytest.raises(Refusal, match="CSV") as refused:
        list(sheet.batches(size, after=1))
    assert refused.value.params["line"] == 4


@pytest.mark.parametrize("text", ["a,1\nb,2\nc,3\nd,4\ne,5\nf,6\ng,7", 'a,1\nb,2\n"c\nc",3\nd,4\ne,5\n"f",6\ng,7\n'])
@pytest.mark.parametrize("number", [0, 5])
def test_batches_that_are_not_wanted_are_passed_over(text: str, number: int) -> None:
    sheet = sheets_of(f"h,h\n{text}".encode(), "x.csv")[0]
    every = list(sheet.batches(2, after=1))
    assert [first for first, _ in every] == [2, 4, 6, 8] and sum(len(rows) for _, rows in every) == 7
    assert sheet.height >= 8
    for mine in (0, 1):
        wanted = list(sheet.batches(2, after=1, number=number, wanted=lambda n, mine=mine: n % 2 == mine))
        assert wanted == [batch for at, batch in enumerate(every, number) if at % 2 == mine]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "rỗng"),
        (b"  \n ", "rỗng"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "mật khẩu"),
        ("đơn vị;ngày".encode("utf-16"), "UTF-8"),
        ("đơn vị;số\nQuảng Yên;5".encode("cp1258", "replace") + b"\xff\xfe\xf0", "UTF-8"),
        (b"unit,date\n\x00\x01,2", "UTF-8"),
        (b'unit,date\n"a,b\n', "CSV"),
        (b"PK\x03\x04 this is no archive", "XLSX"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(data: bytes, words: str) -> None:
    assert words in refusal(data, "a.csv")


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert "không phải XLSX" in refusal(out.getvalue())


def test_a_broken_sheet_is_refused() -> None:
    assert "XLSX" in refusal(repacked(xlsx_file(*ROWS), SHEET_XML, b"<worksheet><sheetData><row"))


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    bomb = repacked(xlsx_file(*ROWS), SHEET_XML, b" " * (80 * 2**20))
    assert len(bomb) < 2**20
    assert "phá hoại" in refusal(bomb)


def test_a_spoilt_directory_of_an_archive_is_refused_and_is_no_error() -> None:
    data = xlsx_file(*ROWS)
    entry = data.rindex(b"[Content_Types].xml") - 46  # where the directory tells of it
    newer = data[: entry + 6] + b"\xff" + data[entry + 7 :]  # needs version 25.5
    unnamed = data[: entry + 9] + b"\x08" + data[entry + 10 : entry + 47] + b"\xff" + data[entry + 48 :]  # no UTF-8
    assert refusal(newer) and refusal(unnamed)


def test_a_bomb_that_hides_in_another_member_is_refused() -> None:
    out = io.BytesIO(xlsx_file(*ROWS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(8):
            archive.writestr(f"xl/extra{number}.xml", b" " * (60 * 2**20))
    assert "phá hoại" in refusal(out.getvalue())


def test_two_far_corners_are_refused_before_the_range_is_laid_out() -> None:
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert "quá rộng" in refusal(repacked(xlsx_file(*ROWS), SHEET_XML, xml))


SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
CORNERS = SHEET.format(
    "<row r='1'><c r='A1'><v>1</v></c></row><row r = '1048576'><c r = 'XFD1048576'><v>1</v></c></row>"
)
FORMULA = SHEET.format("<row r='1'><c r='A1'><f>1+1</f><v>5</v></c><c r = 'B1' t = 'e'><v>#N/A</v></c></row>")
RELATIONS, WORKBOOK = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"


def moved(data: bytes, to: str, xml: str, target: str = "") -> bytes:
    """An XLSX whose sheet lies elsewhere, as its relations say."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        relations = archive.read(RELATIONS)
    told = relations.replace(b'Target="worksheets/sheet1.xml"', f"Target='{target or '/' + to}'".encode())
    assert told != relations
    out = io.BytesIO(repacked(data, RELATIONS, told))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(to, xml)
    return out.getvalue()


def test_quotes_and_spaces_hide_no_far_corner_and_no_formula() -> None:
    for corners in (CORNERS, CORNERS.replace("'", '"'), CORNERS.replace("'", '"').replace(" = ", "=")):
        assert "quá rộng" in refusal(repacked(xlsx_file(*ROWS), SHEET_XML, corners.encode()))
    (sheet,) = sheets_of(repacked(xlsx_file(*ROWS), SHEET_XML, FORMULA.encode()), "a.xlsx")
    assert sheet.marks == {(1, 0): CellMark.FORMULA, (1, 1): CellMark.ERROR}


@pytest.mark.parametrize(
    "to", ["xl/worksheets/data.bin", "xl/Worksheets/Sheet9.xml", "xl/worksheets/deep/s.xml", "xl/elsewhere/s.xml"]
)
def test_a_sheet_is_looked_into_wherever_the_workbook_keeps_it(to: str) -> None:
    assert "quá rộng" in refusal(moved(xlsx_file(*ROWS), to, CORNERS))
    try:
        found = sheets_of(moved(xlsx_file(*ROWS), to, FORMULA), "a.xlsx")
    except Refusal:
        return  # the reading library does not look there
    assert [sheet.marks for sheet in found] == [{(1, 0): CellMark.FORMULA, (1, 1): CellMark.ERROR}]


def test_what_can_be_read_two_ways_is_refused() -> None:
    assert "lạ" in refusal(moved(xlsx_file(*ROWS), "xl/../worksheets/s.xml", CORNERS, "../worksheets/s.xml"))
    twice = io.BytesIO(xlsx_file(*ROWS))
    with zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("xl/worksheets/SHEET1.xml", CORNERS)
    assert "lạ" in refusal(twice.getvalue())
    with zipfile.ZipFile(io.BytesIO(xlsx_file(*ROWS))) as archive:
        workbook = archive.read(WORKBOOK)
    assert "hai thuộc tính" in refusal(
        repacked(xlsx_file(*ROWS), WORKBOOK, workbook.replace(b"<sheet ", b"<sheet x:name='y' "))
    )


def test_a_document_type_is_refused_before_an_entity_grows() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SHEET.format(
        "<row><c><v>&b;</v></c></row>"
    )
    assert "kiểu tài liệu" in refusal(repacked(xlsx_file(*ROWS), SHEET_XML, bomb.encode()))


def test_too_many_columns_are_refused() -> None:
    assert "cột" in refusal(xlsx_file([f"c{i}" for i in range(500)]))
    assert "cột" in refusal(",".join(f"c{i}" for i in range(500)).encode(), "a.csv")


def test_formulas_and_errors_are_marked_since_their_stored_value_may_be_stale_or_gone() -> None:
    data = xlsx_file(["", "key", "n"], ["", "a", 1], formulas={(1, 2): "=1+2", (2, 1): '=HYPERLINK("x")'})
    sheet = sheets_of(data, "a.xlsx")[0]
    assert sheet.left == 1
    assert sheet.marks == {(2, 1): CellMark.FORMULA, (3, 0): CellMark.FORMULA}


def test_thousands_of_formulas_are_refused_as_a_whole() -> None:
    formulas = {(row, column): "=1" for row in range(1, 600) for column in range(10)}
    assert "công thức" in refusal(xlsx_file(["a"] * 10, formulas=formulas))


def test_text_that_would_run_as_a_formula_stays_text() -> None:
    page = Page("S", ["title"], [["=1+1"], ["+84"], ["@x"], ["bình thường"]])
    assert text_rows(csv_bytes(page))[1:] == [["'=1+1"], ["'+84"], ["'@x"], ["bình thường"]]
    sheet = sheets_of(xlsx_bytes([page]), "a.xlsx")[0]
    assert [row[0] for row in sheet.rows()][1] == "=1+1"
    assert sheet.marks == {}


def test_a_page_is_written_with_dates_numbers_comments_and_choices() -> None:
    page = Page(
        "Số liệu", ["unit", "date", "n"], [["22.206", date(2024, 10, 1), 1500], ["", None, None]],
        above=["ĐVT: đồng"], remarks=["Đơn vị", "", ""], comments=[Comment(1, 2, "Thiếu số")],
        validations=[Validation(0, options=("22", "22.206")), Validation(1, "date"), Validation(2, "whole")],
    )  # fmt: skip
    data = xlsx_bytes([page])
    assert list(sheets_of(data, "a.xlsx")[0].rows())[:3] == [
        ["ĐVT: đồng", "", ""], ["unit", "date", "n"], ["22.206", date(2024, 10, 1), 1500.0],
    ]  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(SHEET_XML).decode()
        comments = archive.read("xl/comments1.xml").decode()
    assert sheet.count("<dataValidation ") == 3
    assert "Thiếu số" in comments and 'ref="C4"' in comments


def test_columns_are_counted_as_spreadsheets_letter_them() -> None:
    assert [column_letter(i) for i in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert all(column_index(column_letter(i)) == i for i in range(2000))


def test_a_moment_is_not_a_day() -> None:
    sheet = sheets_of(xlsx_file(["d"], [datetime(2024, 1, 1)]), "a.xlsx")[0]
    assert list(sheet.rows())[1] == [date(2024, 1, 1)]
