"""Rows to drafts, and what is said about each kind of wrong cell."""

from collections.abc import Callable
from datetime import date

import pytest

from chungtay.exchange.formats import sheets_of
from chungtay.exchange.queries.workbooks import Workbook
from chungtay.exchange.rules.dates import day_of, month_edge, window_of
from chungtay.kernel.errors import Refusal
from chungtay.ledger.rules import Amount

from .sheets import catalogue, checked, csv_file, lookups, said, xlsx_file

RECORD = "key|unit|date|title|programmes|disaster|partners|note|social.turns|social.value|gift.count|gift.value|address.value"
SPAN = "unit|from|to|covers|estimate|blood.units|social.value|gift.value|total.value"
GOOD = "a1|22.206|01/10/2024|Tặng quà|Tết Nhân ái||||10|5.000.000|5|3000000|"


@pytest.mark.parametrize(
    "text",
    ["01/10/2024", "1/10/2024", "01-10-2024", "01.10.2024", "2024-10-01", "2024-10-01 00:00:00", date(2024, 10, 1)],
)
def test_a_day_is_read_as_offices_write_it(text: object) -> None:
    assert day_of(text) == date(2024, 10, 1)


@pytest.mark.parametrize(
    "text", ["13/25/2024", "31/02/2024", "10/2024", "1/10/24", "hôm qua", 45566.0, "01/01/1900", True]
)
def test_what_is_no_day_is_refused(text: object) -> None:
    with pytest.raises(Refusal):
        day_of(text)


def test_a_window_holds_two_days() -> None:
    window = (date(2024, 3, 20), date(2024, 5, 31))
    for text in (
        "20/03/2024 - 31/05/2024",
        "20/03/2024–31/05/2024",
        "2024-03-20..2024-05-31",
        "20/3/2024 đến 31/5/2024",
    ):
        assert window_of(text) == window
    with pytest.raises(Refusal):
        window_of("31/05/2024 - 20/03/2024")


def test_a_span_of_months_may_be_written_as_months() -> None:
    assert month_edge("10/2024", last=True) == date(2024, 10, 31)
    assert month_edge("2024-02", last=True) == date(2024, 2, 29)
    assert month_edge("tháng 1/2024", last=False) == date(2024, 1, 1)
    for text, last in (("30/10/2024", True), ("02/01/2024", False), ("13/2024", True)):
        with pytest.raises(Refusal):
            month_edge(text, last=last)


def test_a_record_is_drafted_with_its_tags_and_vietnamese_numbers() -> None:
    found = checked(csv_file(RECORD, GOOD))
    (row,) = found.good
    assert found.problems == []
    tags = frozenset({"programme:tet_nhan_ai"})
    assert row.record is not None and row.record.unit_id == 2
    assert row.record.amounts == (
        Amount("social.turns", 10, tags), Amount("social.value", 5_000_000, tags),
        Amount("gift.count", 5, tags), Amount("gift.value", 3_000_000, tags),
    )  # fmt: skip
    assert (row.record.key, row.record.occurred_on, row.record.title) == ("a1", date(2024, 10, 1), "Tặng quà")
    assert row.record.source == "a.csv, dòng 2"


def test_control_characters_of_a_cell_fall_out_and_a_title_is_one_line() -> None:
    cells = GOOD.split("|")
    cells[3], cells[7] = "Tặng\x07, \n quà", "một\x1b,\nhai"
    (row,) = checked(csv_file(RECORD, cells)).good
    assert row.record is not None and (row.record.title, row.record.note) == ("Tặng, quà", "một,\nhai")


def test_excel_numbers_dates_and_keys_are_understood() -> None:
    found = checked(xlsx_file(["key", "unit", "date", "gift.count"], [12, "22.206", date(2024, 10, 1), 5]), "a.xlsx")
    (row,) = found.good
    assert row.record is not None and (row.record.key, row.record.amounts[0].value) == ("12", 5)


def test_scales_are_applied_to_the_last_dong() -> None:
    heading = ["key", "unit", "date", "gift.value (triệu đồng)", "goods.rice"]
    found = checked(xlsx_file(heading, ["a", "22.206", "01/10/2024", 4.3, 1.125]), "a.xlsx")
    assert [a.value for a in found.good[0].record.amounts] == [4_300_000, 1125]  # type: ignore[union-attr]


