"""The parts of the pages of figures: the figure itself, its charts and tables; every number leads to its own page."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from urllib.parse import quote_plus

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.charts import Bar, BarChart, Chart, Series
from chungtay.design.rules.marks import Mark
from chungtay.design.templatetags.parts import marks_explained, sentence
from chungtay.design.templatetags.writing import language
from chungtay.figures.formats import query_string
from chungtay.figures.queries.countings import Counting
from chungtay.figures.queries.pages import FigurePage, UnitName
from chungtay.figures.rules.figures import By, Figure, Question
from chungtay.figures.rules.narrowing import narrowed
from chungtay.kernel.days import month_label
from chungtay.kernel.hedges import exactly
from chungtay.kernel.measures import Measure
from chungtay.kernel.months import month_index
from chungtay.kernel.numbers import percent
from chungtay.kernel.periods import Basis
from chungtay.ledger.rules.kinds import FigureState

from .figure_words import (
    change_words,
    exact,
    field_words,
    in_sentence,
    marks_of,
    period_words,
    rounded,
    tag_words,
    unit_of,
)

register = template.Library()
MOST_BARS = 12
HERE = "HERE."  # no code of ours has capitals
FEWEST_FOR_CHART = 2
Names = Mapping[str, UnitName]


def behind_address(question: Question, figure: Figure, by: By | None = None, key: str | None = None) -> str:
    """The page behind a figure, or behind one row of its breakdown (as a question of its own where one says it)."""
    if by is None:
        before, after = _around(question)
        return f"{before}{quote_plus(figure.indicator)}{after}"
    if by == By.UNIT and key is not None:
        before, after = _around(question, figure.indicator)
        return f"{before}{quote_plus(key, safe='/')}{after}"
    question = replace(question, indicators=(figure.indicator,), by=None)
    if key is not None:
        question, by = narrowed(question, by, key)
    return f"{place_of('behind')}?{query_string(question, by, key if by else None)}"


@lru_cache(maxsize=128)
def place_of(name: str, *args: int) -> str:
    """A page's path: hundreds of addresses begin with it."""
    return reverse(name, args=args)


@lru_cache(maxsize=128)
def _around(question: Question, indicator: str = HERE) -> tuple[str, str]:
    """What stands before and after the indicator in the addresses of a page's figures, or before and after the unit in
    those of an indicator's rows: they are hundreds."""
    of = question.of if indicator == HERE else (HERE,)
    asked = query_string(replace(question, of=of, indicators=(indicator,), by=None))
    before, after = f"{place_of('behind')}?{asked}".split(HERE, 1)
    return before, after


def name_of(names: Names, code: str, *, full: bool = False) -> str:
    """What the unit of that code is called: in short, or in full; the code itself where nobody knows it."""
    found = names.get(code)
    if found is None:
        return code
    return found.name if full else found.short_name or found.name


def scope_words(question: Question, names: Names) -> str:
    """Whom a question is about, in full."""
    return "; ".join(name_of(names, code, full=True) for code in question.of)


@register.simple_tag
def figure_card(page: FigurePage) -> FigureCard:
    """The figure on top of its page."""
    figure, number = page.figure, rounded(page.figure)
    has_number = figure.value is not None and figure.state == FigureState.VALUE
    return FigureCard(
        key="behind",
        name=f"{scope_words(page.question, page.names)}, {period_words(page.period)}",
        value=number if has_number else "",
        unit="" if unit_of(figure) in number else unit_of(figure),  # in English money says its own
        state=None if has_number else Mark(figure.state.value),
        change=change_words(figure, page.compared.earlier, page.compared.comparison) if page.row is None else "",
        reported=figure.reported if figure.expected else None,
        expected=figure.expected or None,
        missing=tuple(name_of(page.names, code) for code in figure.missing),
    )


@register.filter
def exact_words(page: FigurePage) -> str:
    """The number with every digit, where the heading gives it rounded."""
    written = f"{exact(page.figure)} {unit_of(page.figure)}"
    return written if page.figure.value and rounded(page.figure) != exact(page.figure) else ""


@register.simple_tag
def unit_chart(page: FigurePage) -> BarChart | None:
    """Who has most, as bars; nothing where there are too few to compare."""
    rows = [row for row in page.by_unit if row.key and (row.value or row.state == "not_reported")]
    known = [row for row in rows if row.value]
    if len(known) < FEWEST_FOR_CHART:
        return None
    top = max(known, key=lambda row: row.value or 0)
    given = {"unit": name_of(page.names, top.key or ""), "number": in_sentence(top)}
    title = _("%(unit)s có số lớn nhất: %(number)s.") % given
    if page.figure.value and page.figure.kind == "flow":
        share = percent(Fraction(100 * (top.value or 0), page.figure.value), lang=language())
        title = _("%(unit)s có số lớn nhất: %(number)s, bằng %(share)s tổng số.") % (given | {"share": share})
    longest = sorted(rows, key=lambda row: -(row.value or 0))[:MOST_BARS]
    bars = tuple(_bar(page, row, row is top) for row in longest)
    lang = language()
    described = "; ".join(f"{name_of(page.names, row.key or '')} {exact(row, lang)}" for row in rows)
    return BarChart("by-unit", title, f"{page.figure.name}: {described}", bars)


