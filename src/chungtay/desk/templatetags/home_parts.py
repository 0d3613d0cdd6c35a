"""The parts of the first page: headline figures as cards, months in words, a newcomer's steps."""

from collections.abc import Sequence

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.marks import Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language
from chungtay.desk.queries import Headlines
from chungtay.desk.rules import SilenceBelow, Step, runs
from chungtay.figures.rules import Figure
from chungtay.figures.templatetags.figure_parts import behind_address
from chungtay.figures.templatetags.figure_words import change_words, marks_of, rounded, unit_of
from chungtay.kernel.days import month_label
from chungtay.ledger.rules.kinds import FigureState

register = template.Library()
FEWEST_FOR_LINE = 3  # months
STEP_WORDS = {
    "record_delivery": gettext_noop("Ghi việc đầu tiên"),
    "declare_totals": gettext_noop("Nhập số tổng hợp một tháng"),
    "administration": gettext_noop("Mời người dùng, giao vai trò"),
    "figures": gettext_noop("Xem số liệu, mở một con số đến tận bản ghi"),
    "review": gettext_noop("Xem báo cáo"),
    "help": gettext_noop("Đọc hướng dẫn theo vai trò"),
}


@register.simple_tag
def headline_cards(told: Headlines) -> list[FigureCard]:
    """Each figure with its change and its months; nothing where none of them is known."""
    known = any(figure.value is not None for figure in (*told.figures, *told.earlier.values()))
    return [_card(told, figure) for figure in told.figures] if known else []


def _card(told: Headlines, figure: Figure) -> FigureCard:
    number = rounded(figure)
    has_number = figure.state == FigureState.VALUE
    return FigureCard(
        key=figure.indicator.replace(".", "-"),
        name=figure.name,
        value=number if has_number else "",
        unit="" if unit_of(figure) in number else unit_of(figure),  # in English money says its own
        state=None if has_number else Mark(figure.state.value),
        href=behind_address(told.question, figure),
        change=""
        if told.comparison.note
        else change_words(figure, told.earlier.get(figure.indicator), told.comparison),
        trend=_trend(told, figure),
        trend_title=_("%(name)s theo tháng") % {"name": figure.name},
        reported=None if _reported(told) else figure.reported,
        expected=None if _reported(told) else figure.expected,
        marks=marks_of(figure),
    )


def _reported(told: Headlines) -> tuple[int, int] | None:
    """How many of those who owe have reported, where it is the same for every figure."""
    found = {(figure.reported, figure.expected) for figure in told.figures if figure.expected}
    return next(iter(found)) if len(found) == 1 else None


@register.simple_tag
def reported_by(told: Headlines) -> dict[str, int]:
    """The same for the sentence above the figures; nothing where one unit speaks of itself alone."""
    reported, expected = _reported(told) or (0, 0)
    return {"reported": reported, "expected": expected} if expected > 1 else {}


def _trend(told: Headlines, figure: Figure) -> tuple[float | None, ...]:
    months = told.period.whole_months() or range(0)
    rows = [told.by_month.get((figure.indicator, f"{month // 12}-{month % 12 + 1:02}")) for month in months]
    values = tuple(float(row.value) if row is not None and row.value is not None else None for row in rows)
    return values if sum(value is not None for value in values) >= FEWEST_FOR_LINE else ()


@register.filter
def months_words(months: Sequence[int]) -> str:
    """tháng 3, 5–7/2026; in English Mar, May–Jul 2026. Months of one year."""
    english, year = language() == "en", months[-1] // 12
    parts = [_run(first, last, english=english) for first, last in runs(months)]
    return f"{', '.join(parts)} {year}" if english else f"tháng {', '.join(parts)}/{year}"


def _run(first: int, last: int, *, english: bool) -> str:
    ends = [month_label(month, "en")[:3] if english else str(month % 12 + 1) for month in (first, last)]
    return ends[0] if first == last else "–".join(ends)


@register.filter
def year_of(months: Sequence[int]) -> str:
    """The year of the months, for an address."""
    return str(months[-1] // 12)


@register.filter
def first_month(months: Sequence[int]) -> int:
    """The number of the first of them within its year."""
    return months[0] % 12 + 1


@register.simple_tag
def step_ways(steps: Sequence[Step]) -> list[dict[str, object]]:
    """The steps whose pages exist: words, address, whether done."""
    found: list[dict[str, object]] = []
    for step in steps:
        try:
            found.append({"words": _(STEP_WORDS[step.name]), "href": reverse(step.name), "done": step.done})
        except NoReverseMatch:  # a page to come
            continue
    return found


@register.simple_tag
def silence_table(below: SilenceBelow) -> Table:
    """Who has said nothing, of which months; each leads to the sheet of the unit's year."""
    columns = (Column(_("Đơn vị")), Column(_("Tháng chưa có số liệu")), Column(_("Số tháng"), is_number=True))
    rows = [
        Row(
            (
                Cell(one.name, f"{reverse('declare_totals')}?of={one.code}&year={year_of(one.months)}"),
                Cell(months_words(one.months)),
                Cell(str(len(one.months))),
            )
        )
        for one in below.silent
    ]
    return Table(_("Đơn vị chưa báo cáo"), columns, tuple(rows))
