"""A question as the part of an address, and its answer as the bytes of a file."""

import csv
import io
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

import xlsxwriter

from chungtay.explorer.rules import Against, Asked, View
from chungtay.figures.formats import query_string

RISKY: Final = ("=", "+", "-", "@", "\t", "\r")  # spreadsheets run text that begins so
SAFELY: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
HEAD: Final = 4  # rows above the headings


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a file; `scale` of its numbers, and whether the rows make the total."""

    label: str
    is_number: bool = False
    scale: int = 0
    is_summed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answer as a table of texts and whole numbers (times 10**scale); `notes` stand above it, one a line."""

    title: str
    notes: tuple[str, ...]
    headings: tuple[Heading, ...]
    rows: tuple[tuple[str | int, ...], ...]
    total: tuple[str | int, ...] = ()


def address(asked: Asked) -> str:
    """The whole question with its view, as the part of an address behind its "?"."""
    pairs = [("view", asked.view.value)] if asked.view != View.TABLE else []
    if asked.against != Against.YEAR:
        pairs.append(("against", asked.against.value))
    if asked.against == Against.DAYS and asked.days:
        pairs += [("against_from", asked.days.first.isoformat()), ("against_to", asked.days.last.isoformat())]
    return "&".join(filter(None, (query_string(asked.question, asked.by), urlencode(pairs))))


def csv_bytes(sheet: Sheet) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, numbers plain; what must be said of all stands in every row."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([heading.label for heading in sheet.headings])
    for row in (*sheet.rows, *([sheet.total] if sheet.total else [])):
        writer.writerow([_plain(value, head) for value, head in zip(row, sheet.headings, strict=True)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(value: str | int, heading: Heading) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RISKY) else value
    return f"{value / 10**heading.scale:.{heading.scale}f}" if heading.scale else str(value)


def xlsx_bytes(sheet: Sheet) -> bytes:
    """A workbook of one sheet: real numbers, the total as a live sum where the rows make it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, SAFELY)
    bold = book.add_format({"bold": True, "bg_color": "#E7ECF2", "border": 1, "text_wrap": True, "valign": "top"})
    page = book.add_worksheet("Số liệu")
    page.write_string(0, 0, sheet.title, book.add_format({"bold": True, "font_size": 14}))
    for line, note in enumerate(sheet.notes, start=1):
        page.write_string(line, 0, note)
    top = max(HEAD, len(sheet.notes) + 2)
    for column, heading in enumerate(sheet.headings):
        page.set_column(column, column, 18 if heading.is_number else 36)
        page.write_string(top, column, heading.label, bold)
    page.freeze_panes(top + 1, 1)
    kinds = [_number_format(heading) for heading in sheet.headings]
    looks = {
        (kind, strong): book.add_format({"num_format": kind, "bold": strong}) for kind in kinds for strong in (0, 1)
    }
    for line, row in enumerate(sheet.rows, start=top + 1):
        for column, value in enumerate(row):
            _write(page, line, column, value, sheet.headings[column], looks[kinds[column], 0])
    bottom = top + 1 + len(sheet.rows)
    for column, value in enumerate(sheet.total):
        heading, look = sheet.headings[column], looks[kinds[column], 1]
        if heading.is_summed and isinstance(value, int) and sheet.rows:
            letter = xlsxwriter.utility.xl_col_to_name(column)
            formula = f"=SUM({letter}{top + 2}:{letter}{bottom})"
            page.write_formula(bottom, column, formula, look, value / 10**heading.scale)
        else:
            _write(page, bottom, column, value, heading, look)
    book.close()
    return out.getvalue()


def _number_format(heading: Heading) -> str:
    return "@" if not heading.is_number else f"#,##0.{'0' * heading.scale}" if heading.scale else "#,##0"


def _write(page: xlsxwriter.worksheet.Worksheet, line: int, column: int, value: str | int, heading: Heading,
           look: xlsxwriter.format.Format) -> None:  # fmt: skip
    if isinstance(value, int):
        page.write_number(line, column, value / 10**heading.scale if heading.scale else value, look)
    elif value:
        page.write_string(line, column, value, look)
