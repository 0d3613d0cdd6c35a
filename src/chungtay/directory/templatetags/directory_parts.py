"""The parts of the pages of units and programmes: days in words, ways to other pages, cards, tables and a chart."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.charts import Chart, Series
from chungtay.design.rules.marks import Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language, short_day
from chungtay.directory.queries import Beside, Cause, TaggedPage, UnitRow
from chungtay.figures.queries.pages import UnitName
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.figures.templatetags.figure_parts import behind_address, name_of
from chungtay.figures.templatetags.figure_words import change_words, exact, marks_of, period_words, rounded, unit_of
from chungtay.kernel.hedges import exactly
from chungtay.kernel.measures import Measure
from chungtay.kernel.periods import Period
from chungtay.ledger.rules.kinds import FigureState
from chungtay.programmes.rules import Window

register = template.Library()
EARLIEST_TOLD = date(1947, 1, 1)  # what holds since before is told without a first day
FEWEST_YEARS = 2
MOST_RESULTS = 2
MOST_MISSING = 6  # names on a card; of more only how many


@register.filter
def days_words(held: object) -> str:
    """From which day to which (both said) something dated holds; "đến nay" where no end is known."""
    first, end = getattr(held, "valid_from", None), getattr(held, "valid_to", None)
    last = end - timedelta(days=1) if end else None
    return _span(first, last)


@register.filter
def window_words(window: Window) -> str:
    """The days of a window, both included."""
    return _span(window.first, window.last)


def _span(first: date | None, last: date | None) -> str:
    since = first if first and first >= EARLIEST_TOLD else None
    if since and last:
        if since == last:
            return _("ngày %(day)s") % {"day": short_day(since)}
        return _("từ %(first)s đến hết %(last)s") % {"first": short_day(since), "last": short_day(last)}
    if since:
        return _("từ %(first)s") % {"first": short_day(since)}
    return _("đến hết %(last)s") % {"last": short_day(last)} if last else _("từ trước đến nay")


@register.simple_tag
def unit_link(unit: UnitRow) -> SafeString:
    """The unit's name, a link for whom may open it."""
    if not unit.seen:
        return format_html("{}", unit.name)
    return format_html('<a href="{}">{}</a>', reverse("unit", args=[unit.code]), unit.name)


@register.simple_tag
def way(name: str, **asked: object) -> str:
    """The page of that name with these parameters; empty while there is no such page."""
    try:
        return f"{reverse(name)}?{urlencode(asked, safe='/')}"
    except NoReverseMatch:
        return ""


@register.simple_tag
def records_way(cause: Cause, of: str) -> str:
    """The list of records that carry the tag: of the unit, or (of a cluster) of all whose records the person may see."""
    asked = {} if "/" in of else {"of": of}
    return str(way("records", **asked, **{cause.kind.value: cause.code}))


