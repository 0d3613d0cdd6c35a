"""Roles, actions, sizes and findings in words."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.administration.queries import RoleLine
from chungtay.administration.rules import Finding
from chungtay.audit.rules import ACTION_NAMES, OBJECT_NAMES, TEXT_NAMES
from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language, moment, number, short_day
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.ledger.rules import IndicatorKind, IndicatorView
from chungtay.organizations.rules import ROLE_NAMES, Role

register = template.Library()
INDICATOR_KINDS = {
    IndicatorKind.FLOW: gettext_noop("số phát sinh trong kỳ (cộng được)"),
    IndicatorKind.STOCK: gettext_noop("số có đến một ngày (không cộng dồn)"),
    IndicatorKind.DISTINCT: gettext_noop("đếm mỗi người một lần"),
    IndicatorKind.RATE: gettext_noop("mức, tỷ lệ (không cộng)"),
}
SIZES = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB"))


@register.filter
def role_words(role: str) -> str:
    """Cán bộ nhập liệu."""
    return sentence(_(ROLE_NAMES[Role(role)]))


@register.filter
def role_line(line: RoleLine) -> str:
    """Cán bộ nhập liệu, Hội Chữ thập đỏ thị xã Quảng Yên."""
    return f"{role_words(line.role)}, {line.scope}" if line.scope else role_words(line.role)


@register.filter
def role_days(line: RoleLine) -> str:
    """Since when, and until when where that is known."""
    since = short_day(line.valid_from)
    if line.valid_to is None:
        return _("từ %(since)s") % {"since": since}
    return _("từ %(since)s đến trước %(until)s") % {"since": since, "until": short_day(line.valid_to)}


@register.filter
def action_words(code: str) -> str:
    """What was done, in words; a code that no table knows stays as it is."""
    return _(ACTION_NAMES[code]) if code in ACTION_NAMES else code


@register.filter
def object_words(code: str) -> str:
    """What it was done to, in words."""
    return _(OBJECT_NAMES[code]) if code in OBJECT_NAMES else code


@register.filter
def text_words(text: str) -> str:
    """What a line says, codes of ways to sign in turned into words."""
    return _(TEXT_NAMES[text]) if text in TEXT_NAMES else text


@register.filter
def called(view: IndicatorView) -> str:
    """The indicator's name in the reader's language."""
    return view.name_en if language() == "en" else view.name_vi


@register.filter
def measure_words(view: IndicatorView) -> str:
    """Its unit of measure."""
    return unit_word(Measure(view.measure), language())


@register.filter
def kind_words(view: IndicatorView) -> str:
    """How its numbers are put together."""
    return _(INDICATOR_KINDS[IndicatorKind(view.kind)])


@register.filter
def finding_words(finding: Finding) -> str:
    """The sentence of a finding, its values written."""
    return _(finding.message) % {name: _written(name, value) for name, value in finding.params.items()}


def _written(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, int):
        return size_words(value) if name in ("size", "whole") else number(value)
    return str(value)


@register.filter
def size_words(count: int) -> str:
    """Bytes in words: 12,4 GB."""
    for size, word in SIZES:
        if count >= size:
            return f"{scaled(round(count * 10 / size), 1, language())} {word}"
    return f"{count} B"
