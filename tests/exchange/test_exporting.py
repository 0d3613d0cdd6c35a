"""Our own export read again changes nothing; templates; refused rows handed back."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest

from chungtay.aid.actions import record_delivery
from chungtay.aid.rules import DeliveryDraft, GroupHelped, Line, ValueKind, Work
from chungtay.exchange.actions import undo_import
from chungtay.exchange.formats import sheets_of
from chungtay.exchange.formats.writing import csv_bytes, xlsx_bytes
from chungtay.exchange.models import Import
from chungtay.exchange.queries.exports import export_page
from chungtay.exchange.queries.refusals import refused_pages
from chungtay.exchange.queries.templates import template_pages
from chungtay.kernel.errors import Refusal
from tests.factories.organizations import Chapter

from .conftest import NOW, TODAY, Give, figure, rows_of_all_tables
from .sheets import csv_file, xlsx_file

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
HEAD = "key|unit|date|from|to|covers|estimate|title|programmes|disaster|partners|note|social.turns|social.value|gift.value|goods.rice|gift.value [value:cash]"
LINES = (
    "a|22.206|01/10/2024|||||Tặng quà; đợt 1|tet_nhan_ai|yagi_2024|22.205; 22.195|=ghi chú|10|5.000.000|3.000.000|1,1250|",
    "b|22.206.07132|20/03/2024 - 15/04/2024||||||||||4|0||2|700",
    "c|22.195|04/05/2024||||||||||4|5.000|5.000||",
    "|22.206||01/01/2024|31/10/2024|all|x|||||ước|500|9.000.000|||",
    "d1|22.205||01/01/2024|30/06/2024|own||||||||7.000|7.000||",
)


def exported(kind: str, of: Sequence[str] = ("22",)) -> tuple[bytes, str]:
    page = export_page(of, *YEAR, written=kind == "csv")
    return (csv_bytes(page), "x.csv") if kind == "csv" else (xlsx_bytes([page]), "x.xlsx")


def delivered(where: Chapter) -> None:
    record_delivery(
        by=None, at=NOW, on=TODAY,
        delivery=DeliveryDraft(
            where.id("22.206"), "2024-7", date(2024, 5, 5), "Trao quà", Work.GIFT,
            lines=(Line(ValueKind.CASH, amount=2_000_000), Line(ValueKind.GOODS, "Gạo", 2500, 2, "kg", 15_000, "hóa đơn",
                        counts_as="goods.rice")),
            turns=20, count=20, groups=(GroupHelped.POOR,), programmes=("thang_nhan_dao",), giver="Ẩn danh",
            partners=(where.id("22.cdyt"),),
        ),
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_export_read_again_changes_nothing(give: Give, where: Chapter, kind: str) -> None:
    assert give(csv_file(HEAD, *LINES)).problems == ()
    delivered(where)
    before, values = rows_of_all_tables(), [figure("22", code) for code in ("social.value", "gift.value", "goods.rice")]
    again = give(*exported(kind))
    assert [str(p.refusal) for p in again.problems] == []
    assert (again.rows, again.accepted, again.corrected, again.already) == (6, 0, 0, 6)
    assert rows_of_all_tables() == before
    assert values == [figure("22", code) for code in ("social.value", "gift.value", "goods.rice")]


def test_an_export_rebuilds_the_same_figures_in_an_empty_ledger(give: Give, where: Chapter) -> None:
    give(csv_file(HEAD, *LINES))
    data, name = exported("xlsx")
    undone = {code: figure("22", code) for code in ("social.turns", "social.value", "gift.value", "goods.rice")}
    undo_import(by=None, at=NOW, number=Import.objects.get().pk)
    assert give(data, name).accepted == 5
    assert {code: figure("22", code) for code in undone} == undone


def test_a_window_of_one_day_is_that_day_when_it_comes_back(give: Give, where: Chapter) -> None:
    day = date(2024, 5, 5)
    draft = DeliveryDraft(where.id("22.206"), "w", day, "Trao quà", Work.GIFT, since=day, count=20)
    record_delivery(by=None, at=NOW, on=TODAY, delivery=draft)
    again = give(*exported("csv"))
    assert (again.accepted, again.corrected, again.already, again.refused) == (0, 0, 1, 0)


def test_of_a_leaf_the_same_cell_under_another_cover_is_refused_at_its_cell(give: Give) -> None:
    head = "unit|from|to|covers|gift.count"
    assert give(csv_file(head, "22.206.07132|01/01/2024|31/10/2024|own|5")).accepted == 1
    result = give(csv_file(head, "22.206.07132|01/01/2024|31/10/2024|all|5"))
    assert result.refused == 1 and [p.heading for p in result.problems] == ["gift.count"]


def test_an_export_holds_the_scope_and_the_days_asked_for(give: Give) -> None:
    give(csv_file(HEAD, *LINES))
    assert [row[1] for row in export_page(("22.205",), *YEAR, written=True).rows] == ["22.205"]
    page = export_page(("22",), date(2024, 10, 1), date(2024, 10, 31), written=True)
    assert [row[0] for row in page.rows] == ["a"]
    with pytest.raises(Refusal):
        export_page(("22.999",), *YEAR, written=True)


@pytest.mark.parametrize("declaration", [False, True])
def test_a_template_is_filled_in_and_imported(give: Give, where: Chapter, declaration: bool) -> None:
    data = xlsx_bytes(template_pages(TODAY, declaration=declaration))
    heading, labels = list(sheets_of(data, "t.xlsx")[0].rows())[:2]
    assert {"unit", "gift.count", "blood.units"} <= set(heading) and "Đơn vị" in labels
    guide = next(list(sheet.rows()) for sheet in sheets_of(data, "t.xlsx") if sheet.name == "Chỉ tiêu")
    assert {row[3] for row in guide[1:]} >= {"phát sinh trong kỳ", "có đến một ngày"}
    values: dict[object, object] = {"key": "t1", "unit": "22.205", "date": date(2024, 3, 1), "from": date(2024, 3, 1),
                                    "to": date(2024, 3, 31), "covers": "own", "blood.units": 12}  # fmt: skip
    row = [values.get(cell, "") for cell in heading]
    result = give(xlsx_file(heading, labels, row), "t.xlsx")
    assert [str(p.refusal) for p in result.problems] == [] and result.accepted == 1
    assert figure("22.205", "blood.units") == 12


def test_a_template_offers_the_valid_values(where: Chapter) -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(template_pages(TODAY)))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "Danh mục chọn" in sheet and 'type="date"' in sheet
        assert 'state="hidden"' in archive.read("xl/workbook.xml").decode()


def test_a_units_template_holds_what_it_declared_by_month_and_can_be_read_again(give: Give) -> None:
    head = "unit|from|to|covers|estimate|blood.units|social.value"
    give(csv_file(head, "22.205|01/05/2025|31/05/2025|own||30|1000"))
    data = xlsx_bytes(template_pages(TODAY, "22.205"))
    monthly = next(sheet for sheet in sheets_of(data, "t.xlsx") if sheet.name == "Tổng hợp tháng")
    rows = list(monthly.rows())
    may = next(row for row in rows[2:] if row[1] == date(2025, 5, 1))
    assert may[rows[0].index("blood.units")] == 30 and rows[-1][2] == date(2025, 6, 30)
    before = rows_of_all_tables()
    again = give(data, "t.xlsx")
    assert (again.rows, again.already, again.problems) == (1, 1, ()) and rows_of_all_tables() == before


def test_a_unit_that_never_was_has_no_template(where: Chapter) -> None:
    with pytest.raises(Refusal):
        template_pages(TODAY, "22.999")


def test_refused_rows_come_back_with_a_comment_on_each_wrong_cell_and_can_be_mended(give: Give) -> None:
    above = ["ĐVT: triệu đồng"]
    heading = ["STT", "Mã", "Đơn vị", "Ngày", "Suất quà trao tặng", "Trị giá quà"]
    rows = [[1, "a", "22.206", date(2024, 10, 1), 5, 2.5], [2, "b", "22.2067", date(2024, 10, 2), "năm mươi mốt?", 3.5]]
    sums = [[3, "c", "22.206", date(2024, 10, 3), 5, 0], [4, "d", "22.206", "", 5, 1]]
    data = xlsx_file(above, heading, *rows, *sums, formulas={(4, 4): "=2+3"})
    result = give(data, "a.xlsx")
    pages = refused_pages(data, "a.xlsx", result.problems, str)
    back = xlsx_bytes(pages)
    with zipfile.ZipFile(io.BytesIO(back)) as archive:
        comments = archive.read("xl/comments1.xml").decode()
    assert all(f'ref="{cell}"' in comments for cell in ("C3", "E3", "E4", "D5")) and "22.206" in comments
    read = list(sheets_of(back, "b.xlsx")[0].rows())
    assert read[0][0] == "ĐVT: triệu đồng" and read[2][1:3] == ["b", "22.2067"] and len(read) == 5
    assert str(read[3][4]).startswith("=") and {p.row for p in give(back, "b.xlsx").problems} == {3, 4, 5}
    mended = [list(read[2])]
    mended[0][2], mended[0][4] = "22.206", 51
    assert give(xlsx_file(above, read[1], *mended), "b.xlsx").accepted == 1
    assert figure("22", "gift.value") == 3_500_000


def test_a_file_that_could_not_be_read_comes_back_as_its_message(give: Give) -> None:
    result = give(b"PK nothing", "a.xlsx")
    (page,) = refused_pages(b"PK nothing", "a.xlsx", result.problems, str)
    assert "XLSX" in str(next(iter(page.rows))[0])
