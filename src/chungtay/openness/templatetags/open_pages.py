"""The open pages in words, tables and drawings."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from chungtay.design.rules.charts import Chart, Series
from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.parts import NARROW, WIDE, sentence
from chungtay.design.templatetags.writing import language
from chungtay.explorer.rules.maps import Bubble, BubbleMap, bubble_map
from chungtay.figures.templatetags.figure_words import field_words, period_words
from chungtay.kernel.days import month_label
from chungtay.kernel.hedges import exactly, hedged_with_unit
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.ledger.rules import IndicatorView
from chungtay.ledger.rules.kinds import FigureState
from chungtay.openness.queries.counting import Counted
from chungtay.openness.queries.tables import NOTHING, OpenNumber
from chungtay.openness.queries.work import Work
from chungtay.openness.rules.cells import REST, TOTAL
from chungtay.openness.rules.published import named_source
from chungtay.organizations.rules import KIND_NAMES, SUCCESSION_NAMES, SuccessionKind, UnitKind

register = template.Library()
SILENT = (FigureState.NOT_APPLICABLE, FigureState.NOT_REPORTED)


@register.filter
def view_name(view: IndicatorView) -> str:
    """The indicator in the reader's language."""
    return view.name_en if language() == "en" else view.name_vi


@register.filter
def view_unit(view: IndicatorView) -> str:
    """The word behind its numbers."""
    return "%" if view.measure == Measure.PERCENT else unit_word(Measure(view.measure), language())


def in_words(told: OpenNumber, view: IndicatorView) -> str:
    """Every digit; what is hidden and what is none in words."""
    if told.hidden:
        return _("không nêu")
    if told.state != FigureState.VALUE or told.value is None:
        return str(_(MARKS[Mark(told.state)].word)) if told.state != FigureState.VALUE else ""
    return scaled(told.value, view.scale, language())


@register.simple_tag
def large_number(told: OpenNumber, view: IndicatorView) -> str:
    """A number hedged as reports hedge it, with its unit."""
    if told.value is None or told.state != FigureState.VALUE:
        return sentence(in_words(told, view))
    return hedged_with_unit(told.value, Measure(view.measure), language(), scale=view.scale)


@register.simple_tag
def exact_digits(told: OpenNumber, view: IndicatorView) -> str:
    """Every digit with the unit, where the large number is rounded; else nothing."""
    if told.value is None or told.state != FigureState.VALUE:
        return ""
    exact = f"{in_words(told, view)} {view_unit(view)}"
    return "" if exact == large_number(told, view) else exact


@register.simple_tag
def whole_of(found: Work) -> OpenNumber:
    """The chosen indicator over the chosen months."""
    return found.table.over(TOTAL, found.months)


@register.simple_tag
def year_by_field(found: Work) -> list[tuple[str, list[tuple[IndicatorView, str, str]]]]:
    """Every number of the year that tells something, by field of work: (indicator, its words, its unit)."""
    fields: dict[str, list[tuple[IndicatorView, str, str]]] = {}
    for code, told in found.year.items():
        if told.hidden or told.value:
            view = found.catalogue[code]
            unit = "" if told.hidden else view_unit(view)
            fields.setdefault(view.field, []).append((view, in_words(told, view), unit))
    return [(sentence(field_words(field)), rows) for field, rows in fields.items()]


@register.simple_tag
def silent_views(found: Work) -> list[tuple[IndicatorView, str]]:
    """Indicators without a number in the year, with the word for it."""
    rows = ((found.catalogue[code], told) for code, told in found.year.items() if not told.hidden and not told.value)
    return [(view, in_words(told, view)) for view, told in rows if told.state != FigureState.NOT_APPLICABLE]


@register.simple_tag
def choices_by_field(found: Work) -> list[tuple[str, list[IndicatorView]]]:
    """The indicators to choose from."""
    fields: dict[str, list[IndicatorView]] = {}
    for view in found.catalogue.values():
        fields.setdefault(view.field, []).append(view)
    return [(sentence(field_words(field)), views) for field, views in fields.items()]


@register.simple_tag
def work_about(found: Work) -> str:
    """Whose and of which days."""
    return f"{found.chapter.name}, {period_words(found.period)}"


@register.simple_tag
def units_of_work(found: Work) -> Table | None:
    """The chosen indicator by unit, those that have told something."""
    rest = _("Tại đơn vị, không thuộc đơn vị cấp dưới nào")
    rows = [(found.names.get(code, code), found.table.over(code, found.months)) for code in found.table.units]
    rows += [(rest, found.table.over(REST, found.months))] if (REST, TOTAL) in found.table.cells else []
    told = [(name, number) for name, number in rows if number.state not in SILENT]
    return _table(found, _("Đơn vị"), told, _("theo đơn vị"), summed=found.table.adds_up)


@register.simple_tag
def silent_units(found: Work) -> list[str]:
    """Units that have not reported, by name."""
    units = [
        code for code in found.table.units if found.table.over(code, found.months).state == FigureState.NOT_REPORTED
    ]
    return [found.names.get(code, code) for code in units]


