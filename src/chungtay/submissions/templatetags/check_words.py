"""Warnings of a report in words: of a check, or as a submission keeps them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language, number, short_day
from chungtay.kernel.days import month_label
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.kernel.periods import Period
from chungtay.submissions.rules.checks import WARNINGS, CheckWarning, WarningCode

register = template.Library()


@register.filter
def warning_words(warning: CheckWarning | Mapping[str, Any]) -> str:
    """Suất quà là 900 suất; các kỳ trước đơn vị thường có khoảng 120 suất."""
    if isinstance(warning, CheckWarning):
        code, params = warning.code, warning.params
    else:
        code, params = WarningCode(warning["code"]), warning["params"]
    return _(WARNINGS[code]) % {name: _written(value) for name, value in params.items()}


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return number(value)
    if "number" in value:
        word = unit_word(Measure(value["measure"]), language(), value["number"])
        return f"{scaled(value['number'], value['scale'], language())} {word}"
    if "each" in value:
        return unit_word(Measure(value["each"]), language(), 1)
    if "months" in value:
        return ", ".join(month_label(month, language()) for month in value["months"])
    if "names" in value:
        return "; ".join(_written(name) for name in value["names"])
    if "days" in value:
        first, last = map(date.fromisoformat, value["days"])
        return Period(first, last).wording(language())
    return short_day(date.fromisoformat(value["day"])) if "day" in value else str(value[language()])
