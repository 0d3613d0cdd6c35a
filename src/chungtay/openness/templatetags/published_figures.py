"""Published figures as an article and their own page show them: words, tables, charts, maps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import template
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules import charts, plots
from chungtay.design.rules.charts import Bar, BarChart, Chart, Series
from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.parts import NARROW, WIDE, marks_explained, sentence
from chungtay.design.templatetags.writing import language
from chungtay.explorer.rules.maps import Bubble, BubbleMap, bubble_map
from chungtay.figures.rules import By
from chungtay.kernel.days import month_label
from chungtay.kernel.hedges import exactly, hedged, hedged_with_unit
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.openness.rules.asking import FigureForm
from chungtay.openness.rules.published import CountedItem, PublicNumber, Shown

register = template.Library()
HEADS = {By.UNIT: gettext_noop("Đơn vị"), By.MONTH: gettext_noop("Tháng"), By.PROGRAMME: gettext_noop("Chương trình")}
REST = {
    By.UNIT: gettext_noop("Tại đơn vị, không thuộc đơn vị cấp dưới nào"),
    By.MONTH: gettext_noop("Số khai gộp nhiều tháng, không tách được theo tháng"),
    By.PROGRAMME: gettext_noop("Không gắn với chương trình nào"),
}
FEWEST_BARS = 2
MOST_BARS = 20


def in_words(number: PublicNumber, *, sentence: bool = False, unit: bool = False) -> str:
    """A public number: hedged for a `sentence`, else with every digit; what is hidden and what is none in words."""
    figure = number.figure
    if number.hidden:
        return _("không nêu")
    if figure.value is None or figure.state != "value":
        return str(_(MARKS[Mark(figure.state)].word))
    measure = Measure(figure.measure)
    if sentence and unit:
        return hedged_with_unit(figure.value, measure, language(), scale=figure.scale)
    if sentence:
        return hedged(figure.value, measure, language(), scale=figure.scale)
    return scaled(figure.value, figure.scale, language())


def row_name(number: PublicNumber) -> str:
    """What a row is called: a month in the reader's language, else as it was called then."""
    figure = number.figure
    by = By(figure.by) if figure.by else None
    if figure.key is None:
        return str(_(REST[by])) if by in REST else ""
    if by == By.MONTH:
        return sentence(month_label(int(figure.key[:4]) * 12 + int(figure.key[5:]) - 1, language()))
    return figure.label or figure.key


def unit_of(number: PublicNumber) -> str:
    """The unit word of the number; of a percentage it stands in the number."""
    measure = Measure(number.figure.measure)
    return "%" if measure == Measure.PERCENT else unit_word(measure, language(), number.figure.value)


@register.simple_tag
def figure_about(figure: Shown) -> str:
    """Whose, of which days, narrowed to what."""
    return ", ".join([figure.frozen.whose, figure.asking.period.wording(language()), *figure.frozen.tags])


@register.inclusion_tag("openness/number.html")
def public_number(number: PublicNumber) -> dict[str, Any]:
    """A number large, with its hedge and unit."""
    words = in_words(number, sentence=True, unit=True)
    is_number = not number.hidden and number.figure.state == "value"
    return {"words": words, "is_number": is_number, "unit": "" if is_number or number.hidden else unit_of(number)}


@register.simple_tag
def exact_number(number: PublicNumber) -> str:
    """Every digit with the unit, where the large number is rounded; else nothing."""
    value = number.figure.value
    if value is None or number.figure.state != "value":
        return ""
    measure, scale = Measure(number.figure.measure), number.figure.scale
    hedge = hedged(value, measure, language(), scale=scale)
    return "" if hedge == exactly(value, measure, language(), scale) else f"{in_words(number)} {unit_of(number)}"


@register.simple_tag
def figure_marks(figure: Shown) -> tuple[str, ...]:
    """What must be said beside the number."""
    told = figure.frozen
    found = ((told.estimated, Mark.ESTIMATED), (told.unplaced, Mark.UNPLACED), (told.illustrative, Mark.ILLUSTRATIVE))
    return tuple(mark for there, mark in found if there)


@register.inclusion_tag("design/marks.html")
def marks_of_figure(figure: Shown) -> dict[str, Any]:
    """The same, each with its sentence."""
    return marks_explained(*found) if (found := figure_marks(figure)) else {"marks": []}


@register.simple_tag
def rows_table(figure: Shown, name: str) -> Table | None:
    """The rows of the breakdown that an article shows, and their total."""
    by = figure.asking.by
    if by is None or not figure.rows:
        return None
    columns = (Column(_(HEADS[by])), Column(name, is_number=True, unit=unit_of(figure.whole)))
    rows = [Row((Cell(row_name(row)), Cell(in_words(row)))) for row in figure.rows]
    if not figure.frozen.overlapping:
        rows.append(Row((Cell(_("Cộng")), Cell(in_words(figure.whole))), is_total=True))
    return Table(f"{name}, {figure_about(figure)}", columns, tuple(rows), note_of(figure))


