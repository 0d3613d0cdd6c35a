"""Refused rows handed back: the same columns, a comment on each wrong cell, ready to be mended and read in again."""

from collections.abc import Callable, Sequence
from datetime import date

from chungtay.exchange.formats import Sheet, sheets_of
from chungtay.exchange.formats.sheets import CellMark
from chungtay.exchange.formats.writing import Comment, Page, Value
from chungtay.exchange.rules.cells import shown
from chungtay.exchange.rules.headings import Layout
from chungtay.exchange.rules.problems import Problem
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.ledger.queries import catalogue

from .workbooks import Workbook

SHEET = gettext_noop("Lỗi")
Say = Callable[[Refusal], str]


def refused_pages(data: bytes, name: str, problems: Sequence[Problem], say: Say) -> list[Page]:
    """A page per sheet with refused rows or headings; one page of messages for a file that could not be read."""
    try:
        tables = Workbook(sheets_of(data, name), catalogue(), name).tables
    except Refusal:
        tables = []
    pages = [_page(sheet, layout, [p for p in problems if p.sheet == sheet.name], say) for sheet, layout in tables]
    found = [page for page in pages if page is not None]
    return found or [Page(SHEET, [SHEET], [[say(p.refusal)] for p in problems], widths=[100])]


def _page(sheet: Sheet, layout: Layout, problems: Sequence[Problem], say: Say) -> Page | None:
    if not problems:
        return None
    wanted = sorted({p.row for p in problems if p.row > layout.last_row})
    place = {row: index for index, row in enumerate(wanted)}
    rows, above = _raw(sheet, layout, set(wanted))
    cells: dict[tuple[int, int], list[str]] = {}
    remarks = [""] * len(layout.headings)
    for problem in problems:
        column = problem.column or 0
        if problem.row in place:
            cells.setdefault((place[problem.row], column), []).append(say(problem.refusal))
        elif column < len(remarks):
            remarks[column] = "\n".join(filter(None, [remarks[column], say(problem.refusal)]))
    comments = [Comment(row, column, "\n".join(texts)) for (row, column), texts in sorted(cells.items())]
    return Page(sheet.name[:31] or SHEET, layout.headings, rows, above=above, remarks=remarks, comments=comments)


def _raw(sheet: Sheet, layout: Layout, wanted: set[int]) -> tuple[list[list[Value]], list[str]]:
    rows: list[list[Value]] = []
    above: list[str] = []
    for number, row in enumerate(sheet.rows(), 1):
        if number < layout.heading_row:
            above.append(" ".join(str(cell) for cell in row if cell != ""))
        elif number in wanted:
            rows.append([_shown(cell, sheet.marks.get((number, column))) for column, cell in enumerate(row)])
    return rows, above


def _shown(cell: object, mark: CellMark | None) -> Value:
    """As it was read; what no value stands behind is text that is refused again until someone writes a value."""
    if mark is not None:
        return f"{'=' if mark is CellMark.FORMULA else '#'}{shown(cell)}"
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell if isinstance(cell, str | int | float | date) else str(cell)
