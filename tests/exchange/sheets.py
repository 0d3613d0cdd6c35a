"""Workbooks for tests: the catalogue, lookups and files without a database, and figures of one read back."""

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter

from chungtay.disasters.rules import Name
from chungtay.exchange.formats import sheets_of
from chungtay.exchange.rules.drafts import Checked
from chungtay.exchange.rules.headings import Layout, layout_of
from chungtay.exchange.rules.lookups import Lookups
from chungtay.exchange.rules.names import DisasterIndex, ProgrammeIndex
from chungtay.exchange.rules.problems import Problem
from chungtay.exchange.rules.rows import Checker
from chungtay.exchange.rules.units import Named, UnitIndex
from chungtay.ledger.formats import core_indicators
from chungtay.ledger.rules import Catalogue, IndicatorView

TODAY = date(2026, 11, 24)
REFORM = date(2025, 7, 1)
NAMES = [
    Named(1, "22", "Hội Chữ thập đỏ tỉnh Quảng Ninh", "Quảng Ninh", date(2008, 1, 1), None),
    Named(2, "22.206", "Hội Chữ thập đỏ thị xã Quảng Yên", "Quảng Yên", date(2008, 1, 1), REFORM),
    Named(3, "22.205", "Hội Chữ thập đỏ thị xã Đông Triều", "Đông Triều", date(2008, 1, 1), date(2024, 11, 1)),
    Named(3, "22.205", "Hội Chữ thập đỏ thành phố Đông Triều", "Đông Triều", date(2024, 11, 1), REFORM),
    Named(4, "22.206.07132", "Hội Chữ thập đỏ phường Quảng Yên", "Phường Quảng Yên", date(2008, 1, 1), REFORM),
    Named(5, "22.07132", "Hội Chữ thập đỏ phường Quảng Yên", "Phường Quảng Yên", REFORM, None),
    Named(6, "22.201.1", "Hội Chữ thập đỏ xã Tân Bình", "Tân Bình", date(2008, 1, 1), None),
    Named(7, "22.202.1", "Hội Chữ thập đỏ xã Tân Bình", "Tân Bình", date(2008, 1, 1), None),
]
PROGRAMMES = {
    "tet_nhan_ai": ("Tết Nhân ái", "Tết vì người nghèo và nạn nhân chất độc da cam"),
    "thang_nhan_dao": ("Tháng Nhân đạo",),
    "dia_chi_nhan_dao": ("Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo",),
}
DISASTERS = (
    ("son_tinh_2018", date(2018, 7, 18), [Name("bão số 3", date(2018, 7, 16), date(2019, 1, 1))]),
    ("yagi_2024", date(2024, 9, 7), [Name("bão số 3 (Yagi)"), Name("bão số 3", date(2024, 9, 3), date(2025, 1, 1))]),
)


def catalogue() -> Catalogue:
    """The committed catalogue without a database."""
    views = [
        IndicatorView(
            number, d.code, d.name_vi, d.name_en, d.measure, d.kind, d.field, d.definition_vi, d.part_of, d.scale,
            d.derived, frozenset(d.excluded_kinds), d.source,
        )
        for number, d in enumerate(core_indicators(), 1)
    ]  # fmt: skip
    return Catalogue({view.code: view for view in views})


def lookups() -> Lookups:
    """Some units, programmes and a storm."""
    return Lookups(
        catalogue=catalogue(),
        units=UnitIndex(NAMES),
        programmes=ProgrammeIndex.of(PROGRAMMES),
        disasters=DisasterIndex(DISASTERS),
        today=TODAY,
        below=lambda unit, day: unit in (1, 2),
    )


def csv_file(*lines: Sequence[object] | str, delimiter: str = ",") -> bytes:
    """Lines as CSV; a cell that holds the delimiter is quoted."""
    rows = [line.split("|") if isinstance(line, str) else [str(cell) for cell in line] for line in lines]
    return "\r\n".join(
        delimiter.join(f'"{c}"' if delimiter in c or '"' in c else c for c in row) for row in rows
    ).encode()


def xlsx_file(
    *rows: Sequence[object], sheet: str = "Số liệu", formulas: dict[tuple[int, int], str] | None = None
) -> bytes:
    """Rows as XLSX, dates as real dates; `formulas` by (row, column) from 0."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, day = book.add_worksheet(sheet), book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                page.write_datetime(number, column, cell, day)
            elif cell not in ("", None):
                page.write(number, column, cell)
    for (number, column), formula in (formulas or {}).items():
        page.write_formula(number, column, formula)
    book.close()
    return out.getvalue()


def layout(data: bytes, name: str = "a.csv") -> tuple[Layout, list[Problem]]:
    """The layout of the first sheet."""
    sheet = sheets_of(data, name)[0]
    found, problems = layout_of(sheet.name, sheet.rows(), catalogue())
    assert found is not None
    return found, problems


def checked(data: bytes, name: str = "a.csv") -> Checked:
    """Every row of the first sheet, judged."""
    sheet = sheets_of(data, name)[0]
    found, problems = layout_of(sheet.name, sheet.rows(), catalogue())
    assert found is not None
    assert problems == [], [str(p.refusal) for p in problems]
    marks: dict[int, list[tuple[int, str]]] = {}
    for (row, column), mark in sheet.marks.items():
        marks.setdefault(row, []).append((column, mark))
    _, rows = next(sheet.batches(10_000, after=found.last_row), (0, []))
    return Checker(found, lookups(), name).check(found.last_row + 1, rows, marks)


def said(found: Checked) -> list[tuple[int, str, str]]:
    """(row, heading, message) of every problem."""
    return [(p.row, p.heading, str(p.refusal)) for p in found.problems]
