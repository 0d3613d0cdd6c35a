"""Tables of any layout to quantities: units, scales, plans beside results, parts and totals."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chungtay.quantities.rules.figures import ComparisonKind, FigureKind, Quantity
from chungtay.quantities.rules.tables import table_quantities
from chungtay.unpacking.formats import read_document
from chungtay.unpacking.formats.pieces import Filled, Grid, Line, Parts, assembled
from chungtay.unpacking.rules import Document

Rows = Sequence[Sequence[object]]


def table(rows: Rows, *merged: tuple[int, int, int, int], above: str = "") -> Document:
    """A document of one table; `merged` cells as (row, column, rows, columns); numbers as a spreadsheet keeps them."""
    reach = {(row, column): (tall, wide) for row, column, tall, wide in merged}
    cells = [
        Filled(r, c, str(value), value if isinstance(value, int) else None, *reach.get((r, c), (1, 1)))
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value not in ("", None)
    ]
    pieces: list[Line | Grid] = [Line(above)] if above else []
    return assembled("a", Parts([*pieces, Grid(cells, "bảng 1")]))


def read(rows: Rows, *merged: tuple[int, int, int, int], above: str = "") -> dict[str, Quantity]:
    """Each quantity by how it is written, which in these tables is never the same twice."""
    document = table(rows, *merged, above=above)
    return {quantity.span.of(document.text): quantity for quantity in table_quantities(document)}


def test_units_down_and_indicators_across_under_merged_headings() -> None:
    rows = [
        ["BIỂU TỔNG HỢP"], ["", "", "", "", "ĐVT: triệu đồng"],
        ["STT", "Đơn vị", "Tặng quà Tết", "", "Số đơn vị máu"], ["", "", "Số suất", "Trị giá", ""], ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["1", "Hạ Long", "120", "60,5", "31"], ["2", "Cẩm Phả", "-", "40", ""], ["", "Cộng", "121", "100,5", "32"],
    ]  # fmt: skip
    found = read(rows, (2, 0, 2, 1), (2, 1, 2, 1), (2, 2, 1, 2), (2, 4, 2, 1))
    assert {text: (q.value, q.unit) for text, q in found.items()} == {
        "120": (120, "suất"), "60,5": (60_500_000, "đồng"), "31": (31, "đơn vị máu"), "40": (40_000_000, "đồng"),
        "121": (121, "suất"), "100,5": (100_500_000, "đồng"), "32": (32, "đơn vị máu"),
    }  # fmt: skip
    order = list(found)
    assert [order[q.part_of] if q.part_of is not None else None for q in found.values()] == [
        "121", "100,5", "32", "100,5", None, None, None,
    ]  # fmt: skip
    assert found["60,5"].value_of == order.index("120")
    assert "total" in found["121"].why


def test_indicators_down_and_units_across_with_a_column_of_measures() -> None:
    rows = [
        ["Chỉ tiêu", "ĐVT", "Hạ Long", "Cẩm Phả", "Tổng cộng"], ["Người được trợ giúp", "người", 100, 200, 300],
        ["- Trong đó: trẻ em", "người", 10, 20, 30], ["Trị giá", "triệu đồng", "50,5", "1.200,5", "1.251"],
        ["Tỷ lệ xã có chi hội", "%", "98", "97", "96"],
    ]  # fmt: skip
    document = table(rows)
    found = {quantity.span.of(document.text): quantity for quantity in table_quantities(document)}
    assert {text: (q.value, q.unit) for text, q in found.items()}["1.200,5"] == (1_200_500_000, "đồng")
    assert found["98"].unit == "%" and found["98"].part_of is None
    assert found["100"].counted.of(document.text) == "Người được trợ giúp"
    order = list(found)
    assert [order[found[text].part_of or 0] for text in ("10", "30", "100", "50,5")] == ["30", "300", "300", "1.251"]
    assert found["100"].sentence.of(document.text).split("\t") == ["Người được trợ giúp", "người", "100", "200", "300"]


def test_plan_done_and_share_are_one_result_with_its_target_and_comparison() -> None:
    rows = [
        ["Nội dung", "Kế hoạch", "Thực hiện", "Tỷ lệ %", "So với cùng kỳ (%)"],
        ["Đơn vị máu tiếp nhận", "5.000", "6.727", "134,5", "8"],
    ]
    found = read(rows)
    assert set(found) == {"5.000", "6.727"}
    assert found["5.000"].kind is FigureKind.TARGET
    done = found["6.727"]
    assert done.kind is FigureKind.RESULT and done.unit == "đơn vị máu" and done.comparison is not None
    assert (done.comparison.kind, float(done.comparison.value)) == (ComparisonKind.OF_PLAN, 134.5)


def test_the_share_of_a_spreadsheet_is_in_percent_and_speaks_of_this_year() -> None:
    rows = [["Chỉ tiêu", "Năm 2024", "Năm 2023", "Tăng, giảm (%)"], ["Hội viên", 1120, 1000, 12]]
    found = read(rows)
    assert found["1120"].comparison is not None and found["1000"].comparison is None
    assert found["1120"].comparison.kind is ComparisonKind.LAST_YEAR
    assert found["1120"].kind is FigureKind.STOCK


def test_months_down_the_rows_are_no_figures_and_their_sum_is_a_total() -> None:
    found = read([["Tháng", "Số đơn vị máu"], ["1", "120"], ["2", "90"], ["3", ""], ["Cộng", "210"]])
    assert {text: q.value for text, q in found.items()} == {"120": 120, "90": 90, "210": 210}
    assert [q.part_of for q in found.values()] == [2, 2, None]


def test_ranks_dates_phones_and_notes_are_no_figures() -> None:
    rows = [
        ["TT", "Họ tên", "Ngày", "Điện thoại", "Xếp hạng", "Số suất quà", "Ghi chú"],
        ["1", "Chi hội A", "11/11/2024", "0912345678", "3", "20", "2 lần"], ["2", "Chi hội B", "12/11/2024", "0912345679", "1", "30", ""],
    ]  # fmt: skip
    assert {text: q.unit for text, q in read(rows).items()} == {"20": "suất quà", "30": "suất quà"}


def test_units_said_above_beside_and_in_the_cell() -> None:
    assert read([["Đơn vị", "Số tiền"], ["A", "1,5"]], above="(ĐVT: tỷ đồng)")["1,5"].value == 1_500_000_000
    assert read([["Đơn vị", "Kinh phí (1.000đ)"], ["A", "250"]])["250"].value == 250_000
    assert read([["Đơn vị", "Mức hỗ trợ/suất"], ["A", "500.000"]])["500.000"].unit == "đồng/suất"
    found = read([["Đơn vị", "Kết quả"], ["A", "trên 1,7 tỷ đồng"], ["B", "5.482 lượt người"], ["C", "9/9 xã"]])
    assert {text: (q.value, q.unit) for text, q in found.items()} == {
        "trên 1,7 tỷ": (1_700_000_000, "đồng"), "5.482": (5482, "lượt người"), "9/9": (9, "xã"),
    }  # fmt: skip


def test_thousands_parted_by_commas_are_known_by_the_table() -> None:
    english = read([["Đơn vị", "Số tiền"], ["A", "1,500,000"], ["B", "2,500"]])
    assert [q.value for q in english.values()] == [1_500_000, 2500]
    ours = read([["Đơn vị", "Số tiền (tỷ đồng)"], ["A", "1,5"], ["B", "10,25"]])
    assert [q.value for q in ours.values()] == [1_500_000_000, 10_250_000_000]


def test_a_sheet_may_hold_two_tables_and_parts_under_group_lines() -> None:
    rows = [
        ["Đơn vị", "Số suất quà"], ["I. Cụm 1"], ["A", "11"], ["B", "12"], ["Cộng cụm 1", "23"], ["II. Khu vực 2"], ["C", "14"],
        ["D", "15"], ["Cộng khu vực", "29"], ["TỔNG CỘNG", "52"], ["BIỂU 2"], ["Đơn vị", "Số hội viên"], ["A", "101"],
    ]  # fmt: skip
    found = read(rows)
    order = list(found)
    assert {text: order[q.part_of] for text, q in found.items() if q.part_of is not None} == {
        "11": "23", "12": "23", "23": "52", "14": "29", "15": "29", "29": "52",
    }  # fmt: skip
    assert found["101"].unit == "hội viên"


def test_a_cell_that_tells_in_sentences_is_read_as_prose() -> None:
    rows = [
        ["Đơn vị", "Kết quả nổi bật"],
        ["A", "Nhân dịp Tết đã trao 200 suất quà trị giá 100 triệu đồng cho hộ nghèo"],
    ]
    found = read(rows)
    assert (found["200"].unit, found["100 triệu"].unit, found["100 triệu"].value_of) == ("suất quà", "đồng", 0)


def test_a_page_of_the_web_and_a_csv_give_the_same_quantities() -> None:
    page = "<table><tr><th>Đơn vị</th><th>Số suất quà</th></tr><tr><td>A</td><td>1.200</td></tr><tr><td>B</td><td>30</td></tr></table>"
    csv = "Đơn vị;Số suất quà\nA;1.200\nB;30\n"
    for name, data in (("a.html", page), ("a.csv", csv)):
        document = read_document(name, data.encode())
        assert [(q.value, q.unit) for q in table_quantities(document)] == [(1200, "suất quà"), (30, "suất quà")]


WORDS = """|-|STT|Đơn vị|Kế hoạch|Thực hiện|Tỷ lệ %|Cộng|Tổng số|ĐVT: triệu đồng|Trị giá (tỷ)|trên 1,7 tỷ|9/9|2024|- Trong đó|I|(1)
|1,500|1.2.3|từ 5 đến 9 triệu|trao 5 suất quà|%"""
CELLS = st.one_of(st.integers(0, 10**12), st.sampled_from(WORDS.split("|")), st.text(max_size=12))
SPANS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 9), st.integers(1, 9)), max_size=4)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=7), min_size=1, max_size=8), SPANS)
def test_no_table_breaks_the_reader_and_every_place_is_true(
    rows: list[list[object]], merged: list[tuple[int, int, int, int]]
) -> None:
    document = table([["x"], *rows], *merged)
    found = table_quantities(document)
    cells = [cell.span for cell in document.tables[0].cells]
    for place, quantity in enumerate(found):
        assert any(cell.start <= quantity.span.start < quantity.span.end <= cell.end for cell in cells)
        assert quantity.sentence.start <= quantity.span.start and quantity.span.end <= quantity.sentence.end
        assert quantity.counted.of(document.text)
        for other in (quantity.part_of, quantity.value_of):
            assert other is None or (other != place and 0 <= other < len(found))
    assert [replace(q, why=()) for q in found] == [replace(q, why=()) for q in table_quantities(document)]
