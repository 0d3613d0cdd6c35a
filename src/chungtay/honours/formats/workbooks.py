"""The list as a workbook: real numbers and days, text stays text."""

from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from chungtay.honours.rules.papers import HonourList, Value, headings, line_of, unnamed

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TITLE_ROWS = 2


def list_workbook(of: HonourList) -> bytes:
    """One sheet: unit, then the columns of the paper; counted without a name at the end of each unit."""
    out = BytesIO()
    book = Workbook(out, {**OPTIONS, "default_format_properties": {"font_name": "Times New Roman", "font_size": 12}})
    book.set_properties({"title": of.title, "created": datetime(of.last.year, of.last.month, of.last.day)})
    sheet, bold = book.add_worksheet("Danh sách"), book.add_format({"bold": True})
    heading = book.add_format({"bold": True, "bg_color": "#EDEDED", "border": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    sheet.write_string(0, 0, of.title, bold)
    columns = [("Đơn vị", 44, ""), *headings(internal=of.internal)]
    for index, (text, width, _sample) in enumerate(columns):
        sheet.write_string(TITLE_ROWS, index, text, heading)
        sheet.set_column(index, index, width)
    sheet.freeze_panes(TITLE_ROWS + 1, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TITLE_ROWS)
    for number, row in enumerate(_rows(of), start=TITLE_ROWS + 1):
        _write(sheet, number, row, day)
    book.close()
    return out.getvalue()


def _rows(of: HonourList) -> list[list[Value]]:
    found: list[list[Value]] = []
    for unit, donors in of.by_unit():
        shown = [one for one in donors if of.internal or one.named]
        found += [[unit, *line_of(one, internal=of.internal)] for one in shown]
        found += [[unit, unnamed(len(donors) - len(shown))]] if len(donors) > len(shown) else []
    return found


def _write(sheet: Worksheet, number: int, row: list[Value], day: Format) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(number, column, datetime(value.year, value.month, value.day), day)
        elif isinstance(value, int):
            sheet.write_number(number, column, value)
        elif value:
            sheet.write_string(number, column, value)