@register.simple_tag
def months_of_work(found: Work) -> Table | None:
    """The same by month."""
    cells = found.table.cells
    rows = [(sentence(_month(key)), cells[TOTAL, key]) for key in found.months if (TOTAL, key) in cells]
    if found.is_whole_year and (TOTAL, REST) in cells:
        rows.append((_("Số khai gộp nhiều tháng, không tách được theo tháng"), cells[TOTAL, REST]))
    return _table(found, _("Tháng"), rows, _("theo tháng"), summed=found.table.adds_up)


@register.simple_tag
def programmes_of_work(found: Work) -> Table | None:
    """The same by programme; what belongs to several stands in each."""
    rows = [(name or _("Không gắn với chương trình nào"), told) for name, told in found.programmes or ()]
    return _table(found, _("Chương trình"), rows, _("theo chương trình"), summed=False)


def _table(found: Work, head: str, rows: list[tuple[str, OpenNumber]], by: str, *, summed: bool) -> Table | None:
    if not rows:
        return None
    view = found.table.view
    columns = (Column(head), Column(_("Số liệu"), is_number=True, unit=view_unit(view)))
    lines = [Row((Cell(name), Cell(in_words(told, view)))) for name, told in rows]
    if summed:
        lines.append(Row((Cell(_("Cộng")), Cell(in_words(whole_of(found), view))), is_total=True))
    return Table(f"{view_name(view)} {by}, {period_words(found.period)}", columns, tuple(lines))


@register.simple_tag
def months_drawing(found: Work) -> Chart | None:
    """Columns of the months, where two of them have a number; a hidden one is a gap."""
    view, cells = found.table.view, found.table.cells
    told = [cells.get((TOTAL, key), NOTHING) for key in found.months]
    values = tuple(None if one.value is None else one.value / 10**view.scale for one in told)
    if sum(1 for value in values if value) < 2:
        return None
    top = max(range(len(values)), key=lambda place: values[place] or 0)
    given = {"name": view_name(view), "month": _month(found.months[top]), "number": large_number(told[top], view)}
    title = _("%(name)s: nhiều nhất là %(month)s, %(number)s.") % given
    described = "; ".join(f"{_month(key)} {in_words(one, view)}" for key, one in zip(found.months, told, strict=True))
    labels = tuple(f"T{int(key[5:])}" if language() == "vi" else _month(key)[:3] for key in found.months)
    return Chart(
        "months-of-work", title, described, labels, (Series(found.months[0][:4], values),),
        lambda value: exactly(round(value * 10**view.scale), Measure(view.measure), language(), view.scale).removesuffix(" đồng"),
    )  # fmt: skip


@register.inclusion_tag("design/chart.html")
def map_of_work(found: Work) -> dict[str, Any]:
    """Bubbles over the places of the units; its rows stand in the table below."""
    view, told = found.table.view, {code: found.table.over(code, found.months) for code in found.table.units}
    bubbles = tuple(
        Bubble(found.names.get(code, code), f"{in_words(number, view)} {'' if number.value is None else view_unit(view)}".strip(),
               found.points[code], None if number.value is None else float(number.value))
        for code, number in told.items()
        if code in found.points and number.state != FigureState.NOT_APPLICABLE
    )  # fmt: skip
    title = f"{view_name(view)}, {period_words(found.period)}"
    described = "; ".join(f"{bubble.name} {bubble.words}" for bubble in bubbles)
    drawing = BubbleMap("map-of-work", title, described, bubbles, found.dots)
    narrow = bubble_map(replace(drawing, key="map-of-work-narrow"), NARROW)
    wide = bubble_map(drawing, WIDE)
    return {"title": title, "narrow": mark_safe(narrow), "wide": mark_safe(wide), "table": None}  # noqa: S308


def _month(key: str) -> str:
    return month_label(int(key[:4]) * 12 + int(key[5:]) - 1, language())


@register.filter
def kind_of_unit(kind: UnitKind) -> str:
    """Cấp huyện; chi hội."""
    return sentence(_(KIND_NAMES[kind]))


@register.filter
def succession_word(kind: SuccessionKind) -> str:
    """Sáp nhập; đổi tên."""
    return _(SUCCESSION_NAMES[kind])


@register.filter
def field_name(field: str) -> str:
    """The field of work as a heading."""
    return sentence(field_words(field))


@register.filter
def counted_items(counted: Counted) -> list[tuple[str, str, str]]:
    """What a total counts: name, how one is counted, why."""
    whole, found = Measure(counted.view.measure), list[tuple[str, str, str]]()
    for view, factor, reason in counted.items:
        how = ""
        if view.measure != whole or factor != 1:
            given = {"one": unit_word(Measure(view.measure), language(), 1),
                     "number": f"{scaled(factor, 0, language())} {unit_word(whole, language(), factor)}"}  # fmt: skip
            how = _("mỗi %(one)s tính là %(number)s") % given
        found.append((view_name(view), how, reason))
    return found


@register.simple_tag
def meanings() -> list[tuple[str, str]]:
    """What stands in place of a number or beside one, and what it means."""
    return [(sentence(_(view.word)), _(view.meaning)) for view in MARKS.values()]


@register.filter
def public_source(source: str) -> str:
    """On what paper an indicator stands."""
    return named_source(source)


@register.filter
def of_year(days: date) -> str:
    """1/7/2025."""
    return date_format(days, "j M Y" if language() == "en" else "j/n/Y")
