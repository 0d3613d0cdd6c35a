"""What the pages of one file show."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import shorten

from chungtay.intake.models import ImportDraft
from chungtay.intake.rules.meanings import Understood, understood
from chungtay.intake.rules.reports import RefusedRow, Report
from chungtay.ledger.queries import catalogue

from .contents import FileShape, report_in, shape_of

PER_PAGE = 50
SAMPLES = 2
LETTERS = 40  # of a sample


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """A sheet on the page of columns: its place in the file, what its columns are taken for, first cells of each."""

    place: int
    name: str
    rows: int
    chosen: bool
    heading_row: int
    unit: str
    understood: Understood
    samples: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell of a refused row: where it stands, its heading, its text, what is wrong with it."""

    name: str
    heading: str
    text: str
    problems: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A refused row: its wrong cells to be mended, the rest of it to be read or, when `opened`, mended too."""

    place: str
    sheet: str
    row: int
    wrong: tuple[BadCell, ...]
    rest: tuple[BadCell, ...]
    problems: tuple[object, ...]
    opened: bool


@dataclass(frozen=True, slots=True)
class FilePage:
    """One file: its report, a page of its refused rows, what is left out of it."""

    report: Report
    rows: tuple[BadRow, ...]
    number: int
    pages: int
    kept: int
    left_out: tuple[tuple[str, str, int], ...]  # place, sheet, row
    several: bool  # sheets


def columns_page(draft: ImportDraft) -> list[SheetColumns]:
    """The sheets of a file and their columns."""
    shape = shape_of(draft.pk)
    views = catalogue()
    found = []
    for place, (name, head) in enumerate(shape.heads.items()):
        sheet = shape.sheets[name]
        below = head.rows[sheet.heading_row :]
        columns = understood(head.rows, sheet, views)
        samples = {c.index: _sample(c.index, below) for c in columns.columns}
        rows = max(head.height - sheet.heading_row, 0)
        found.append(
            SheetColumns(place, name, rows, name in shape.chosen, sheet.heading_row, sheet.unit, columns, samples)
        )
    return found


def _sample(index: int, rows: tuple[tuple[str, ...], ...]) -> str:
    cells = [row[index] for row in rows if index < len(row) and row[index]]
    return " · ".join(shorten(cell, LETTERS, placeholder="…") for cell in cells[:SAMPLES])


def file_page(draft: ImportDraft, number: int, opened: str = "") -> FilePage:
    """A page of a file that was checked or posted."""
    report, shape = report_in(draft.pk), shape_of(draft.pk)
    places = report.places
    pages = max(-(-len(places) // PER_PAGE), 1)
    number = min(max(number, 1), pages)
    shown = places[(number - 1) * PER_PAGE : number * PER_PAGE]
    names = list(shape.heads)
    rows = tuple(_bad_row(names.index(sheet), report.row(sheet, row), shape, report, opened) for sheet, row in shown)
    left = tuple(
        (f"{names.index(name)}-{row}", name, row)
        for name in shape.chosen
        for row in sorted(shape.sheets[name].left_out)
    )
    return FilePage(report, rows, number, pages, len(places), left, len(shape.chosen) > 1)


def _bad_row(place: int, row: RefusedRow, shape: FileShape, report: Report, opened: str) -> BadRow:
    headings = report.headings.get(row.sheet, ())
    wrong_at = {problem.column for problem in row.problems if problem.column is not None}
    sheet = shape.sheets[row.sheet]
    cells = []
    for index in range(max(len(headings), max(wrong_at, default=-1) + 1)):
        if sheet.unit and index == sheet.unit_at:
            continue
        text = row.cells[index] if index < len(row.cells) else ""
        said = tuple(problem.refusal for problem in row.problems if problem.column == index)
        heading = headings[index] if index < len(headings) else ""
        cells.append((index, BadCell(f"cell-{place}-{row.row}-{index}", heading, text, said)))
    general = tuple(p.refusal for p in row.problems if p.column is None or _beyond(p.column, sheet.unit_at, sheet.unit))
    whole = bool(general) or opened == f"{place}-{row.row}"
    wrong = tuple(cell for index, cell in cells if index in wrong_at or (whole and (cell.heading or cell.text)))
    rest = tuple(cell for index, cell in cells if cell not in wrong and cell.text)
    return BadRow(f"{place}-{row.row}", row.sheet, row.row, wrong, rest, general, whole)


def _beyond(column: int, unit_at: int, unit: str) -> bool:
    """Does a problem point at the column of units that the file does not have?"""
    return bool(unit) and column == unit_at