def note_of(figure: Shown) -> str:
    if not figure.frozen.overlapping:
        return ""
    if figure.asking.by == By.MONTH:
        return _("Số có đến cuối mỗi tháng; các tháng không cộng với nhau.")
    return str(_(MARKS[Mark.OVERLAPPING].meaning))


@register.filter
def is_drawn(figure: Shown) -> bool:
    """Is it to be drawn, and is there anything that could be? Else its table says so."""
    if figure.asking.form == FigureForm.MAP and not figure.frozen.points and not figure.frozen.dots:
        return False
    return figure.asking.form in (FigureForm.CHART, FigureForm.MAP) and any(row.figure.value for row in figure.rows)


@register.inclusion_tag("design/chart.html")
def rows_picture(figure: Shown, name: str) -> dict[str, Any]:
    """The chart or map of an article; what it cannot draw stands in the table behind it."""
    table, key = rows_table(figure, name), (figure.token or figure.asking.indicator.replace(".", "-")).lstrip("-_")
    if figure.asking.form == FigureForm.MAP:
        drawing = _map(figure, name, f"map-{key}")
        return drawn(drawing, bubble_map, table)
    if figure.asking.by == By.MONTH:
        return drawn(columns_of(figure.rows, figure, name, f"months-{key}"), plots.columns, table)
    return drawn(_bars(figure, name, f"bars-{key}"), charts.bars, table)


def drawn(drawing: Any, draw: Any, table: Table | None) -> dict[str, Any]:
    narrow = draw(replace(drawing, key=f"{drawing.key}-narrow"), NARROW)
    wide = draw(drawing, WIDE)
    return {"title": drawing.title, "narrow": mark_safe(narrow), "wide": mark_safe(wide), "table": table}  # noqa: S308


def _title(rows: Sequence[PublicNumber], name: str) -> str:
    known = [row for row in rows if row.figure.key and row.figure.value]
    if len(known) < FEWEST_BARS:
        return name
    top = max(known, key=lambda row: row.figure.value or 0)
    given = {"name": name, "row": row_name(top), "number": in_words(top, sentence=True, unit=True)}
    return _("%(name)s: %(row)s có số lớn nhất, %(number)s.") % given


def _described(rows: Sequence[PublicNumber]) -> str:
    return "; ".join(f"{row_name(row)} {in_words(row)}" for row in rows)


def _value(row: PublicNumber) -> float | None:
    return None if row.figure.value is None else row.figure.value / 10**row.figure.scale


def _bars(figure: Shown, name: str, key: str) -> BarChart:
    rows = sorted((row for row in figure.rows if row.figure.key), key=lambda row: -(row.figure.value or 0))
    bars = [
        Bar(row_name(row), value if (value := _value(row)) or not row.hidden else None, _at_bar(row),
            "accent" if place == 0 else "grey")
        for place, row in enumerate(rows[:MOST_BARS])
    ]  # fmt: skip
    return BarChart(key, _title(rows, name), _described(rows), tuple(bars))


def _at_bar(row: PublicNumber) -> str:
    return in_words(row, sentence=True).removesuffix(" đồng")


def columns_of(rows: Sequence[PublicNumber], figure: Shown, name: str, key: str) -> Chart:
    months = [row for row in rows if row.figure.key]
    labels = tuple(_short_month(row.figure.key or "") for row in months)
    measure, scale = Measure(figure.whole.figure.measure), figure.whole.figure.scale
    years = {str(figure.asking.question.first.year), str(figure.asking.question.last.year)}
    return Chart(
        key, _title(months, name), _described(rows), labels,
        (Series("–".join(sorted(years)), tuple(map(_value, months))),),
        lambda value: exactly(round(value * 10**scale), measure, language(), scale).removesuffix(" đồng"),
    )  # fmt: skip


def _short_month(key: str) -> str:
    if language() == "vi":
        return f"T{int(key[5:])}"
    return month_label(int(key[:4]) * 12 + int(key[5:]) - 1, "en")[:3]


def _map(figure: Shown, name: str, key: str) -> BubbleMap:
    points = figure.frozen.points or {}
    bubbles = tuple(
        Bubble(
            row_name(row),
            f"{in_words(row)} {'' if row.hidden else unit_of(row)}".strip(),
            points[row.figure.key],
            _value(row),
        )
        for row in figure.rows
        if row.figure.key and row.figure.key in points
    )
    return BubbleMap(key, _title(figure.rows, name), _described(figure.rows), bubbles, figure.frozen.dots)


@register.filter
def called(item: CountedItem) -> str:
    """What an indicator is called in the reader's language."""
    return item.name_en if language() == "en" else item.name_vi
