"""Lists in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.bloodlists.queries.checking import Totals, Verdict
from chungtay.bloodlists.rules.columns import FIELD_NAMES, ListField, marked_ml
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import number

register = template.Library()


@register.filter
def column_meaning(meaning: str) -> str:
    """What a column is taken for, in words."""
    if meaning == "#":
        return _("bỏ qua")
    if marked_ml(meaning):
        return _("đánh dấu túi %(ml)s ml") % {"ml": marked_ml(meaning)}
    return _(FIELD_NAMES[ListField(meaning)]) if meaning else _("chưa rõ")


@register.simple_tag
def totals_before(told: Verdict) -> Table:
    """Bags by volume and ml: before, what changes, after; of the days of a list."""
    return _table(told.before, told.before.plus(told.change))


@register.simple_tag
def totals_after(outcome: Mapping[str, Any]) -> Table:
    """The same of a list that was recorded."""
    kept = [Totals({int(ml): bags for ml, bags in outcome[name].items()}) for name in ("before", "after")]
    return _table(*kept)


def _table(before: Totals, after: Totals) -> Table:
    columns = (Column(_("Túi máu")), *(Column(label, is_number=True) for label in (_("Trước"), _("Thêm"), _("Sau"))))
    rows = [
        _row(_("Túi %(ml)s ml") % {"ml": ml}, before.bags.get(ml, 0), after.bags.get(ml, 0))
        for ml in sorted(before.bags.keys() | after.bags.keys())
    ]
    rows.append(_row(_("Số lần hiến"), before.donations, after.donations, is_total=True))
    rows.append(_row(_("Thể tích (ml)"), before.ml, after.ml, is_total=True))
    return Table(_("Số của đơn vị trong các ngày có trong danh sách"), columns, tuple(rows))


def _row(label: str, before: int, after: int, *, is_total: bool = False) -> Row:
    return Row((Cell(label), *(Cell(number(value)) for value in (before, after - before, after))), is_total)
