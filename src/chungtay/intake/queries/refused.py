"""The wrong rows of a file as pages of a workbook: its own columns, a remark on each wrong cell."""

from collections.abc import Callable

from chungtay.exchange.formats.writing import Comment, Page
from chungtay.intake.models import ImportDraft
from chungtay.intake.rules.reports import Report
from chungtay.kernel.errors import Refusal, gettext_noop

from .contents import FileShape, report_in, shape_of

SHEET = gettext_noop("Lỗi")


def refused_pages_of(draft: ImportDraft, say: Callable[[Refusal], str]) -> list[Page]:
    """A page per sheet with wrong rows, corrected cells as they were corrected; headings as they will be understood."""
    report, shape = report_in(draft.pk), shape_of(draft.pk)
    pages = [_page(sheet, report, shape, say) for sheet in report.cells]
    about = [[say(problem.refusal)] for problem in report.about_file]
    return pages or [Page(SHEET, [SHEET], about, widths=[100])]


def _page(sheet: str, report: Report, shape: FileShape, say: Callable[[Refusal], str]) -> Page:
    said = shape.sheets[sheet]
    headings = list(report.headings[sheet])
    for index, heading in {**said.columns, **({said.unit_at: "unit"} if said.unit else {})}.items():
        headings += [""] * (index + 1 - len(headings))
        headings[index] = heading
    numbers = sorted(report.cells[sheet])
    comments = []
    for place, number in enumerate(numbers):
        told: dict[int, list[str]] = {}
        for problem in report.row(sheet, number).problems:
            told.setdefault(problem.column or 0, []).append(say(problem.refusal))
        comments += [Comment(place, column, "\n".join(texts)) for column, texts in sorted(told.items())]
    return Page(sheet[:31] or SHEET, headings, [report.cells[sheet][number] for number in numbers], comments=comments)