def test_a_unit_code_that_excel_took_for_a_number_is_still_found() -> None:
    heading = ["key", "unit", "date", "gift.count"]
    rows = [["a", 22.206, "01/10/2024", 5], ["b", 22.07132, "01/10/2025", 5], ["c", 22, "01/10/2025", 5]]
    found = checked(xlsx_file(heading, *rows), "a.xlsx")
    assert [row.record.unit_id for row in found.good] == [2, 5, 1]  # type: ignore[union-attr]
    assert "22.210" in said(checked(xlsx_file(heading, ["a", 22.21, "01/10/2024", 5]), "a.xlsx"))[0][2]


def test_a_whole_that_consists_of_its_parts_adds_nothing_of_its_own() -> None:
    found = checked(csv_file(RECORD, "a|22.206|01/10/2024|||||||10||6|4"))
    assert [a.indicator for a in found.good[0].record.amounts] == ["gift.value", "address.value"]  # type: ignore[union-attr]


def test_an_empty_cell_is_nothing_and_a_zero_is_a_zero() -> None:
    found = checked(csv_file(RECORD, "a|22.206|01/10/2024||||||0||không phát sinh||"))
    assert [(a.indicator, a.value) for a in found.good[0].record.amounts] == [  # type: ignore[union-attr]
        ("social.turns", 0), ("gift.count", 0),
    ]  # fmt: skip


def test_old_and_new_units_with_one_name_are_told_apart_by_the_day() -> None:
    line = "{key}|phường Quảng Yên|{day}||||||1||||"
    found = checked(csv_file(RECORD, line.format(key="a", day="30/06/2025"), line.format(key="b", day="01/07/2025")))
    assert [row.record.unit_id for row in found.good] == [4, 5]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "name", ["Hội CTĐ thị xã Đông Triều", "Hội Chữ thập đỏ thị xã Đông Triều", "thị xã Đông Triều", "22.205"]
)
def test_a_unit_is_found_by_code_or_exact_name_of_that_day(name: str) -> None:
    assert len(checked(csv_file(RECORD, f"a|{name}|01/10/2024||||||1||||")).good) == 1


def test_partners_and_several_programmes_are_looked_up_even_with_a_comma_in_a_name() -> None:
    movement = "Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo"
    line = f"a|22.206|01/10/2024||{movement}; tet_nhan_ai|bão số 3 (Yagi)|22; Đông Triều||1||||"
    (row,) = checked(csv_file(RECORD, line)).good
    assert row.partners == (1, 3)
    assert row.record is not None and row.record.amounts[0].tags == frozenset(
        {"programme:dia_chi_nhan_dao", "programme:tet_nhan_ai", "disaster:yagi_2024"}
    )


def test_a_storms_number_means_the_storm_of_its_year() -> None:
    line = "{}|22.206|{}|||{}|||1||||"
    found = checked(
        csv_file(RECORD, line.format("a", "01/10/2024", "bão số 3"), line.format("b", "01/08/2018", "“Bão số 3”"))
    )
    tags = [next(iter(row.record.amounts[0].tags)) for row in found.good]  # type: ignore[union-attr]
    assert tags == ["disaster:yagi_2024", "disaster:son_tinh_2018"]
    assert said(checked(csv_file(RECORD, line.format("a", "01/10/2020", "bão số 3"))))[0][1] == "disaster"


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("|22.206|01/10/2024||||||1||||", "key", "mã riêng"),
        ("a||01/10/2024||||||1||||", "unit", "đơn vị"),
        ("a|22.2066|01/10/2024||||||1||||", "unit", "22.206"),
        ("a|thị xã Quảng Yênn|01/10/2024||||||1||||", "unit", "Quảng Yên"),
        ("a|xã Tân Bình|01/10/2024||||||1||||", "unit", "22.201.1, 22.202.1"),
        ("a|22.206|05/08/2025||||||1||||", "unit", "30/06/2025"),
        ("a|22.206|||||||1||||", "date", "ngày"),
        ("a|22.206|32/10/2024||||||1||||", "date", "31/12/2024"),
        ("a|22.206|25/11/2026||||||1||||", "date", "chưa tới"),
        ("a|22.206|01/10/2024||Tết gì đó||||1||||", "programmes", "tet_nhan_ai"),
        ("a|22.206|01/10/2024|||bão số 99|||1||||", "disaster", "yagi_2024"),
        ("a|22.206|01/10/2024||||Công ty A||1||||", "partners", "Công ty A"),
        ("a|22.206|01/10/2024||||22.206||1||||", "partners", "trùng"),
        ("a|22.206|01/10/2024||||||mười||||", "social.turns", "10"),
        ("a|22.206|01/10/2024||||||-5||||", "social.turns", "âm"),
        ("a|22.206|01/10/2024||||||abc||||", "social.turns", "22.200"),
        ("a|22.206|01/10/2024||||||1,5||||", "social.turns", "số nguyên"),
        ("a|22.206|01/10/2024||||||1,500||||", "social.turns", "1.500"),
        ("a|22.206|01/10/2024||||||trên 500||||", "social.turns", "chính xác"),
        ("a|22.206|01/10/2024||||||-||||", "social.turns", "0 nếu không phát sinh"),
        ("a|22.206|01/10/2024||||||99999999999999999||||", "social.turns", "quá lớn"),
        ("a|22.206|01/10/2024|||||||10||11|", "gift.value", "lớn hơn"),
        ("a|22.206|01/10/2024|||||||10||6|6", "social.value", "nhỏ hơn"),
        ("a|22.206|01/10/2024||||||||||", "", "ít nhất một"),
    ],
)
def test_each_kind_of_wrong_cell_is_named_with_what_would_be_right(line: str, column: str, words: str) -> None:
    found = checked(csv_file(RECORD, line))
    assert found.good == []
    ((row, where, message),) = said(found)
    assert (row, where) == (2, column)
    assert words in message


