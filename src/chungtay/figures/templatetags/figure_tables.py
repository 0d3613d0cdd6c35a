"""The tables of the pages of figures, as plain data for the design's table."""

from datetime import date
from functools import lru_cache

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language, number, short_day
from chungtay.figures.queries.countings import Counting
from chungtay.figures.queries.entry_pages import Shown
from chungtay.figures.queries.pages import FigurePage, FiguresPage
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.kernel.days import month_label
from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled, written
from chungtay.kernel.periods import Basis, Period

from .figure_parts import Names, behind_address, name_of, place_of
from .figure_words import (
    exact,
    field_words,
    growth,
    marks_of,
    period_words,
    source_address,
    source_words,
    tag_words,
    unit_of,
)

register = template.Library()
REST_WORDS = {
    By.UNIT: gettext_noop("Tại đơn vị, không thuộc đơn vị cấp dưới nào"),
    By.MONTH: gettext_noop("Số khai gộp nhiều tháng, không tách được theo tháng"),
}


@register.simple_tag
def unit_table(page: FigurePage) -> Table | None:
    """The figure by unit, each number leading to the unit's own page."""
    if not page.by_unit:
        return None
    columns = (Column(_("Đơn vị")), Column(page.figure.name, is_number=True, unit=unit_of(page.figure)))
    lang = language()
    rows = [_row_of(page, row, By.UNIT, name_of(page.names, row.key or "", full=True), lang) for row in page.by_unit]
    return Table(_caption(page, _("theo đơn vị")), columns, (*rows, _total(page, 1)), _not_summed(page, By.UNIT))


@register.simple_tag
def month_table(page: FigurePage) -> Table | None:
    """The figure by month, beside the same months a year before."""
    if not page.by_month:
        return None
    monthly = page.compared.by_month if page.compared.comparison.basis == Basis.MONTHS else ()
    before = {f"{int(row.key[:4]) + 1}{row.key[4:]}": row for row in monthly if row.key}  # by the month a year on
    columns = [Column(_("Tháng")), Column(page.figure.name, is_number=True, unit=unit_of(page.figure))]
    if before:
        columns.append(Column(_("Cùng tháng năm trước"), is_number=True))
    rows, lang, asked = [], language(), page.question
    against = page.compared.comparison.against
    then = Question(asked.of, against.first, against.last, (), asked.tags, None, asked.known_seq)
    for row in page.by_month:
        cells = _row_of(page, row, By.MONTH, _month(row.key, lang) if row.key else "", lang).cells
        rows.append(Row((*cells, *([_earlier(then, before.get(row.key or ""), lang)] if before else []))))
    total = () if page.figure.kind == "stock" else (_total(page, len(columns) - 1),)
    return Table(_caption(page, _("theo tháng")), tuple(columns), (*rows, *total), _not_summed(page, By.MONTH))


def _month(key: str, lang: str) -> str:
    return month_label(int(key[:4]) * 12 + int(key[5:]) - 1, lang)


def _earlier(then: Question, row: Figure | None, lang: str) -> Cell:
    if row is None or row.key is None:
        return Cell("")
    return Cell(exact(row, lang), behind_address(then, row, By.MONTH, row.key))


def _row_of(page: FigurePage, row: Figure, by: By, name: str, lang: str) -> Row:
    href = behind_address(page.question, row, by, row.key)
    words = ", ".join([_(MARKS[mark].word) for mark in marks_of(row)])
    return Row((Cell(name if row.key else _(REST_WORDS[by])), Cell(exact(row, lang), href, words)))


def _total(page: FigurePage, numbers: int) -> Row:
    blank = [Cell("") for _number in range(numbers - 1)]
    return Row((Cell(_("Cộng")), Cell(exact(page.figure)), *blank), is_total=True)


def _caption(page: FigurePage, how: str) -> str:
    return f"{page.figure.name}, {period_words(page.period)}, {how}"


def _not_summed(page: FigurePage, by: By) -> str:
    if by == By.MONTH and page.figure.kind == "stock":
        return _("Số có đến cuối mỗi tháng; các tháng không cộng với nhau.")
    if page.indicator.derived == "localities":
        return _("Mỗi địa phương tính một lần, dù có mấy điểm.")
    return ""


@register.simple_tag
def counting_table(page: FigurePage, counting: Counting) -> Table:
    """What a total counts, with how much and why; with the numbers where one rule holds for the whole figure."""
    figures = {part.indicator: part for part in page.parts}
    columns = [Column(_("Chỉ tiêu được tính")), Column(_("Cách tính")), Column(_("Lý do"))]
    if figures:
        columns.insert(1, Column(_("Đóng góp"), is_number=True, unit=unit_of(page.figure)))
    rows = []
    for view, factor, reason in counting.items:
        name = view.name_en if language() == "en" else view.name_vi
        cells = [Cell(name), Cell(_factor(page, view.measure, factor)), Cell(reason)]
        if part := figures.get(view.code):
            given = scaled((part.value or 0) * factor, page.figure.scale, language())
            cells.insert(1, Cell(given if part.value else exact(part), behind_address(page.question, part)))
        rows.append(Row(tuple(cells)))
    if figures:
        rows += _unspecified(page, counting)
    return Table(_("Những gì tổng này tính đến"), tuple(columns), tuple(rows))


def _factor(page: FigurePage, measure: str, factor: int) -> str:
    if measure == page.figure.measure:
        return _("cộng nguyên số")
    words = {
        "one": unit_word(Measure(measure), language(), 1),
        "number": exactly_with_unit(factor, Measure(page.figure.measure), language()),
    }
    return _("mỗi %(one)s tính là %(number)s") % words


