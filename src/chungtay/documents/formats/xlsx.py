"""The review's figures as a workbook: real numbers, live sums, and the question behind every number."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from chungtay.documents.rules import STATE_WORDS, Cell, Column, Reference, Review, Table

FIRST_ROW = 4  # below title, period, watermark and an empty row
ONE_PAGE_WIDE = 10  # columns
FACE = {"font_name": "Times New Roman", "font_size": 12, "font_scheme": "none"}
LONG_AGO = date(2020, 3, 5)  # the moment inside the file is never the clock's
# Excel shows 22.200 for #,##0 where the machine is set to Vietnamese.
_WHOLE, _PERCENT = "#,##0", "0.0%"


def xlsx(review: Review) -> bytes:
    """A workbook: indicators, by unit, by month, origins. The same review gives the same bytes."""
    out = BytesIO()
    # a copy, because the library writes into what it is given
    book = Workbook(out, {"in_memory": True, "default_format_properties": dict(FACE)})
    day = review.as_of or LONG_AGO
    made = {"created": datetime(day.year, day.month, day.day)}
    book.set_properties({"title": review.title, "author": review.head.issuer, "subject": review.period, **made})
    writer = _Writer(book, review)
    for table in review.sheets:
        writer.table(table)
    writer.origins()
    book.close()
    return out.getvalue()


class _Writer:
    """Writes sheets of one workbook in its formats."""

    def __init__(self, book: Workbook, review: Review) -> None:
        self.book, self.review = book, review
        self.formats: dict[tuple[str, bool, bool, str], Format] = {}
        self.heading = book.add_format(
            {
                "bold": True,
                "text_wrap": True,
                "align": "center",
                "valign": "vcenter",
                "border": 1,
                "bg_color": "#EDEDED",
            }
        )
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.warning = book.add_format({"bold": True, "font_color": "#9C1C1C"})

    def format(self, numbers: str = "", *, bold: bool = False, faint: bool = False, side: str = "") -> Format:
        """A cell's look, made once: number format, total row, words instead of a number, where it leans."""
        key = (numbers, bold, faint, side)
        if key not in self.formats:
            look = {"border": 1, "valign": "vcenter", "bold": bold, "italic": faint, "text_wrap": not numbers}
            if side:
                look["align"] = side
            if numbers:
                look["num_format"] = numbers
            self.formats[key] = self.book.add_format({**look, **({"font_color": "#666666"} if faint else {})})
        return self.formats[key]

    def _sheet(self, name: str, headings: Sequence[str], widths: Sequence[int]) -> Worksheet:
        sheet: Worksheet = self.book.add_worksheet(name)
        sheet.write_string(0, 0, self.review.title, self.title)
        sheet.write_string(1, 0, self.review.anchor or "Bản nháp, chưa công bố")
        if self.review.watermark:
            sheet.write_string(2, 0, self.review.watermark, self.warning)
            sheet.set_header(f"&C&14{self.review.watermark}")
        for index, (text, width) in enumerate(zip(headings, widths, strict=True)):
            sheet.write_string(FIRST_ROW, index, text, self.heading)
            sheet.set_column(index, index, width)
        sheet.set_row(FIRST_ROW, 60)
        sheet.freeze_panes(FIRST_ROW + 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(FIRST_ROW)
        if len(headings) <= ONE_PAGE_WIDE:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.repeat_columns(0, 1)
        return sheet

    def table(self, table: Table) -> None:
        """A table as a sheet of its name, summed by formulas where its columns add up."""
        headings = [f"{c.heading}\n({c.unit})" if c.unit else c.heading for c in table.columns]
        sheet = self._sheet(table.title, headings, [_width(column) for column in table.columns])
        start = FIRST_ROW + 1
        for index, row in enumerate(table.rows):
            for column, cell in enumerate(row):
                self._cell(sheet, start + index, column, cell, table)
        if table.total:
            self._total(sheet, table, start)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, table: Table) -> None:
        if table.columns[column].unit == "%" and column >= 2 and cell.text.endswith("%"):
            self._growth(sheet, row, column, table)
        elif column >= 2 and cell.text.endswith("%") and self._share(sheet, row, column, table):
            return
        elif cell.behind is not None and cell.value is not None:
            sheet.write_number(row, column, amount(cell.behind), self.format(numbers(cell.behind)))
        elif table.columns[column].ordinal and cell.text:
            sheet.write_number(row, column, int(cell.text), self.format("0", side="center"))
        else:
            faint, side = cell.text in STATE_WORDS.values(), "right" if table.columns[column].number else "left"
            sheet.write_string(row, column, cell.text, self.format(faint=faint, side=side))

    def _growth(self, sheet: Worksheet, row: int, column: int, table: Table) -> None:
        """Growth over the two cells to its left, as a formula."""
        cells = table.rows[row - FIRST_ROW - 1]
        now, before = cells[column - 2].value or 0, cells[column - 1].value or 0
        names = [xl_rowcol_to_cell(row, column - back) for back in (2, 1)]
        result = (now - before) / before if before else 0
        sheet.write_formula(row, column, f"=({names[0]}-{names[1]})/{names[1]}", self.format(_PERCENT), result)

    def _share(self, sheet: Worksheet, row: int, column: int, table: Table) -> bool:
        """The share of a plan that was reached, as a formula where both numbers stand to its left; a hedged one ("gần 100%")
        stays text, for the formula would show that the plan is reached."""
        *_, plan, made, share = (cell for cell in table.rows[row - FIRST_ROW - 1][: column + 1])
        if not plan.value or made.value is None or not share.text[0].isdigit():
            return False
        names = [xl_rowcol_to_cell(row, column - back) for back in (1, 2)]
        sheet.write_formula(row, column, f"={names[0]}/{names[1]}", self.format(_PERCENT), made.value / plan.value)
        return True

    def _total(self, sheet: Worksheet, table: Table, start: int) -> None:
        """A sum by formula where the rows make the total; elsewhere (overlapping rows) the total as a number."""
        bottom = start + len(table.rows)
        for column, cell in enumerate(table.total):
            if cell.figure is None or cell.value is None:
                sheet.write_string(bottom, column, cell.text, self.format(bold=True))
                continue
            look = self.format(numbers(cell.figure), bold=True)
            made = sum(row[column].value or 0 for row in table.rows)
            if table.columns[column].summed and made == cell.value:
                first, last = xl_rowcol_to_cell(start, column), xl_rowcol_to_cell(bottom - 1, column)
                sheet.write_formula(bottom, column, f"=SUM({first}:{last})", look, amount(cell.figure))
            else:
                sheet.write_number(bottom, column, amount(cell.figure), look)

    def origins(self) -> None:
        """Every figure of the report with the question that it answers."""
        headings = ("TT", "Chỉ tiêu", "Mã", "Phạm vi", "Từ ngày", "Đến ngày", "Thẻ", "Phân tổ", "Trạng thái", "Giá trị")
        sheet = self._sheet("Nguồn số liệu", headings, (6, 40, 22, 24, 12, 12, 24, 20, 16, 18))
        text, day = self.format(), self.format("dd/mm/yyyy")
        for index, figure in enumerate(self.review.figures(), start=1):
            row = FIRST_ROW + index
            sheet.write_number(row, 0, index, self.format("0"))
            sheet.write_string(row, 1, figure.name, text)
            sheet.write_string(row, 2, figure.indicator, text)
            sheet.write_string(row, 3, ", ".join(figure.of), text)
            sheet.write_datetime(row, 4, datetime(*figure.first.timetuple()[:3]), day)
            sheet.write_datetime(row, 5, datetime(*figure.last.timetuple()[:3]), day)
            sheet.write_string(row, 6, ", ".join(figure.tags), text)
            sheet.write_string(row, 7, figure.label or figure.key or "", text)
            sheet.write_string(row, 8, STATE_WORDS.get(figure.state, "có số liệu"), text)
            if figure.value is None:
                sheet.write_string(row, 9, "", text)
            else:
                sheet.write_number(row, 9, amount(figure), self.format(numbers(figure)))


def amount(figure: Reference) -> float | int:
    """The number in whole units, as a cell holds it."""
    return (figure.value or 0) / 10**figure.scale if figure.scale else figure.value or 0


def numbers(figure: Reference) -> str:
    """The number format of an indicator's scale."""
    return f"{_WHOLE}.{'0' * figure.scale}" if figure.scale else _WHOLE


def _width(column: Column) -> int:
    return 6 if column.heading == "TT" else 18 if column.number else 34
