"""Tiers in the reader's language."""

from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.blood.queries import HonourScale
from chungtay.design.rules.tables import Cell, Column, Row, Table

register = template.Library()
FIRST = "first"
_COMMITTED = {
    "district certificate of merit": gettext_noop("Giấy khen cấp huyện"), "bronze cup": gettext_noop("Cúp đồng"),
    "silver cup": gettext_noop("Cúp bạc"), "gold cup": gettext_noop("Cúp vàng"),
    "provincial certificate": gettext_noop("Bằng khen cấp tỉnh"),
}  # fmt: skip


@register.filter
def tier_words(code: str) -> str:
    """A tier as people say it; a province's own name as it stands."""
    if code == FIRST:
        return _("Lần đầu")
    if code in _COMMITTED:
        return _(_COMMITTED[code])
    return _("%s lần") % code if code.isdecimal() else code


@register.simple_tag
def tiers_table(scale: HonourScale, caption: str) -> Table:
    """The tiers from the lowest on."""
    rows = tuple(Row((Cell(tier_words(tier.code)), Cell(str(tier.least)))) for tier in scale.tiers)
    return Table(caption, (Column(_("Mức")), Column(_("Từ số lần hiến"), is_number=True)), rows)


@register.simple_tag
def reached_table(tiers: Any, caption: str) -> Table:
    """How many reached each tier, and how many of them were handed nothing yet."""
    columns = (Column(_("Mức")), Column(_("Số người"), is_number=True), Column(_("Chưa trao"), is_number=True))
    rows = [Row((Cell(tier_words(tier.code)), Cell(str(all_)), Cell(str(left)))) for tier, all_, left in tiers]
    total = [sum(row[index] for row in tiers) for index in (1, 2)]
    if len(rows) > 1:
        rows.append(Row((Cell(_("Cộng")), *(Cell(str(value)) for value in total)), is_total=True))
    return Table(caption, columns, tuple(rows))