def _bar(page: FigurePage, row: Figure, is_top: bool) -> Bar:
    if row.value is None:
        return Bar(name_of(page.names, row.key or ""), None, exact(row))
    return Bar(name_of(page.names, row.key or ""), float(row.value), rounded(row), "accent" if is_top else "grey")


@register.simple_tag
def month_chart(page: FigurePage) -> Chart | None:
    """The months beside those of the year before; nothing where there is one only."""
    months = page.period.whole_months() or range(month_index(page.question.first), month_index(page.question.last) + 1)
    now = {row.key: row.value for row in page.by_month}
    values = tuple(_in_chart(page, now.get(_key(month))) for month in months)
    if len(months) < FEWEST_FOR_CHART or not any(values):
        return None
    top = max(page.by_month, key=lambda row: (row.value or 0) if row.key else -1)
    title = _("%(month)s có số lớn nhất: %(number)s.") % {
        "month": _month_words(top.key or ""),
        "number": in_sentence(top),
    }
    series = [Series(_years(page.question), values)]
    if page.compared.by_month and page.compared.comparison.basis == Basis.MONTHS:
        before = {row.key: row.value for row in page.compared.by_month}
        earlier = tuple(_in_chart(page, before.get(_key(month - 12))) for month in months)
        against = page.compared.comparison.against
        series.append(Series(_years(Question(page.question.of, against.first, against.last)), earlier))
    labels = tuple(f"T{month % 12 + 1}" if language() == "vi" else month_label(month, "en")[:3] for month in months)
    description = "; ".join(f"{_month_words(row.key)} {exact(row)}" for row in page.by_month if row.key)
    scale = 10**page.figure.scale
    measure = Measure(page.figure.measure)
    return Chart(
        "by-month", title, f"{page.figure.name}: {description}.", labels, tuple(series),
        lambda value: exactly(round(value * scale), measure, language(), page.figure.scale).removesuffix(" đồng"),
    )  # fmt: skip


def _in_chart(page: FigurePage, value: int | None) -> float | None:
    return None if value is None else value / 10**page.figure.scale


def _years(question: Question) -> str:
    first, last = question.first.year, question.last.year
    return str(first) if first == last else f"{first}–{last}"


def _key(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def _month_words(key: str) -> str:
    return sentence(month_label(int(key[:4]) * 12 + int(key[5:]) - 1, language()))


@register.inclusion_tag("design/marks.html")
def figure_marks(page: FigurePage) -> dict[str, object]:
    """The marks of the figure, each with its sentence."""
    state = [] if page.figure.state == FigureState.VALUE else [Mark(page.figure.state.value)]
    marks = (*state, *marks_of(page.figure, illustrative=page.illustrative))
    return marks_explained(*marks) if marks else {"marks": []}


@register.filter
def plain_sentences(page: FigurePage) -> list[str]:
    """How much of the number is an estimate, and how much was declared but lies in no such period."""
    said = []
    if page.figure.estimated:
        said.append(_("Trong đó số ước: %(number)s.") % {"number": in_sentence(page.figure, page.figure.estimated)})
    if page.figure.unplaced:
        words = _("Chưa tính %(number)s, vì đơn vị khai gộp cho khoảng dài hơn kỳ này và chưa tách ra được.")
        said.append(words % {"number": in_sentence(page.figure, page.figure.unplaced)})
    return said


@register.simple_tag
def row_words(page: FigurePage) -> str:
    """Which row of a breakdown the page is about, where it is no question of its own."""
    words = {
        By.UNIT: _("Phần ghi tại chính đơn vị, không thuộc đơn vị cấp dưới nào."),
        By.MONTH: _("Phần khai gộp nhiều tháng, không tách được theo tháng."),
        By.PROGRAMME: _("Phần không gắn với chương trình nào."),
        By.DISASTER: _("Phần không gắn với đợt thiên tai nào."),
    }
    if page.row == By.FIELD:
        return _("Phần thuộc lĩnh vực %(field)s.") % {"field": field_words(page.key or "").lower()}
    return words[page.row] if page.row else ""


@register.simple_tag
def asked_tags(page: FigurePage) -> str:
    """The programmes, disasters and kinds that the figure is narrowed to."""
    return tag_words(page.question.tags, dict(page.tags))


@register.simple_tag
def known_now_address(page: FigurePage) -> str:
    """The same figure as it is known now."""
    question = replace(page.question, known_seq=None)
    return f"{reverse('behind')}?{query_string(question, page.row, page.key)}"


@register.simple_tag
def figures_address(question: Question) -> str:
    """All figures of the same scope and period."""
    return f"{reverse('figures')}?{query_string(replace(question, indicators=(), tags=frozenset()))}"


@register.simple_tag
def counting_words(page: FigurePage, counting: Counting) -> str:
    """For whom and from when a counting rule holds."""
    whose = name_of(page.names, counting.chapter) if counting.chapter else _("Quy tắc chung")
    return f"{whose}, {_('từ tháng %(month)s/%(year)s') % {'month': counting.since.month, 'year': counting.since.year}}"
