"""The parts that pages are made of: figures, charts, tables, badges, form fields."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, ChoiceField, Field, Select
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from chungtay.design.rules import charts, plots, tables
from chungtay.design.rules.cards import FigureCard
from chungtay.design.rules.marks import MARKS, Mark

register = template.Library()
NARROW, WIDE = 328, 640
LONG_NUMBER = 10  # letters; beyond it the number is set smaller, so that it stays on one line


@register.inclusion_tag("design/figure.html")
def figure(card: FigureCard) -> dict[str, Any]:
    """A figure with its hedge, unit, change, line, reporting and marks; a link to what is behind it."""
    hedge, number = card.hedge_and_number()
    missing = card.expected is not None and card.reported is not None and card.reported < card.expected
    line = plots.spark(f"spark-{card.key}", card.trend_title, card.trend) if card.trend else ""
    return {
        "card": card,
        "hedge": hedge,
        "number": number,
        "word": sentence(_(MARKS[card.state].word)) if card.state else "",
        "spark": mark_safe(line),  # noqa: S308 - drawn and escaped by rules.charts
        "is_missing": missing,
        "is_long": len(number) > LONG_NUMBER,
    }


@register.filter
def sentence(words: str) -> str:
    """The words with a capital at the beginning; the rest as it is."""
    return words[:1].upper() + words[1:]


@register.simple_tag
def badge(mark: str) -> SafeString:
    """The word of a mark with the sign that stands for it."""
    view = MARKS[Mark(mark)]
    return format_html(
        '<span class="badge badge-{}"><span class="badge-sign" aria-hidden="true">{}</span>{}</span>',
        Mark(mark).value,
        view.sign,
        _(view.word),
    )


@register.inclusion_tag("design/marks.html")
def marks_explained(*marks: str) -> dict[str, Any]:
    """What each of the marks means, in a sentence; all of them when none is named."""
    chosen = [Mark(mark) for mark in marks] or list(Mark)
    return {"marks": [{"mark": mark.value, "meaning": _(MARKS[mark].meaning)} for mark in chosen]}


Draw = Callable[[Any, float], str]


def _drawn(draw: Draw, chart: charts.Chart | charts.BarChart, table: tables.Table | None) -> dict[str, Any]:
    """A chart twice, for narrow and wide screens, so that letters keep their size; with its table behind it."""
    wide = draw(chart, WIDE)
    narrow = draw(replace(chart, key=f"{chart.key}-narrow"), NARROW)  # ids differ on one page
    return {"title": chart.title, "narrow": mark_safe(narrow), "wide": mark_safe(wide), "table": table}  # noqa: S308


@register.inclusion_tag("design/chart.html")
def bar_chart(chart: charts.BarChart, table: tables.Table | None = None) -> dict[str, Any]:
    """Horizontal bars; the table behind them is one click away."""
    return _drawn(charts.bars, chart, table)


@register.inclusion_tag("design/chart.html")
def column_chart(chart: charts.Chart, table: tables.Table | None = None) -> dict[str, Any]:
    """Upright columns over time, the year before in grey."""
    return _drawn(plots.columns, chart, table)


@register.inclusion_tag("design/chart.html")
def line_chart(chart: charts.Chart, table: tables.Table | None = None) -> dict[str, Any]:
    """Up to five lines, named at their ends."""
    return _drawn(plots.lines, chart, table)


@register.simple_tag
def table(table: tables.Table) -> SafeString:
    """A table; under 640 px its rows are labelled lists."""
    return mark_safe(tables.table_html(table))  # noqa: S308 - every text escaped by rules.tables


@register.inclusion_tag("design/field.html")
def field(bound: BoundField, unit: str = "") -> dict[str, Any]:
    """A form field: label above, hint, the unit inside, what is wrong beneath."""
    return {"field": bound, "unit": unit, "is_optional": is_optional(bound.field)}


def is_optional(field: Field) -> bool:
    """May a field be left empty whatever else is said? A list without an empty line always says something; a field that
    is needed with certain words elsewhere (`is_conditional`, its hint says which) may not either."""
    if field.required or getattr(field, "is_conditional", False):
        return False
    if isinstance(field, ChoiceField) and isinstance(field.widget, Select):
        return field.widget.allow_multiple_selected or any(value == "" for value, _ in field.widget.choices)
    return True


@register.inclusion_tag("design/error_summary.html")
def error_summary(form: BaseForm, title: str = "") -> dict[str, Any]:
    """What must be mended, on top of the page, with the focus on it; nothing while the form has no error."""
    if not form.errors:
        return {}
    return {
        "title": title or _("Chưa gửi được, còn chỗ cần sửa"),
        "general": form.non_field_errors(),
        "fields": [bound for bound in form if bound.errors],
    }
