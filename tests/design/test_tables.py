"""Tables say everything twice where a phone needs it, and nothing in them is markup."""

import pytest

from chungtay.design.rules.tables import Cell, Column, Row, Table, table_html

COLUMNS = (Column("Đơn vị", href="?sort=unit", sort="ascending"), Column("Trị giá", is_number=True, unit="đồng"))


def test_each_cell_carries_the_label_of_its_column() -> None:
    html = table_html(Table("Bảng", COLUMNS, (Row((Cell("Hạ Long", href="/x?a=1&b=2"), Cell("1.000"))),)))
    assert '<td role="cell" class="number" data-label="Trị giá (đồng)">1.000</td>' in html
    assert '<th scope="row" role="rowheader"><a href="/x?a=1&amp;b=2">Hạ Long</a></th>' in html


def test_an_absence_is_written_as_a_word() -> None:
    html = table_html(Table("Bảng", COLUMNS, (Row((Cell("Uông Bí"), Cell("", word="chưa báo cáo"))),)))
    assert "chưa báo cáo" in html


def test_the_total_stands_apart() -> None:
    rows = (Row((Cell("Cả cụm"), Cell("3")), is_total=True), Row((Cell("Hạ Long"), Cell("3"))))
    html = table_html(Table("Bảng", COLUMNS, rows))
    assert html.index("Hạ Long") < html.index("<tfoot") < html.index("Cả cụm")


def test_the_sorted_column_says_so() -> None:
    assert 'aria-sort="ascending"' in table_html(Table("Bảng", COLUMNS, ()))


def test_markup_in_a_cell_stays_text() -> None:
    html = table_html(Table("<b>", COLUMNS, (Row((Cell("<script>", word="<i>"), Cell('"'))),), note="<u>"))
    assert not any(tag in html for tag in ("<script>", "<i>", "<b>", "<u>"))


def test_a_row_of_another_width_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        Table("Bảng", COLUMNS, (Row((Cell("một"),)),))
