"""What a cell of the sheet of totals says, what of a sheet is new, and where a pasted block comes to lie."""

from datetime import date

import pytest

from chungtay.kernel.errors import Refusal
from chungtay.totals.rules.cells import (
    Style,
    Total,
    changed,
    month_of_year,
    read_total,
    settled,
    sheet_year,
    written_total,
)
from chungtay.totals.rules.pasting import placed, read_block

JANUARY, MARCH = 2024 * 12, 2024 * 12 + 2
NAMES = {"suat qua trao tang": "gift.count", "tri gia qua": "gift.value", "gift.count": "gift.count"}
ORDER = ("gift.count", "gift.value")


@pytest.mark.parametrize(
    ("text", "measure", "scale", "total"),
    [
        ("", "gifts", 0, None),
        (" 22.200 ", "gifts", 0, Total(22_200)),
        ("1,5 triệu", "dong", 0, Total(1_500_000)),
        ("655480000", "dong", 0, Total(655_480_000)),
        ("ước 300 suất", "gifts", 0, Total(300, True)),
        ("~1,2 tỷ", "dong", 0, Total(1_200_000_000, True)),
        ("0", "gifts", 0, Total(0)),
        ("Không phát sinh", "gifts", 0, Total(0)),
        ("1,250", "kg", 3, Total(1_250)),
    ],
)
def test_a_cell_is_read_as_offices_write(text, measure, scale, total):
    assert read_total(text, measure, scale) == total


@pytest.mark.parametrize("text", ["-", "1,500", "300 hộ", "trên 200", "12-14", "10,5", "nhiều", "-3"])
def test_a_cell_that_could_mean_two_things_is_refused(text):
    with pytest.raises(Refusal):
        read_total(text, "gifts", 0)


@pytest.mark.parametrize("total", [Total(0), Total(1_234_567), Total(98, True)])
def test_what_a_cell_shows_is_read_back_the_same(total):
    assert read_total(written_total(total, 0), "dong", 0) == total


@pytest.mark.parametrize("money", [0, 3, 6])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("value", [0, 7, 1_500, 22_345_000, 1_234_567_891, 5 * 10**15])
def test_money_in_any_style_is_read_back_the_same(money, lang, value):
    style = Style(money, lang)
    for total in (Total(value), Total(value, True)):
        assert read_total(written_total(total, 0, "dong", style), "dong", 0, style) == total
        assert read_total(written_total(total, 0, "gifts", style), "gifts", 0, style) == total


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("22,345", Style(6), 22_345_000),
        ("22.345", Style(6), 22_345_000_000),
        ("2 tỷ", Style(6), 2_000_000_000),
        ("500.000 đồng", Style(3), 500_000),
        ("1,5 triệu", Style(3), 1_500_000),
        ("22,345.5", Style(3, "en"), 22_345_500),
        ("1.5 million", Style(0, "en"), 1_500_000),
        ("22,200", Style(0, "en"), 22_200),
    ],
)
def test_a_bare_number_of_money_is_in_the_style_of_the_page(text, style, value):
    assert read_total(text, "dong", 0, style) == Total(value)


def test_an_english_page_says_how_it_writes_numbers():
    with pytest.raises(Refusal) as refused:
        read_total("1.500.000", "dong", 0, Style(0, "en"))
    assert refused.value.params == {"text": "1.500.000", "right": "1,500,000"}


def test_only_what_a_person_changed_is_new():
    was = {("a", 1): Total(5), ("b", 1): Total(7), ("c", 1): Total(9), ("d", 1): Total(1), ("e", 1): Total(2)}
    now = was | {("b", 1): Total(8), ("c", 1): Total(8), ("f", 1): Total(3)}
    typed = {
        ("a", 1): Total(6), ("b", 1): Total(7), ("c", 1): Total(4), ("d", 1): None, ("e", 1): Total(2, True),
        ("f", 1): Total(4), ("g", 1): Total(0), ("h", 1): None,
    }  # fmt: skip
    found = changed(typed, was, now)
    assert found.put == {("a", 1): Total(6), ("e", 1): Total(2, True), ("g", 1): Total(0)}
    assert found.emptied == (("d", 1),)
    assert found.clashes == (("c", 1), ("f", 1)), "b was touched by the other alone"


