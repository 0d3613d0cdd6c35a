"""The table of an exploration, for its page and for its files: the same rows, the same words."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext as _

from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.explorer.formats import Heading, Sheet
from chungtay.explorer.queries import Explored, Line
from chungtay.figures.queries.pages import UNBROKEN
from chungtay.figures.rules import By, Figure
from chungtay.figures.templatetags.figure_parts import name_of
from chungtay.figures.templatetags.figure_words import change_words, period_words, rounded, unit_of
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.ledger.rules.kinds import FigureState

from .explorer_words import (
    FEW,
    ROW_WORDS,
    about,
    behind_row,
    called,
    change,
    earlier_question,
    heading,
    mark_words,
    marked,
    marks_of_page,
    row_name,
    written,
)

register = template.Library()


@register.simple_tag
def total_cards(page: Explored) -> list[FigureCard]:
    """The whole of each indicator, with who reported."""
    return [_card(page, view) for view in page.indicators]


def _card(page: Explored, view: IndicatorView) -> FigureCard:
    figure = page.totals[view.code]
    number, has_number = rounded(figure), figure.state == FigureState.VALUE
    told = change_words(figure, page.earlier.get(view.code), page.comparison) if _compares(page) else ""  # type: ignore[arg-type]
    return FigureCard(
        key=f"total-{view.code.replace('.', '-')}",
        name=called(view),
        value=number if has_number else "",
        unit="" if unit_of(figure) in number else unit_of(figure),
        state=None if has_number else Mark(figure.state.value),
        href=behind_row(page.asked.question, view.code),
        change=told,
        reported=figure.reported if figure.expected else None,
        expected=figure.expected or None,
        missing=tuple(name_of(page.names, code) for code in figure.missing),
        marks=marked(page, figure),
    )


def _compares(page: Explored) -> bool:
    return page.is_compared and page.comparison is not None


def rows_told(page: Explored) -> list[IndicatorView]:
    """The indicators whose rows can be told apart."""
    return [view for view in page.indicators if view.kind not in UNBROKEN]


def sums(page: Explored, view: IndicatorView, *, earlier: bool = False) -> bool:
    """Do the rows of an indicator make its total, to the last unit?"""
    whole = (page.earlier if earlier else page.totals).get(view.code)
    if whole is None or whole.value is None or (view.kind != IndicatorKind.FLOW and page.asked.by == By.MONTH):
        return False
    found = [(line.earlier if earlier else line.figures).get(view.code) for line in page.lines]
    return sum(figure.value or 0 for figure in found if figure) == whole.value


@register.simple_tag
def map_table(page: Explored) -> Table:
    """What a map shows, as a list beside it: the largest first, the change beneath the number."""
    view = rows_told(page)[0]
    columns = (
        Column(_(ROW_WORDS[page.asked.by])),
        Column(called(view), is_number=True, unit=unit_of(page.totals[view.code])),
    )
    lines = sorted(
        page.lines, key=lambda line: -(line.figures[view.code].value or 0) if view.code in line.figures else 1
    )
    rows = []
    for line in lines:
        now, before = line.figures.get(view.code), line.earlier.get(view.code)
        words = ", ".join(filter(None, (mark_words(marked(page, now)), change(now, before))))
        href = behind_row(page.asked.question, view.code, page.asked.by, line.key)
        rows.append(Row((Cell(row_name(page, line.key, full=False)), Cell(written(now), href, words))))
    whole = Cell(written(page.totals[view.code]), behind_row(page.asked.question, view.code))
    rows.append(Row((Cell(_("Cả kỳ")), whole), is_total=True))
    return Table(f"{called(view)}, {about(page)}", columns, tuple(rows))


@register.simple_tag
def answer_table(page: Explored) -> Table | None:
    """Rows of the breakdown, every number leading to what is behind it; beside the earlier period where there is one."""
    views = rows_told(page)
    if not page.lines or not views:
        return None
    columns = [Column(_(ROW_WORDS[page.asked.by]))]
    for view in views:
        columns += _columns(page, view)
    full = len(views) == 1
    rows = [Row((Cell(row_name(page, line.key, full=full)), *_cells(page, line))) for line in page.lines]
    if any(view.kind == IndicatorKind.FLOW or page.asked.by != By.MONTH for view in views):
        rows.append(_total(page, views))
    return Table(f"{heading(page)}, {about(page)}", tuple(columns), tuple(rows), _note(page))


def _columns(page: Explored, view: IndicatorView) -> list[Column]:
    unit = unit_of(page.totals[view.code])
    columns = [Column(called(view), is_number=True, unit=unit)]
    if page.is_compared and len(page.indicators) <= FEW and page.comparison:
        columns.append(Column(period_words(page.comparison.against), is_number=True))
        columns.append(Column(_("Thay đổi")))
    return columns


def _cells(page: Explored, line: Line) -> list[Cell]:
    cells, by = [], page.asked.by
    for view in rows_told(page):
        now, before = line.figures.get(view.code), line.earlier.get(view.code)
        words = [mark_words(marked(page, now))]
        if page.is_compared and len(page.indicators) > FEW:
            words.append(change(now, before))
        href = behind_row(page.asked.question, view.code, by, line.key) if _leads(by, line.key) else ""
        cells.append(Cell(written(now), href, ", ".join(filter(None, words))))
        if page.is_compared and len(page.indicators) <= FEW:
            cells += _beside(page, view, line)
    return cells


def _leads(by: By, key: str | None) -> bool:
    return by != By.FIELD or key is not None


def _beside(page: Explored, view: IndicatorView, line: Line) -> tuple[Cell, Cell]:
    """The same row of the earlier period, and the change."""
    now, before = line.figures.get(view.code), line.earlier.get(view.code)
    if before is None and (line.before is None or page.asked.by == By.UNIT):
        return Cell("", word=_("không có số")), Cell("")
    href = behind_row(earlier_question(page), view.code, page.asked.by, line.before)
    return Cell(written(before), href), Cell(change(now, before))


def _total(page: Explored, views: list[IndicatorView]) -> Row:
    whole = _("Cộng") if all(sums(page, view) for view in views) else _("Cả kỳ")
    cells = [Cell(whole)]
    for view in views:
        now, before = page.totals[view.code], page.earlier.get(view.code)
        cells.append(Cell(written(now), behind_row(page.asked.question, view.code)))
        if page.is_compared and len(page.indicators) <= FEW:
            href = behind_row(earlier_question(page), view.code)
            cells += [Cell(written(before), href) if before else Cell(""), Cell(change(now, before))]
    return Row(tuple(cells), is_total=True)


def _note(page: Explored) -> str:
    notes = [_(MARKS[mark].meaning) for mark in marks_of_page(page) if mark == Mark.OVERLAPPING]
    if page.asked.by == By.MONTH and any(view.kind == IndicatorKind.STOCK for view in page.indicators):
        notes.append(_("Số có đến cuối mỗi tháng; các tháng không cộng với nhau."))
    unbroken = [called(view) for view in page.indicators if view.kind in UNBROKEN]
    if unbroken:
        notes.append(_("Không chia dòng được: %(names)s.") % {"names": ", ".join(unbroken)})
    return " ".join(notes)


def sheet_of(page: Explored) -> Sheet:
    """The same table for a file: numbers as numbers, what must be said of a row in its last column."""
    views, compares = rows_told(page), page.is_compared and page.comparison
    headings = [Heading(_(ROW_WORDS[page.asked.by]))]
    for view in views:
        named = f"{called(view)} ({unit_of(page.totals[view.code])})"
        headings.append(Heading(named, True, view.scale, sums(page, view)))
        if compares:
            words = f"{called(view)}, {period_words(compares.against)}"
            headings.append(Heading(words, True, view.scale, sums(page, view, earlier=True)))
    headings.append(Heading(_("Ghi chú")))
    rows = [_file_row(page, row_name(page, line.key), views, line.figures, line.earlier) for line in page.lines]
    total = _file_row(page, _("Cộng"), views, page.totals, page.earlier)
    notes = [about(page), *(_(MARKS[mark].meaning) for mark in marks_of_page(page)), *reports(page)]
    return Sheet(heading(page), tuple(notes), tuple(headings), tuple(rows), total)


def reports(page: Explored) -> list[str]:
    """Whether an import is half posted; how many of those who owed a report gave one, and who did not."""
    said = [_("Đang có lượt nhập dữ liệu chưa xong; số liệu còn có thể thay đổi.")] if page.unfinished else []
    for view in page.indicators:
        figure = page.totals[view.code]
        words = _("%(name)s: %(reported)s trên %(expected)s đơn vị báo cáo") % {
            "name": called(view), "reported": figure.reported, "expected": figure.expected}  # fmt: skip
        missing = ", ".join(name_of(page.names, code) for code in figure.missing)
        said.append(f"{words}; {_('chưa báo cáo')}: {missing}" if missing else words)
    return said


def _file_row(page: Explored, name: str, views: list[IndicatorView], now: Mapping[str, Figure],
              before: Mapping[str, Figure]) -> tuple[str | int, ...]:  # fmt: skip
    cells: list[str | int] = [name]
    for view in views:
        cells.append(_value(now.get(view.code)))
        if page.is_compared:
            cells.append(_value(before.get(view.code)))
    marks = {mark for figure in now.values() for mark in marked(page, figure)}
    marks |= {Mark.ILLUSTRATIVE} if page.illustrative else set()
    return (*cells, mark_words([mark for mark in Mark if mark in marks]))


def _value(figure: Figure | None) -> str | int:
    return figure.value if figure is not None and figure.state == FigureState.VALUE and figure.value is not None else (
        0 if figure is not None and figure.state == FigureState.ZERO else written(figure)
    )  # fmt: skip
