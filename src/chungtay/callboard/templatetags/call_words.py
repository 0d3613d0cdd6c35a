"""Needs, calls and their reasons in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.bloodrules.rules.kinds import Product
from chungtay.bloodrules.rules.ranking import RankedDonor
from chungtay.callboard.rules.words import BASIS_NAMES, PRODUCT_NAMES
from chungtay.callout.rules.states import (
    CALL_STATE_NAMES,
    STEP_NAMES,
    TIER_NAMES,
    CallState,
    StepKind,
    Tier,
)
from chungtay.design.templatetags.writing import number, short_day

register = template.Library()


@register.filter
def need_words(need: Mapping[str, Any]) -> str:
    """Product, group, antigens to avoid."""
    group = f"{need['abo'] or ''}{need['rhd'] or ''}" or _("chưa biết nhóm")
    words = f"{_(PRODUCT_NAMES[Product(need['product'])])} {group}"
    return f"{words}, {', '.join(f'{one}−' for one in need['antigen_neg'])}" if need["antigen_neg"] else words


@register.filter
def basis_words(basis: str) -> str:
    """On which basis it is given."""
    return _(BASIS_NAMES.get(basis, ""))


@register.filter
def state_words(state: str) -> str:
    """Where a call stands."""
    return _(CALL_STATE_NAMES[CallState(state)])


@register.filter
def tier_words(tier: str) -> str:
    """How wide it is called."""
    return _(TIER_NAMES[Tier(tier)])


@register.filter
def step_words(kind: str) -> str:
    """What happened."""
    return _(STEP_NAMES[StepKind(kind)])


@register.filter
def why_words(one: RankedDonor) -> str:
    """Why at this place, in the order of comparing; distances in bands alone."""
    last = one.last_called_on
    called = ngettext("%(written)s lần được gọi trong năm", "%(written)s lần được gọi trong năm", one.calls_365)
    said = [
        _("đúng nhóm máu") if one.match_rank == 0 else _("nhóm máu phù hợp"),
        _("đang trực") if one.on_roster else "",
        "" if one.km is None else _("dưới %(km)s km") % {"km": number(int(one.km) + 1)},
        called % {"written": number(one.calls_365)},
        _("gọi lần cuối %(day)s") % {"day": short_day(last)} if last else _("chưa được gọi lần nào"),
    ]
    return ", ".join(word for word in said if word)
