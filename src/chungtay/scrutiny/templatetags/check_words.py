"""Warnings of a report in words: of a check, or as a submission keeps them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language, number, short_day
from chungtay.figures.formats import query_string
from chungtay.kernel.days import month_label
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.kernel.periods import Period
from chungtay.scrutiny.rules.checks import WARNINGS, CheckWarning, WarningCode

register = template.Library()


@register.filter
def warning_words(warning: CheckWarning | Mapping[str, Any]) -> str:
    """Suất quà là 900 suất; các kỳ trước đơn vị thường có khoảng 120 suất."""
    if isinstance(warning, CheckWarning):
        code, params = warning.code, warning.params
    else:
        code, params = WarningCode(warning["code"]), warning["params"]
    return _(WARNINGS[code]) % {name: _written(value) for name, value in params.items()}


@register.filter
def asked_addresses(warning: CheckWarning) -> list[str]:
    """The page of the first figure that a warning is about."""
    return [f"{reverse('behind')}?{query_string(one, one.by)}" for one in warning.asked if one.indicators][:1]


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return number(value)
    kind = next(kind for kind in KINDS if kind in value)
    return KINDS[kind](value)


def _number(value: Mapping[str, Any]) -> str:
    word = unit_word(Measure(value["measure"]), language(), value["number"])
    return f"{scaled(value['number'], value['scale'], language())} {word}"


def _names(names: Iterable[Any]) -> str:
    return "; ".join(map(_written, names))


def _days(first: str, last: str) -> str:
    return Period(date.fromisoformat(first), date.fromisoformat(last)).wording(language())


# What the parameters of a warning may be besides texts and numbers, by what each holds.
KINDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "vi": lambda value: str(value[language()]),
    "number": _number,
    "each": lambda value: unit_word(Measure(value["each"]), language(), 1),
    "day": lambda value: short_day(date.fromisoformat(value["day"])),
    "days": lambda value: _days(*value["days"]),
    "months": lambda value: ", ".join(month_label(month, language()) for month in value["months"]),
    "names": lambda value: _names(value["names"]),
    "also": lambda value: _(" Cùng chiều: %(names)s.") % {"names": _names(value["also"])} if value["also"] else "",
}