def test_every_wrong_cell_of_a_row_is_named_at_once() -> None:
    found = checked(csv_file(RECORD, "|x|99/99/2024||gì||||mười||-3||"))
    assert {where for _, where, _ in said(found)} == {"key", "unit", "date", "programmes", "social.turns", "gift.count"}
    assert found.refused == [2]


def test_a_key_that_comes_twice_for_one_unit_is_refused_but_units_have_keys_of_their_own() -> None:
    found = checked(csv_file(RECORD, GOOD, GOOD.replace("22.206", "22.205"), GOOD))
    assert [row.row for row in found.good] == [2, 3]
    assert said(found)[0][:2] == (4, "key")


def test_formula_error_and_true_cells_are_refused_not_read() -> None:
    heading = ["key", "unit", "date", "gift.count", "gift.value"]
    row = ["a", "22.206", "01/10/2024", True, ""]
    found = checked(xlsx_file(heading, row, ["b", *row[1:3], 1, 1], formulas={(1, 4): "=1+2"}), "a.xlsx")
    assert {(r, w) for r, w, _ in said(found)} == {(2, "gift.count"), (2, "gift.value")}
    assert [row.row for row in found.good] == [3]


def test_data_under_no_heading_are_refused() -> None:
    found = checked(csv_file("key|unit|date|gift.count", "a|22.206|01/10/2024|5|7"))
    assert said(found) == [(2, "", "Cột không có tiêu đề nhưng có dữ liệu: đặt tiêu đề hoặc xóa cột.")]


def test_empty_rows_are_passed_over() -> None:
    found = checked(csv_file(RECORD, "", GOOD, "||||||||||||", ""))
    assert [row.row for row in found.good] == [3] and found.problems == []


def test_a_total_is_never_recorded_and_a_rate_never_declared() -> None:
    heading = "key|unit|date|from|to|total.value|gift.price"
    found = checked(csv_file(heading, "a|22.cdyt|01/10/2024|||5|", "b|22.205||01/2024|10/2024||5"))
    assert (2, "total.value") in {(r, w) for r, w, _ in said(found)}
    assert (3, "gift.price") in {(r, w) for r, w, _ in said(found)}


def test_a_declaration_without_a_key_is_keyed_by_each_cell() -> None:
    found = checked(csv_file(SPAN, "22.205|01/01/2024|31/10/2024|||100||50|", "22.201.1|11/2026|11/2026||x|7|||"))
    assert found.problems == []
    (first, second) = found.good
    assert [d.key for d in first.declarations] == [
        "cell:2024-01:2024-10:own:blood.units", "cell:2024-01:2024-10:own:gift.value",
    ]  # fmt: skip
    assert second.declarations[0].estimate and second.declarations[0].key.endswith(":estimate")


