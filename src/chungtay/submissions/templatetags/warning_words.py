"""What the checks of a report say, in the reader's language: from code and params, as a report keeps them too."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language, short_day
from chungtay.figures.formats import query_string
from chungtay.kernel.days import month_label
from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure
from chungtay.kernel.numbers import decimal
from chungtay.submissions.rules.checks import WARNINGS, CheckWarning, WarningCode

register = template.Library()


@register.filter
def warning_words(warning: CheckWarning | Mapping[str, Any]) -> str:
    """The sentence of a warning, found now or kept with a report."""
    if isinstance(warning, CheckWarning):
        return _sentence(warning.code, warning.params)
    return _sentence(WarningCode(warning["code"]), warning["params"])


@register.filter
def asked_addresses(warning: CheckWarning) -> list[str]:
    """The pages of the figures that a warning is about."""
    return [f"{reverse('behind')}?{query_string(one, one.by)}" for one in warning.asked if one.indicators][:1]


def _sentence(code: WarningCode, params: Mapping[str, Any]) -> str:
    return _(WARNINGS[code]) % {name: _param(value) for name, value in params.items()}


def _param(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    kind = next((kind for kind in PARAMS if kind in value), "vi")
    return PARAMS[kind](value)


def _number(value: Mapping[str, Any]) -> str:
    return exactly_with_unit(value["number"], Measure(value["measure"]), language(), scale=value["scale"])


def _days(value: Mapping[str, Any]) -> str:
    first, last = (short_day(date.fromisoformat(day)) for day in value["days"])
    return f"{first} - {last}"


PARAMS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "vi": lambda value: str(value["en" if language() == "en" else "vi"]),
    "number": _number,
    "day": lambda value: short_day(date.fromisoformat(value["day"])),
    "days": _days,
    "months": lambda value: ", ".join(month_label(month, language()) for month in value["months"]),
    "names": lambda value: ", ".join(map(_param, value["names"])),
    "times": lambda value: decimal(value["times"], 1, language()),
}
