"""The workbook: real numbers, live sums, and words where there is no number."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from chungtay.documents.formats import written
from chungtay.documents.rules import Review

from . import edges, made_up
from .made_up import WHOLE, by_unit

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
HEADING = 4  # index of the heading row


class Book:
    """A workbook read twice: by calamine for what it shows, by its own XML for formulas and formats."""

    def __init__(self, review: Review) -> None:
        self.bytes = written(review, "xlsx")
        self.values = CalamineWorkbook.from_filelike(BytesIO(self.bytes))
        self.archive = zipfile.ZipFile(BytesIO(self.bytes))
        self.names = self.values.sheet_names
        self.formats = self._formats()

    def rows(self, name: str) -> list[list[object]]:
        return self.values.get_sheet_by_name(name).to_python(skip_empty_area=False)

    def headings(self, name: str) -> list[str]:
        return [str(cell).split("\n")[0] for cell in self.rows(name)[HEADING]]

    def cells(self, name: str) -> dict[str, ElementTree.Element]:
        """Cells of a sheet by their address."""
        tree = self.tree(f"xl/worksheets/sheet{self.names.index(name) + 1}.xml")
        return {cell.attrib["r"]: cell for cell in tree.iter(f"{MAIN}c")}

    def formulas(self, name: str) -> dict[str, str]:
        found = {address: cell.find(f"{MAIN}f") for address, cell in self.cells(name).items()}
        return {address: formula.text or "" for address, formula in found.items() if formula is not None}

    def tree(self, part: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(part))  # noqa: S314 - written by ourselves

    def look(self, cell: ElementTree.Element) -> str:
        return self.formats[int(cell.attrib["s"])]

    def _formats(self) -> list[str]:
        styles = self.tree("xl/styles.xml")
        codes = {one.attrib["numFmtId"]: one.attrib["formatCode"] for one in styles.iter(f"{MAIN}numFmt")}
        codes |= {"0": "General", "1": "0", "3": "#,##0"}  # those that every reader knows by number
        kinds = styles.find(f"{MAIN}cellXfs")
        assert kinds is not None
        return [codes[kind.attrib["numFmtId"]] for kind in kinds]


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(edges.review())


def test_each_table_has_a_sheet_and_the_origins_come_last(book: Book) -> None:
    assert book.names == ["Chỉ tiêu", "Theo đơn vị", "Theo tháng", "Nguồn số liệu"]
    assert Book(edges.commune()).names == ["Chỉ tiêu", "Nguồn số liệu"]


@pytest.mark.parametrize("made", [edges.review, edges.partial, edges.province, edges.long_names])
def test_total_rows_are_live_sums_whose_kept_value_is_the_sum(made) -> None:  # type: ignore[no-untyped-def]
    book = Book(made())
    rows, formulas, cells = book.rows("Theo đơn vị"), book.formulas("Theo đơn vị"), book.cells("Theo đơn vị")
    bottom = len(rows)
    assert rows[-1][1] == "Tổng cộng"
    sums = {address: text for address, text in formulas.items() if address.endswith(str(bottom))}
    for address, text in sums.items():
        column, first, last = re.fullmatch(r"SUM\(([A-Z]+)(\d+):\1(\d+)\)", text).groups()  # type: ignore[union-attr]
        assert (column, int(first), int(last)) == (address.rstrip("0123456789"), HEADING + 2, bottom - 1)
        parts = [cells[f"{column}{row}"] for row in range(int(first), int(last) + 1)]
        numbers = [int(part.findtext(f"{MAIN}v") or 0) for part in parts if part.attrib.get("t") != "s"]
        assert int(cells[address].findtext(f"{MAIN}v") or 0) == sum(numbers)
    if made is edges.review:
        assert len(sums) == len(WHOLE)


def test_total_that_its_rows_do_not_make_is_a_number_and_no_sum() -> None:
    overlapping = {code: replace(one, overlapping=code == "social.turns") for code, one in made_up.facts(WHOLE).items()}
    book = Book(edges.review(facts={**overlapping, "gift.count": made_up.fact("gift.count", 99_999)}))
    headings, rows = book.headings("Theo đơn vị"), book.rows("Theo đơn vị")
    columns = {name: index for index, name in enumerate(headings)}
    summed = {address.rstrip("0123456789") for address in book.formulas("Theo đơn vị")}
    for name, value in (("Lượt người được trợ giúp xã hội", 16_732), ("Suất quà trao tặng", 99_999)):
        assert chr(ord("A") + columns[name]) not in summed
        assert rows[-1][columns[name]] == value


def test_numbers_are_numbers_grouped_by_thousands(book: Book) -> None:
    for name in ("Theo đơn vị", "Theo tháng"):
        for address, cell in book.cells(name).items():
            number = cell.attrib.get("t") != "s" and cell.findtext(f"{MAIN}v") is not None
            if number and int(re.sub(r"\D", "", address)) > HEADING + 1:
                assert book.look(cell) == ("0" if address.startswith("A") and address[1].isdigit() else "#,##0")
    assert book.rows("Theo đơn vị")[HEADING + 1][3] == 3_376_969_500


def test_scaled_indicator_keeps_its_decimals() -> None:
    scaled = next(entry for entry in made_up.CATALOGUE.values() if entry["scale"] and entry["kind"] == "flow")
    code, scale = scaled["code"], scaled["scale"]
    book = Book(edges.review(facts=made_up.facts({code: 12_345})))
    row = next(row for row in book.rows("Chỉ tiêu") if row[1] == scaled["name_vi"])
    assert row[3] == 12_345 / 10**scale
    address = f"D{book.rows('Chỉ tiêu').index(row) + 1}"
    assert book.look(book.cells("Chỉ tiêu")[address]) == f"#,##0.{'0' * scale}"


def test_growth_is_a_formula_over_both_years(book: Book) -> None:
    formulas, cells, rows = book.formulas("Chỉ tiêu"), book.cells("Chỉ tiêu"), book.rows("Chỉ tiêu")
    assert len(formulas) == len(WHOLE)
    for address, text in formulas.items():
        row = int(address[1:])
        now, before = rows[row - 1][3:5]
        assert text == f"(D{row}-E{row})/E{row}"
        assert float(cells[address].findtext(f"{MAIN}v") or 0) == pytest.approx((now - before) / before)  # type: ignore[operator]
        assert book.look(cells[address]) == "0.0%"


def test_states_stand_as_words_and_not_as_numbers() -> None:
    rows = Book(edges.partial()).rows("Theo đơn vị")
    late = next(row for row in rows if row[1] == "Cẩm Phả")
    assert set(late[2:]) == {"chưa báo cáo"}
    assert "không so sánh" in {row[5] for row in Book(edges.partial()).rows("Chỉ tiêu")}


def test_every_figure_of_the_report_is_named_with_its_question(book: Book) -> None:
    review, rows = edges.review(), book.rows("Nguồn số liệu")[HEADING + 1 :]
    assert [row[2] for row in rows] == [figure.indicator for figure in review.figures()]
    assert [row[9] for row in rows] == [figure.value for figure in review.figures()]
    assert {str(row[4]) for row in rows} == {"2023-01-01", "2024-01-01", "2024-11-11"}


def test_head_of_each_sheet_says_what_it_is_and_that_data_are_made_up(book: Book) -> None:
    for name in book.names:
        lines = [str(row[0]) for row in book.rows(name)[:HEADING]]
        assert lines[0] == "Báo cáo 10 tháng năm 2024 - Cụm thi đua số 2"
        assert lines[1] == "Bản nháp, chưa công bố"
        assert "DỮ LIỆU MINH HỌA" in lines
    published = [str(row[0]) for row in Book(edges.published()).rows("Chỉ tiêu")[:HEADING]]
    assert published[1].startswith("Số liệu đọc tại bút toán số 812")
    assert "DỮ LIỆU MINH HỌA" not in published


def test_own_names_are_never_read_as_formulas() -> None:
    name = '=HYPERLINK("http://x","y")'
    book = Book(edges.review(by_unit=edges.renamed(name)))
    assert [row[1] for row in book.rows("Theo đơn vị")].count(name) == len(by_unit())
    assert not any("HYPERLINK" in text for text in book.formulas("Theo đơn vị").values())


def test_letters_are_those_of_the_office(book: Book) -> None:
    fonts = book.tree("xl/styles.xml").find(f"{MAIN}fonts")
    assert fonts is not None
    assert {name.attrib["val"] for name in fonts.iter(f"{MAIN}name")} == {"Times New Roman"}


def test_rows_and_headings_stay_in_sight_and_on_every_printed_page(book: Book) -> None:
    pane = book.tree("xl/worksheets/sheet2.xml").find(f".//{MAIN}pane")
    assert pane is not None
    assert (pane.attrib["ySplit"], pane.attrib["xSplit"], pane.attrib["state"]) == (str(HEADING + 1), "2", "frozen")
    titles = [one.text for one in book.tree("xl/workbook.xml").iter(f"{MAIN}definedName")]
    assert all(f"${HEADING + 1}:${HEADING + 1}" in str(title) for title in titles)
    assert len(titles) == len(book.names)
