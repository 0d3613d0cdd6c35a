"""Empty workbooks to fill in, with the valid values to choose from; for a unit also its months' totals."""

from collections.abc import Sequence
from datetime import date

from chungtay.disasters.queries import disasters
from chungtay.exchange.formats import column_letter
from chungtay.exchange.formats.writing import Page, Validation
from chungtay.exchange.rules.fields import LABELS, WorkbookField
from chungtay.exchange.rules.sheets import Value, plain_number
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.months import month_first, month_index, month_last
from chungtay.ledger.models import StandingCell
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import CellState, IndicatorKind, IndicatorView
from chungtay.organizations.models import UnitPath, UnitVersion
from chungtay.organizations.queries import UnitOn, unit_within
from chungtay.programmes.queries import programmes

from .lookups import Below

CORE = "Danh mục gốc Chung Tay"
MOST_UNITS = 3000
MONTHS = 24
SHEET, MONTHLY, GUIDE, LISTS = "Số liệu", "Tổng hợp tháng", "Chỉ tiêu", "Danh mục chọn"
EARLIEST = date(1946, 11, 23)
COUNTED: dict[str, str] = {
    IndicatorKind.FLOW: "phát sinh trong kỳ",
    IndicatorKind.STOCK: "có đến một ngày",
    IndicatorKind.DISTINCT: "mỗi người một lần",
    IndicatorKind.RATE: "mức, tỷ lệ",
}

SHARED = (WorkbookField.KEY, WorkbookField.UNIT)
WORDS = (WorkbookField.TITLE, WorkbookField.PROGRAMMES, WorkbookField.DISASTER)
RECORD = (*SHARED, WorkbookField.DATE, *WORDS, WorkbookField.PARTNERS, WorkbookField.NOTE)
SPAN = (WorkbookField.FROM, WorkbookField.TO, WorkbookField.COVERS, WorkbookField.ESTIMATE)
DECLARATION = (*SHARED, *SPAN, *WORDS, WorkbookField.NOTE)
MONTH = (WorkbookField.UNIT, *SPAN)


def template_pages(on: date, unit_code: str | None = None, *, declaration: bool = False) -> list[Page]:
    """Pages of a workbook to fill in. Raises Refusal for a unit that never was.

    Records, or declarations; with a unit also a sheet of its last months by indicator, holding what it declared.
    """
    unit = None
    if unit_code is not None:
        unit = unit_within(unit_code, EARLIEST, on)
        if unit is None:
            raise Refusal(gettext_noop("Không có đơn vị mang mã “%(code)s”."), code=unit_code)
    lists = _lists(on, unit)
    fields, kinds = (DECLARATION, "declared") if declaration else (RECORD, "recorded")
    pages = [_page(SHEET, fields, _core(kinds), [], lists)]
    if unit is not None:
        views = _core("declared")
        pages.append(_page(MONTHLY, MONTH, views, _months(unit, views, on), lists))
    return [*pages, _guide(), lists]


def _core(kinds: str) -> list[IndicatorView]:
    found = []
    for view in catalogue().indicators.values():
        usable = view.kind in (IndicatorKind.FLOW, IndicatorKind.STOCK) and (
            not view.derived or (kinds == "declared" and view.derived == "total")
        )
        if usable and view.source == CORE:
            found.append(view)
    return found


def _page(
    name: str, fields: Sequence[WorkbookField], views: Sequence[IndicatorView], rows: list[list[Value]], lists: Page
) -> Page:
    remarks = [LABELS[field][0] for field in fields] + [f"{v.name_vi}\n{v.definition}" for v in views]
    labels: list[Value] = [LABELS[f][0] for f in fields]
    labels += [f"{v.name_vi} ({unit_word(Measure(v.measure))})" for v in views]
    return Page(
        name,
        [*(field.value for field in fields), *(view.code for view in views)],
        [labels, *rows],
        remarks=remarks,
        validations=_validations(fields, len(views), lists),
        widths=[14] * len(fields) + [18] * len(views),
        dates=frozenset(
            i for i, f in enumerate(fields) if f in (WorkbookField.DATE, WorkbookField.FROM, WorkbookField.TO)
        ),
    )


