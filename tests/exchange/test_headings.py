"""Columns in any order, by code or Vietnamese label, with scales and tags."""

from fractions import Fraction

import pytest

from chungtay.exchange.formats import sheets_of
from chungtay.exchange.rules.fields import WorkbookField as F
from chungtay.exchange.rules.headings import labels_of, layout_of
from chungtay.kernel.text import folded

from .sheets import catalogue, csv_file, layout, xlsx_file


def wrong(*lines: str) -> list[tuple[str, str]]:
    _, problems = layout(csv_file(*lines))
    return [(problem.heading, str(problem.refusal)) for problem in problems]


def test_columns_stand_in_any_order() -> None:
    found, problems = layout(csv_file("gift.count|date|note|unit|key|blood.units"))
    assert problems == []
    assert found.fields == {F.DATE: 1, F.NOTE: 2, F.UNIT: 3, F.KEY: 4}
    assert [(c.indicator.code, c.index) for c in found.numbers] == [("gift.count", 0), ("blood.units", 5)]


def test_vietnamese_labels_are_understood_with_and_without_accents() -> None:
    found, problems = layout(
        csv_file("STT|Mã bản ghi|Đơn vị|Ngày|Chuong trinh|Đơn vị phối hợp|Ghi chú|Suất quà trao tặng|TRỊ GIÁ QUÀ")
    )
    assert problems == []
    assert set(found.fields) == {F.KEY, F.UNIT, F.DATE, F.PROGRAMMES, F.PARTNERS, F.NOTE}
    assert [c.indicator.code for c in found.numbers] == ["gift.count", "gift.value"]


def test_labels_of_a_declaration_are_understood() -> None:
    found, problems = layout(csv_file("Đơn vị|Từ ngày|Đến ngày|Phạm vi|Ước|Đơn vị máu tiếp nhận"))
    assert problems == []
    assert set(found.fields) == {F.UNIT, F.FROM, F.TO, F.COVERS, F.ESTIMATE}


def test_the_heading_may_stand_below_titles() -> None:
    data = xlsx_file([], ["Hội Chữ thập đỏ tỉnh"], ["Biểu số liệu tháng 10"], ["key", "unit", "date", "gift.count"])
    found, problems = layout(data, "a.xlsx")
    assert (found.heading_row, found.last_row, problems) == (4, 4, [])


def test_a_second_row_that_explains_the_first_is_no_data() -> None:
    found, problems = layout(csv_file("key|unit|date|gift.count", "Mã bản ghi|Đơn vị|Ngày|Suất quà trao tặng (suất)"))
    assert (found.heading_row, found.last_row, problems) == (1, 2, [])


@pytest.mark.parametrize(
    ("heading", "code", "factor", "shown"),
    [
        ("gift.value (triệu đồng)", "gift.value", 10**6, "triệu đồng"),
        ("gift.value (ĐVT: triệu đồng)", "gift.value", 10**6, "triệu đồng"),
        ("Trị giá quà - ĐVT: nghìn đồng", "gift.value", 10**3, "nghìn đồng"),
        ("Trị giá quà (1.000 đồng)", "gift.value", 10**3, "1.000 đồng"),
        ("Trị giá quà (1000đ)", "gift.value", 10**3, "1000đ"),
        ("Trị giá quà (tr.đ)", "gift.value", 10**6, "tr.đ"),
        ("Trị giá quà (tỷ đồng)", "gift.value", 10**9, "tỷ đồng"),
        ("Trị giá quà (tỉ đồng)", "gift.value", 10**9, "tỷ đồng"),
        ("Trị giá quà (đồng)", "gift.value", 1, ""),
        ("social.turns (lượt)", "social.turns", 1, ""),
        ("social.turns (nghìn lượt người)", "social.turns", 1000, "nghìn lượt người"),
        ("goods.rice (kg)", "goods.rice", Fraction(1, 1000), "kg"),
        ("goods.rice (tạ)", "goods.rice", Fraction(1, 10), "tạ"),
    ],
)
def test_a_scale_in_a_heading_is_read(heading: str, code: str, factor: int, shown: str) -> None:
    found, problems = layout(csv_file(f"key|unit|date|{heading}"))
    assert [str(p.refusal) for p in problems] == []
    (column,) = found.numbers
    assert (column.indicator.code, column.scale.factor) == (code, factor)
    assert column.scale.shown in (shown, shown.replace("tỷ", "tỉ"))


def test_a_line_above_scales_the_money_columns_only() -> None:
    found, problems = layout(
        csv_file("Đơn vị tính: triệu đồng", "key|unit|date|gift.count|gift.value|house.value (đồng)")
    )
    assert problems == []
    assert [c.scale.factor for c in found.numbers] == [1, 10**6, 1]
    assert found.scales == {"gift.value": "triệu đồng"}


@pytest.mark.parametrize(
    "heading", ["gift.count (hộ)", "gift.value (suất quà)", "social.turns (người)", "gift.count (xyz)"]
)
def test_a_heading_that_names_another_measure_is_refused(heading: str) -> None:
    ((where, message),) = wrong(f"key|unit|date|{heading}")
    assert where == heading and ("tính bằng" in message)


def test_tags_in_a_heading_make_a_column_of_their_own() -> None:
    found, problems = layout(
        csv_file("key|unit|date|gift.value [value:cash]|gift.value [value:goods; group:poor] (triệu đồng)")
    )
    assert problems == []
    assert [c.tags for c in found.numbers] == [frozenset({"value:cash"}), frozenset({"value:goods", "group:poor"})]
    assert found.numbers[1].scale.factor == 10**6


def test_duplicated_headings_are_refused() -> None:
    assert wrong("key|unit|date|gift.count|Suất quà trao tặng") == [
        ("Suất quà trao tặng", "Cột “Suất quà trao tặng” có hai lần (đã có ở cột gift.count).")
    ]
    assert wrong("key|unit|Đơn vị|date|gift.count")[0][0] == "Đơn vị"


def test_an_unknown_heading_is_refused_and_the_near_ones_are_named() -> None:
    ((where, message),) = wrong("key|unit|date|gift.count|blood.unit")
    assert where == "blood.unit" and "blood.units" in message
    ((_, message),) = wrong("key|unit|date|gift.count|qqqq zzzz")
    assert "gift.count" in message


@pytest.mark.parametrize("code", ["people.reached", "meal.localities"])
def test_what_is_counted_or_computed_has_no_column(code: str) -> None:
    assert wrong(f"key|unit|date|gift.count|{code}")[0][0] == code


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("key|date|gift.count", "unit"),
        ("unit|date|gift.count", "key"),
        ("unit|from|gift.count", "to"),
        ("key|unit|gift.count", "date"),
        ("key|unit|date|note", "chỉ tiêu"),
    ],
)
def test_a_missing_column_is_named(line: str, missing: str) -> None:
    assert any(missing in message for _, message in wrong(line))


def test_a_sheet_without_such_a_table_is_passed_over() -> None:
    for data in (csv_file("Danh sách|Địa chỉ", "An|Quảng Yên"), csv_file("blood.units|Đơn vị máu tiếp nhận|máu")):
        sheet = sheets_of(data, "a.csv")[0]
        assert layout_of(sheet.name, sheet.rows(), catalogue()) == (None, [])


def test_no_two_indicators_share_a_name() -> None:
    known = catalogue()
    labels = labels_of(known)
    assert all(labels.get(folded(view.name_vi)) == code for code, view in known.indicators.items())