def test_a_row_of_a_template_left_without_numbers_is_nothing() -> None:
    found = checked(csv_file(SPAN, "22.205|01/01/2024|31/01/2024|own|||||"))
    assert (found.good, found.problems) == ([], [])


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("22.205|02/01/2024|31/10/2024|||1|||", "from", "01/01/2024"),
        ("22.205|01/01/2024|30/10/2024|||1|||", "to", "31/10/2024"),
        ("22.205|01/10/2024|31/01/2024|||1|||", "to", "trước khi bắt đầu"),
        ("22.205|01/01/2024||||1|||", "to", "đến ngày"),
        ("22.201.1|01/12/2026|31/12/2026||x|1|||", "from", "chưa tới"),
        ("22.201.1|01/11/2026|30/11/2026|||1|||", "to", "số ước"),
        ("22.205|01/01/2024|31/10/2024|cả nhà||1|||", "covers", "own"),
        ("22.206|01/01/2024|31/10/2024|||1|||", "covers", "all"),
        ("22.205|01/01/2024|31/10/2024||hả|1|||", "estimate", "số chốt"),
        ("22.205|01/01/2024|31/10/2024||||10|11|", "gift.value", "lớn hơn"),
        ("22.206|01/01/2025|31/12/2025|own||1|||", "unit", "không tồn tại"),
    ],
)
def test_each_kind_of_wrong_declaration_is_named(line: str, column: str, words: str) -> None:
    found = checked(csv_file(SPAN, line))
    ((row, where, message),) = said(found)
    assert (row, where) == (2, column)
    assert words in message


def test_a_declared_cell_that_comes_twice_is_refused_whatever_its_key() -> None:
    heading = f"key|{SPAN}"
    line = "{key}|22.205|01/01/2024|31/10/2024|own||1|||"
    found = checked(
        csv_file(heading, line.format(key=""), line.format(key="k"), line.format(key="").replace("||1|", "|x|1|"))
    )
    assert [row.row for row in found.good] == [2, 4]
    assert [(r, w) for r, w, _ in said(found)] == [(3, "blood.units")]


def test_rows_put_together_by_column_are_those_put_together_one_by_one() -> None:
    rows = (
        "key|unit|date|title|programmes|disaster|partners|note|social.value|gift.value|gift.count [group:poor]",
        "a|22.206|01/05/2024 - 15/05/2024|Tặng quà|Tết Nhân ái||22.205; 22.201.1|ghi chú|10.000|4.000|",
        "b|22.206.07132|02/10/2024||thang_nhan_dao; tet_nhan_ai|bão số 3 (Yagi)|||5|5|0",
        "c|22.205|03/11/2024|Thăm||||||khong phat sinh|7",
    )
    together = checked(csv_file(*rows))
    assert [row.row for row in together.good] == [2, 3, 4] and together.problems == []
    for spoilt in (
        "d|22.999|02/10/2024||||||1||",
        "a|22.206|02/10/2024||||||1||",
        "||||||||||",
        "e|22.206|02/10/2030||||||1||",
    ):
        apart = checked(csv_file(*rows, spoilt))
        assert apart.good == together.good and len(apart.problems) == int(spoilt[0] != "|")


@pytest.mark.parametrize("as_file", [csv_file, lambda *lines: xlsx_file(*(line.split("|") for line in lines))])
def test_whoever_takes_every_other_batch_of_several_tables_takes_each_row_once(
    as_file: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chungtay.exchange.queries.workbooks.BATCH", 2)
    found = [
        sheets_of(as_file("key|unit|date|gift.count", *lines), "a.csv")[0]
        for lines in ([f"a{n}|22.206|01/10/2024|1" for n in range(5)], [f"b{n}|22.206|01/10/2024|1" for n in range(4)])
    ]
    book = Workbook(found, catalogue(), "a.csv")
    numbers: list[int] = []
    keys: list[str] = []
    for mine in (0, 1):
        for number, batch in book.checked(lookups(), lambda n, mine=mine: n % 2 == mine):
            numbers.append(number)
            keys += [draft.record.key for draft in batch.good if draft.record]
    assert sorted(keys) == sorted([f"a{n}" for n in range(5)] + [f"b{n}" for n in range(4)])
    assert len(set(numbers)) == len(numbers) == 5 and {n % 2 for n in numbers[:3]} == {0}