def _unspecified(page: FigurePage, counting: Counting) -> list[Row]:
    """What was declared as a total beyond what it counts, and the total itself."""
    factors = {view.code: factor for view, factor, _reason in counting.items}
    given = sum((part.value or 0) * factors[part.indicator] for part in page.parts)
    rows = []
    if rest := (page.figure.value or 0) - given:
        said = Cell(_("Số khai tổng, chưa rõ nội dung"))
        rows.append(Row((said, Cell(scaled(rest, page.figure.scale, language())), Cell(""), Cell(""))))
    return [*rows, Row((Cell(_("Cộng")), Cell(exact(page.figure)), Cell(""), Cell("")), is_total=True)]


@register.simple_tag
def entry_table(page: FigurePage, names: dict[str, str]) -> Table | None:
    """The entries of this page, and the sum of all of them; `names` of programmes and disasters by tag."""
    entries = page.entries
    if entries is None or not entries.shown:
        return None
    columns = (
        Column(_("Nội dung")), Column(_("Ngày")), Column(_("Đơn vị")),
        Column(_("Trị số"), is_number=True, unit=unit_of(page.figure)), Column(_("Nguồn")),
        Column(_("Bút toán số"), is_number=True),
    )  # fmt: skip
    lang = language()
    rows = [_entry(page, shown, names, lang) for shown in entries.shown]
    if entries.hidden:
        hidden = _("%(number)s bút toán của đơn vị khác, không thuộc quyền xem") % {"number": number(entries.hidden)}
        rows.append(_sum(hidden, scaled(entries.hidden_value, page.figure.scale, language())))
    if page.figure.kind in ("flow", "stock") and page.indicator.derived != "localities":
        words = _("Cộng %(number)s bút toán") % {"number": number(entries.count)}
        rows.append(_sum(words, scaled(entries.total, page.figure.scale, language())))
    return Table(_caption(page, _("từng bút toán, mới nhất trước")), columns, tuple(rows))


def _sum(words: str, value: str) -> Row:
    return Row((Cell(words), Cell(""), Cell(""), Cell(value), Cell(""), Cell("")), is_total=True)


def _entry(page: FigurePage, shown: Shown, names: dict[str, str], lang: str) -> Row:
    line = shown.line
    title = line.title
    if shown.remainder:
        declared = _declared(shown.since, line.occurred_on, lang)
        title = f"{declared}: {title}" if title else declared
    words = [tag_words(line.tags, names)] + ([_(MARKS[Mark.ESTIMATED].word)] if shown.estimate else [])
    told = (short_day(line.occurred_on), name_of(page.names, line.unit), scaled(line.value, page.figure.scale, lang))
    record = f"{place_of('record', 0)[:-2]}{line.seq}/"
    href = "" if shown.remainder else record  # a remainder moves with what lies beneath
    what = Cell(title or _("Không ghi nội dung"), href, ", ".join(filter(None, words)))
    source = _source(line.source, lang)
    return Row((what, *map(Cell, told), source, Cell(written(line.seq, lang))))


@lru_cache(maxsize=512)
def _declared(since: date, until: date, _language: str) -> str:
    return _("Phần còn lại của số khai %(period)s") % {"period": period_words(Period(since, until))}


@lru_cache(maxsize=512)
def _source(source: str, _language: str) -> Cell:
    return Cell(source_words(source), source_address(source))


@register.simple_tag
def field_table(page: FiguresPage, field: str, figures: list[Figure]) -> Table:
    """Figures of one field of work, each number leading behind itself, beside the year before."""
    columns = [
        Column(_("Chỉ tiêu")), Column(_("Số liệu"), is_number=True), Column(_("Đơn vị tính")),
        Column(_("Đơn vị báo cáo")),
    ]  # fmt: skip
    if page.comparison.basis:
        columns.append(Column(_("So với %(period)s") % {"period": period_words(page.comparison.against)}))
    period = period_words(Period(page.question.first, page.question.last))
    return Table(f"{field_words(field)}, {period}", tuple(columns), tuple(_figure_row(page, f) for f in figures))


def _figure_row(page: FiguresPage, figure: Figure) -> Row:
    words = ", ".join(_(MARKS[mark].word) for mark in marks_of(figure))
    cells = [
        Cell(figure.name),
        Cell(exact(figure), behind_address(page.question, figure), words),
        Cell(unit_of(figure)),
        Cell(_reported(page.names, figure)),
    ]
    return Row((*cells, _grown(page, figure)) if page.comparison.basis else tuple(cells))


def _grown(page: FiguresPage, figure: Figure) -> Cell:
    before = page.earlier.get(figure.indicator)
    if before is None or before.value is None or figure.value is None:
        return Cell("", word=_("không có số"))
    if figure.missing or before.missing:
        return Cell("", word=_("chưa đủ báo cáo"))
    return Cell(growth(figure, before))


def _reported(names: Names, figure: Figure) -> str:
    if not figure.expected:
        return ""
    if not figure.missing:
        return _("đủ %(expected)s") % {"expected": number(figure.expected)}
    given = {"reported": number(figure.reported), "expected": number(figure.expected)}
    return _("%(reported)s trên %(expected)s") % given


@register.simple_tag
def silent_table(page: FiguresPage, field: str, figures: list[Figure]) -> Table:
    """Indicators of a field that nobody has reported on."""
    rows = tuple(
        Row((Cell(figure.name), Cell(exact(figure), behind_address(page.question, figure)))) for figure in figures
    )
    return Table(field_words(field), (Column(_("Chỉ tiêu")), Column(_("Số liệu"), is_number=True)), rows)