def test_a_month_that_is_not_over_is_always_estimated():
    year = sheet_year(2024, (date(2008, 1, 1), date(2024, 6, 1)), on=date(2024, 3, 20))
    assert year.open == {JANUARY, JANUARY + 1, MARCH}
    assert year.over == {JANUARY, JANUARY + 1}
    typed = {("a", MARCH): Total(5), ("b", MARCH): Total(7), ("a", JANUARY): Total(5, True)}
    assert settled(typed, {("b", MARCH): Total(7)}, year, finals={JANUARY}) == {
        ("a", MARCH): Total(5, True), ("b", MARCH): Total(7), ("a", JANUARY): Total(5),
    }  # fmt: skip


def test_a_unit_declares_only_for_months_at_whose_end_it_stood():
    year = sheet_year(2025, (date(2025, 2, 10), date(2025, 7, 1)), on=date(2026, 1, 5))
    assert year.over == {2025 * 12 + month for month in range(1, 6)}


@pytest.mark.parametrize("label", ["Tháng 3", "T3", "th.3", "3/2024", "2024-03", "01/03/2024", "03"])
def test_a_label_names_a_month_of_the_year(label):
    assert month_of_year(2024, label) == MARCH


@pytest.mark.parametrize("label", ["Tháng 13", "3/2023", "01/03/2023", "Cộng", ""])
def test_a_label_of_another_year_names_none(label):
    assert month_of_year(2024, label) is None


def test_a_block_without_labels_lies_from_the_cell_on():
    found = placed(read_block("1\t2\n\t3\n9\t9"), 2024, ORDER, NAMES, ("gift.count", MARCH))
    assert found.cells == {("gift.count", MARCH): "1", ("gift.count", MARCH + 1): "2", ("gift.value", MARCH + 1): "3"}
    assert [text for text, _ in found.lost] == ["9", "9"]


def test_a_block_with_labels_finds_its_cells():
    block = read_block("Chỉ tiêu\tTháng 1\tTháng 2\nTrị giá quà (đồng)\t1,5 triệu\tkps\nCái khác\t4\t\n")
    found = placed(block, 2024, ORDER, NAMES, ("gift.count", MARCH))
    assert found.cells == {("gift.value", JANUARY): "1,5 triệu", ("gift.value", JANUARY + 1): "kps"}
    assert [text for text, _ in found.lost] == ["Cái khác: 4"]


def test_a_block_with_months_below_each_other_is_turned():
    block = read_block("Từ ngày\tSuất quà trao tặng\tTrị giá quà\n01/02/2024\t10\t20\n01/03/2024\t11\t\n")
    found = placed(block, 2024, ORDER, NAMES, ("gift.count", JANUARY))
    assert found.cells == {
        ("gift.count", JANUARY + 1): "10", ("gift.value", JANUARY + 1): "20", ("gift.count", MARCH): "11",
    }  # fmt: skip
    assert not found.lost


def test_one_month_alone_is_known_by_its_word():
    found = placed(read_block("\tTháng 3\nTrị giá quà\t8"), 2024, ORDER, NAMES, ("gift.count", JANUARY))
    assert (found.cells, found.lost) == ({("gift.value", MARCH): "8"}, ())


def test_a_column_of_small_numbers_is_no_row_of_months():
    found = placed(read_block("3\t4\n5\t6"), 2024, ORDER, NAMES, ("gift.count", JANUARY))
    assert found.cells[("gift.count", JANUARY)] == "3"


def test_a_block_too_large_is_refused():
    with pytest.raises(Refusal):
        read_block("1\t" * 30_000)
