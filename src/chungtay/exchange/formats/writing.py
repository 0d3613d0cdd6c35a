"""Sheets to bytes: XLSX with valid values to choose from and comments on cells, and CSV."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | None

LIST_LIMIT: Final = 255  # characters of a list written into the validation itself
COMMENT_SIZE: Final = {"x_scale": 2, "y_scale": 1.5}
RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run text that begins so


@dataclass(frozen=True, slots=True)
class Validation:
    """Allowed values of a column: `options` to choose from, or "date", or "whole" (numbers from 0)."""

    column: int
    kind: str = "list"
    options: tuple[str, ...] = ()
    source: str = ""  # a range that holds the options
    message: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on a cell of the rows (row from 0 below the heading)."""

    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to write: lines above, a heading, rows; `names` stand under the heading as remarks on its cells."""

    name: str
    heading: Sequence[str]
    rows: Iterable[Sequence[Value]]
    above: Sequence[str] = ()
    remarks: Sequence[str] = ()
    validations: Sequence[Validation] = ()
    comments: Sequence[Comment] = ()
    widths: Sequence[int] = ()
    spare_rows: int = 2000
    hidden: bool = False
    dates: frozenset[int] = field(default_factory=frozenset)  # columns shown as dates even while empty


def xlsx_bytes(pages: Sequence[Page]) -> bytes:
    """The pages as an XLSX file; text stays text (no formula, no link is made of it). Rows are not kept in memory."""
    out = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    formats = {
        "heading": book.add_format(
            {"bold": True, "bg_color": "#E7ECF2", "border": 1, "text_wrap": True, "valign": "top"}
        ),
        "above": book.add_format({"italic": True}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "number": book.add_format({"num_format": "#,##0"}),
        "wrong": book.add_format({"bg_color": "#FBE3D6", "border": 2, "border_color": "#B3261E"}),
        "wrong_date": book.add_format({"bg_color": "#FBE3D6", "border": 2, "num_format": "dd/mm/yyyy"}),
    }
    for page in pages:
        _write(book.add_worksheet(page.name), page, formats)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, page: Page, formats: dict[str, Format]) -> None:
    top = len(page.above)
    _write_heading(sheet, page, formats)
    remarks: dict[int, dict[int, str]] = {}
    for comment in page.comments:
        remarks.setdefault(comment.row, {})[comment.column] = comment.text
    last = top
    for index, row in enumerate(page.rows):
        last, wrong = top + 1 + index, remarks.get(index, {})
        for column, value in enumerate(row):
            _cell(sheet, last, column, value, formats, column in wrong)
        for column, text in wrong.items():  # with its row: what is written of a row that has passed is dropped
            sheet.write_comment(last, column, text, COMMENT_SIZE)
    for validation in page.validations:
        _validate(sheet, top + 1, max(last, top + page.spare_rows), validation)
    if page.hidden:
        sheet.hide()


def _write_heading(sheet: Worksheet, page: Page, formats: dict[str, Format]) -> None:
    top = len(page.above)
    for line, text in enumerate(page.above):
        sheet.write_string(line, 0, text, formats["above"])
    for column, label in enumerate(page.heading):
        width = page.widths[column] if page.widths else 16
        sheet.set_column(column, column, width, formats["date"] if column in page.dates else None)
        sheet.write_string(top, column, label, formats["heading"])
    for column, remark in enumerate(page.remarks):
        if remark:
            sheet.write_comment(top, column, remark, COMMENT_SIZE)
    sheet.freeze_panes(top + 1, 0)


def _cell(sheet: Worksheet, row: int, column: int, value: Value, formats: dict[str, Format], wrong: bool) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["wrong_date" if wrong else "date"])
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, formats["wrong" if wrong else "number"])
    elif value:
        sheet.write_string(row, column, value, formats["wrong"] if wrong else None)
    elif wrong:
        sheet.write_blank(row, column, None, formats["wrong"])


def _validate(sheet: Worksheet, first: int, last: int, rule: Validation) -> None:
    options: dict[str, object] = {"ignore_blank": True, "error_type": "warning"}
    if rule.message:
        options |= {"input_message": rule.message[:255]}
    if rule.kind == "date":
        options |= {"validate": "date", "criteria": ">=", "value": date(1946, 11, 23)}
    elif rule.kind == "whole":
        options |= {"validate": "decimal", "criteria": ">=", "value": 0}
    else:
        inline = len(",".join(rule.options)) <= LIST_LIMIT and not any("," in option for option in rule.options)
        options |= {"validate": "list", "source": list(rule.options) if inline and not rule.source else rule.source}
    sheet.data_validation(first, rule.column, last, rule.column, options)


def csv_bytes(page: Page, delimiter: str = ",") -> bytes:
    """The page as CSV in UTF-8 with a byte order mark (so that Excel shows Vietnamese), dates in ISO.

    Text that a spreadsheet would run as a formula is led by an apostrophe, which reading takes away again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(page.heading)
    writer.writerows([_plain(value) for value in row] for row in page.rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return value.isoformat() if isinstance(value, date) else str(value)
