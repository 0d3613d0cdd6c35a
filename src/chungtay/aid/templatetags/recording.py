"""The parts of the form of a delivery."""

import json
from datetime import date
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _

from chungtay.aid.forms import RecordDelivery
from chungtay.aid.forms.delivery import NUMBERS
from chungtay.aid.forms.lines import MoneyLine
from chungtay.aid.queries import Offered
from chungtay.organizations.queries import UnitOn

register = template.Library()
MORE = ("title", "since", "place", "giver", "partners", "note")


@register.filter
def stands(unit: UnitOn, day: date) -> bool:
    """Does the unit stand on that day?"""
    return unit.stands_on(day)


@register.filter
def numbers_json(form: RecordDelivery) -> str:
    """Which numbers each kind of work counts, with name and unit word, for the script."""
    return json.dumps(form.numbers, ensure_ascii=False)


@register.inclusion_tag("aid/number_fields.html")
def number_fields(form: RecordDelivery) -> dict[str, Any]:
    """The numbers; those that the work on screen does not count stand back where a script runs."""
    counted = form.numbers.get(form.chosen_work or "", None)
    fields = []
    for name in NUMBERS:
        bound = form[name]
        is_idle = counted is not None and name not in counted
        label, unit = (counted or {}).get(name, (str(bound.label), ""))
        fields.append({"name": name, "field": bound, "label": label, "unit": unit, "is_idle": is_idle})
    return {"fields": fields}


@register.inclusion_tag("aid/number_fields.html")
def also_fields(form: RecordDelivery) -> dict[str, Any]:
    """Numbers of a record that stand under indicators of their own."""
    bound = [(form[f"also-{number}"], also) for number, also in enumerate(form.also)]
    return {"fields": [{"name": "", "field": field, "label": also.label, "unit": also.unit} for field, also in bound]}


@register.simple_tag
def because(form: RecordDelivery, likely: bool) -> list[BoundWidget]:
    """Programmes and disasters that are likely or chosen (or the rest)."""
    offered = form.offered
    codes = {choice.code for choice in (*offered.programmes, *offered.disasters) if choice.is_likely}
    found = []
    for bound in (form["disasters"], form["programmes"]):
        codes |= set(bound.value() or ())
        found += [widget for widget in bound if (widget.data["value"] in codes) == likely]
    return found


@register.filter
def price_sources(offered: Offered) -> list[str]:
    """Where prices came from before, and the usual sources."""
    usual = [_("Hóa đơn"), _("Giấy của người tặng"), _("Giá thị trường tại địa phương")]
    return list(dict.fromkeys([*(known.price_source for known in offered.items if known.price_source), *usual]))


@register.filter
def currency_word(line: MoneyLine) -> str:
    """What stands behind the amount: đồng, or the code of the currency."""
    code = str(line["currency"].value() or "VND").upper()
    return _("đồng") if code == "VND" else code


@register.filter
def is_foreign(line: MoneyLine) -> bool:
    """Is the money of a line not in đồng, or is its rate wrong?"""
    return str(line["currency"].value() or "VND").upper() != "VND" or bool(line["rate"].errors)


@register.filter
def has_more_errors(form: RecordDelivery) -> bool:
    """Is anything wrong among what is folded away?"""
    fields: list[BoundField] = [form[name] for name in MORE]
    return any(field.errors for field in fields)