@register.simple_tag
def page_of(name: str, *args: object) -> str:
    """The address of that page; empty while there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def beside_cards(beside: Beside, names: Mapping[str, UnitName] | None = None) -> list[FigureCard]:
    """The figures as cards, each a link to what is behind it; those that do not apply are left out."""
    return [
        _card(beside, figure, names or {}) for figure in beside.figures if figure.state != FigureState.NOT_APPLICABLE
    ]


def _card(beside: Beside, figure: Figure, names: Mapping[str, UnitName]) -> FigureCard:
    number, has_number = rounded(figure), figure.state == FigureState.VALUE
    before = beside.earlier.get(figure.indicator)
    return FigureCard(
        key=figure.indicator,
        name=figure.name,
        value=number if has_number else "",
        unit="" if unit_of(figure) in number else unit_of(figure),
        state=None if has_number else Mark(figure.state.value),
        href=behind_address(beside.question, figure),
        change="" if beside.comparison.note else change_words(figure, before, beside.comparison),
        reported=figure.reported if figure.expected > 1 else None,  # one alone: its state says it
        expected=figure.expected if figure.expected > 1 else None,
        missing=tuple(name_of(names, code) for code in figure.missing) if _are_told(figure, names) else (),
        marks=marks_of(figure),
    )


def _are_told(figure: Figure, names: Mapping[str, UnitName]) -> bool:
    return len(figure.missing) <= MOST_MISSING and set(figure.missing) <= set(names)


@register.simple_tag
def year_table(page: TaggedPage) -> Table:
    """The main figures by year, the newest first; every number leads to what is behind it."""
    question, main = page.beside.question, page.beside.figures
    columns = (Column(_("Năm")), *(Column(f.name, is_number=True, unit=unit_of(f)) for f in main))
    rows = []
    for period in sorted(page.by_year, key=lambda p: p.first, reverse=True):
        found = {figure.indicator: figure for figure in page.by_year[period]}
        asked = Question(question.of, period.first, period.last, (), question.tags)
        cells = [_cell(asked, found.get(figure.indicator)) for figure in main]
        whole = period == Period.year(period.first.year)
        rows.append(Row((Cell(str(period.first.year) if whole else period_words(period)), *cells)))
    return Table(_("Các chỉ tiêu chính theo năm"), columns, tuple(rows))


@register.simple_tag
def year_chart(page: TaggedPage) -> Chart | None:
    """The first main figure over the years; nothing where fewer than two have a number."""
    if not page.beside.figures:
        return None
    main = page.beside.figures[0]
    years = sorted(page.by_year, key=lambda period: period.first)
    found = [next((f for f in page.by_year[year] if f.indicator == main.indicator), None) for year in years]
    numbers = [figure.value / 10**main.scale if figure and figure.value is not None else None for figure in found]
    if sum(bool(number) for number in numbers) < FEWEST_YEARS:
        return None
    top = max(range(len(years)), key=lambda index: numbers[index] or 0)
    highest = found[top]
    assert highest is not None
    title = _("%(name)s nhiều nhất trong %(period)s: %(number)s.") % {
        "name": main.name,
        "period": period_words(years[top]),
        "number": f"{rounded(highest)} {unit_of(highest)}"
        if unit_of(highest) not in rounded(highest)
        else rounded(highest),
    }
    told = "; ".join(
        f"{period_words(year)} {exact(figure) if figure else ''}".strip()
        for year, figure in zip(years, found, strict=True)
    )
    measure, scale = Measure(main.measure), 10**main.scale
    return Chart(
        "by-year", title, f"{main.name}: {told}.", tuple(map(year_label, years)),
        (Series(main.name, tuple(numbers)),),
        lambda value: exactly(round(value * scale), measure, language(), main.scale).removesuffix(" đồng"),
    )  # fmt: skip


def year_label(period: Period) -> str:
    """2024; of a year that is not over 10T/2026, in English 10 mo. 2026."""
    months, year = len(period.whole_months() or range(12)), period.first.year
    return str(year) if months == 12 else f"{months} mo. {year}" if language() == "en" else f"{months}T/{year}"


@register.simple_tag
def tagged_unit_table(page: TaggedPage) -> Table | None:
    """The main figures of the units that have any; every number leads to what is behind it."""
    told = _telling(page.by_unit)
    found = [figure for figure in page.by_unit if figure.key in told]
    return _by_unit(page.beside.question, found, page.names, _("Các chỉ tiêu chính theo đơn vị"))


@register.simple_tag
def silent_unit_table(page: TaggedPage) -> Table | None:
    """The same of the units that have none: who said so, and who said nothing."""
    told = _telling(page.by_unit)
    found = [figure for figure in page.by_unit if figure.key not in told]
    return _by_unit(page.beside.question, found, page.names, _("Đơn vị không phát sinh hoặc chưa báo cáo"))


def _telling(found: Iterable[Figure]) -> set[str | None]:
    return {figure.key for figure in found if figure.value or figure.unplaced}


@register.simple_tag
def sites_table(page: TaggedPage) -> Table | None:
    """Where the work has places: how many, by unit."""
    question = Question(page.beside.question.of, page.beside.question.first, page.beside.question.last)
    found = [figure for figure in page.sites if figure.value]
    return _by_unit(question, found, page.names, _("Điểm đang hoạt động theo đơn vị"))


def _by_unit(question: Question, found: Iterable[Figure], names: Mapping[str, UnitName], caption: str) -> Table | None:
    rows: dict[str | None, dict[str, Figure]] = {}
    kinds: dict[str, Figure] = {}
    for figure in found:
        if figure.state != FigureState.NOT_APPLICABLE:
            kinds.setdefault(figure.indicator, figure)
            rows.setdefault(figure.key, {})[figure.indicator] = figure
    if not rows:
        return None
    columns = (Column(_("Đơn vị")), *(Column(f.name, is_number=True, unit=unit_of(f)) for f in kinds.values()))
    rest = _("Tại đơn vị, không thuộc đơn vị cấp dưới nào")
    told = [
        Row(
            (
                Cell(name_of(names, code, full=True) if code else rest),
                *(_cell(question, figures.get(kind), By.UNIT, code) for kind in kinds),
            )
        )
        for code, figures in rows.items()
    ]
    return Table(caption, columns, tuple(told))


def _cell(question: Question, figure: Figure | None, by: By | None = None, key: str | None = None) -> Cell:
    if figure is None:
        return Cell("")
    return Cell(exact(figure), behind_address(question, figure, by, key))


@register.simple_tag
def others_table(page: TaggedPage) -> Table | None:
    """All other indicators that carry the tag."""
    if not page.others:
        return None
    columns = (Column(_("Chỉ tiêu")), Column(_("Số liệu"), is_number=True))
    question = page.beside.question
    rows = [
        Row((Cell(f.name), Cell(f"{exact(f)} {unit_of(f)}".strip(), behind_address(question, f)))) for f in page.others
    ]
    return Table(_("Các chỉ tiêu khác"), columns, tuple(rows))


@register.simple_tag
def causes_table(
    causes: list[Cause], done: Mapping[str, Mapping[str, Figure]], question: Question | None, today: date
) -> Table:
    """The catalogue with the year's days and, of a scope, the main results under each."""
    year = question.last.year if question else today.year
    columns = [Column(_("Tên")), Column(_("Thời gian"))]
    columns += (
        [Column(_("Kết quả chính"), is_number=True), Column(_("Kết quả khác"), is_number=True)] if question else []
    )
    rows = []
    for cause in causes:
        cells = (
            _results(cause, list((done or {}).get(cause.code, {}).values())[:MOST_RESULTS], question)
            if question
            else []
        )
        rows.append(Row((Cell(cause.name, reverse(cause.kind.value, args=[cause.code])), _when(cause, year), *cells)))
    return Table(_("Các chương trình, phong trào"), tuple(columns), tuple(rows), _note(bool(done)))


def _results(cause: Cause, found: list[Figure], question: Question) -> list[Cell]:
    """The first figures with their unit, each leading to what is behind it; words where there is none."""
    cells = [
        Cell(f"{exact(f)} {unit_of(f)}", behind_address(question, f, cause.kind, cause.code), word=f.name)
        for f in found
    ]
    none = Cell("", word="" if cells else _("chưa có số liệu"))
    return [*cells, *[none if place == 0 else Cell("") for place in range(MOST_RESULTS - len(cells))]]


def _note(is_told: bool) -> str:
    return _("Một hoạt động có thể thuộc nhiều chương trình nên các dòng không cộng lại.") if is_told else ""


def _when(cause: Cause, year: int) -> Cell:
    if cause.running is not None and cause.running.last.year == year:
        return Cell(window_words(cause.running), word=_("đang diễn ra"))
    window = cause.window_of(year)
    if window is not None:
        return Cell(window_words(window))
    return Cell(_("quanh năm") if not cause.windows else _("chưa định ngày năm %(year)s") % {"year": year})