def _validations(fields: Sequence[WorkbookField], numbers: int, lists: Page) -> list[Validation]:
    ranges = {}
    for index, field in enumerate((WorkbookField.UNIT, WorkbookField.PROGRAMMES, WorkbookField.DISASTER)):
        filled = sum(1 for row in lists.rows if row[index])
        letter = column_letter(index)
        ranges[field] = f"='{LISTS}'!${letter}$2:${letter}${max(filled, 1) + 1}"
    found = [Validation(i, source=ranges[f]) for i, f in enumerate(fields) if f in ranges]
    for i, field in enumerate(fields):
        if field in (WorkbookField.DATE, WorkbookField.FROM, WorkbookField.TO):
            found.append(Validation(i, "date", message="dd/mm/yyyy"))
        if field == WorkbookField.COVERS:
            found.append(Validation(i, options=("own", "all")))
        if field == WorkbookField.ESTIMATE:
            found.append(Validation(i, options=("x",)))
    return found + [Validation(len(fields) + i, "whole") for i in range(numbers)]


def _months(unit: UnitOn, views: Sequence[IndicatorView], on: date) -> list[list[Value]]:
    """The unit's last months up to this one, each with what it declared for it and no more."""
    end = min(month_index(on), month_index(unit.valid_to) - 1 if unit.valid_to else month_index(on))
    start = max(end - MONTHS + 1, month_index(unit.valid_from))
    covers = "all" if Below()(unit.id, min(on, month_last(end))) else "own"
    cells = StandingCell.objects.filter(
        unit_id=unit.id, covers=covers, tagset__key="", estimate=False, first_month__gte=start, last_month__lte=end
    ).exclude(state=CellState.ENDED)
    declared = {
        (first, indicator): value
        for first, last, indicator, value in cells.values_list("first_month", "last_month", "indicator_id", "value")
        if first == last
    }
    rows: list[list[Value]] = []
    for month in range(start, end + 1):
        numbers: list[Value] = []
        for view in views:
            value = declared.get((month, view.id))
            numbers.append(None if value is None else plain_number(value, view.scale))
        rows.append([unit.code, month_first(month), month_last(month), covers, "", *numbers])
    return rows


def _guide() -> Page:
    heading = ["Mã chỉ tiêu", "Tên", "Đơn vị tính", "Cách tính", "Là một phần của", "Định nghĩa"]
    rows = [
        [v.code, v.name_vi, unit_word(Measure(v.measure)), COUNTED[v.kind], v.part_of or "", v.definition]
        for v in catalogue().indicators.values()
    ]
    return Page(GUIDE, heading, rows, widths=[24, 40, 16, 20, 20, 80])


def _lists(on: date, unit: UnitOn | None) -> Page:
    """Values to choose from, a column each: units (below the unit, if one is given), programmes, disasters."""
    rows = UnitVersion.objects.filter(superseded_in=None, valid_from__lte=on).exclude(valid_to__lte=on)
    if unit is not None:
        rows = rows.filter(unit_id__in=UnitPath.objects.filter(ancestor_id=unit.id).values("descendant_id"))
    codes = sorted(set(rows.values_list("unit__code", flat=True)))[:MOST_UNITS]
    if unit is not None and unit.code not in codes:
        codes.insert(0, unit.code)
    columns = [codes, sorted(p.code for p in programmes(on)), sorted(d.code for d in disasters())]
    height = max(map(len, columns))
    lines = [[column[i] if i < len(column) else "" for column in columns] for i in range(height)]
    return Page(LISTS, ["Mã được chọn", "Mã chương trình", "Mã sự kiện"], lines, hidden=True)
