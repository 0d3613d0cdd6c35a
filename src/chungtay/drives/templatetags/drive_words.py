"""Drives in the reader's language: states, the funnel drawn, bags in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.blood.rules.states import DRIVE_STATE_NAMES, SIGN_UP_STATE_NAMES, DriveState, SignUpState
from chungtay.bloodrules.rules.counting import UnitConvention
from chungtay.bloodrules.rules.funnel import STEPS, Funnel
from chungtay.bloodrules.rules.words import CONVENTION_NAMES
from chungtay.design.rules.charts import Bar, BarChart
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language, moment, number
from chungtay.kernel.numbers import decimal

register = template.Library()


@register.filter
def drive_state(state: str) -> str:
    """Where a drive stands."""
    return _(DRIVE_STATE_NAMES[DriveState(state)])


@register.filter
def sign_up_state(state: str) -> str:
    """How far somebody came."""
    return _(SIGN_UP_STATE_NAMES[SignUpState(state)])


@register.filter
def convention_words(convention: UnitConvention) -> str:
    """What one unit of blood is."""
    return _(CONVENTION_NAMES[convention])


@register.filter
def name_in(units: Mapping[int, Any], pk: int) -> str:
    """What a unit is called."""
    return units[pk].name if pk in units else ""


@register.filter
def bags_words(bags: Mapping[int, int]) -> str:
    """12 × 250 ml, 30 × 350 ml."""
    return ", ".join(f"{number(count)} × {ml} ml" for ml, count in sorted(bags.items()) if count)


@register.filter
def equivalents(funnel: Funnel) -> str:
    """Bags of 250 ml, to one decimal."""
    return decimal(funnel.counted.equivalents, 1, language())


@register.simple_tag
def funnel_chart(funnel: Funnel, title: str) -> BarChart:
    """The four numbers as bars, each with its share of the one before."""
    steps, found = funnel.steps(), []
    for place, (name, count) in enumerate(steps):
        before = steps[place - 1][1] if place else 0
        share = f" ({round(100 * count / before)}%)" if before else ""
        found.append(Bar(_(STEPS[name]), count, f"{number(count)}{share}"))
    about = _("Mỗi thanh là số người; trong ngoặc là phần trăm của bước trước.")
    return BarChart("funnel", title, about, tuple(found))


@register.simple_tag
def results_table(results: Any) -> Table:
    """Every version of the result, the latest first."""
    steps = [Column(_(words), is_number=True) for words in STEPS.values()]
    columns = (Column(_("Ghi lúc")), *steps, Column(_("Túi máu")), Column(_("Người ghi")))
    rows = tuple(
        Row((
            Cell(moment(row.told_at)), *(Cell(number(getattr(row, name))) for name in STEPS),
            Cell(bags_words({int(ml): count for ml, count in row.bags.items()}) or "–"),
            Cell(row.teller or "–"),
        ))
        for row in reversed(results)
    )  # fmt: skip
    return Table(_("Các lần ghi kết quả, lần gần nhất được tính"), columns, rows)
