"""Needs, calls and their reasons in the reader's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.bloodrules.rules.kinds import ExclusionReason, Product
from chungtay.bloodrules.rules.ranking import RankedDonor
from chungtay.bloodrules.rules.words import REASON_NAMES
from chungtay.callboard.rules.words import BASIS_NAMES, PRODUCT_NAMES
from chungtay.callout.models import CallStep
from chungtay.callout.queries.fairness import FairnessReport
from chungtay.callout.rules.states import (
    CALL_STATE_NAMES,
    DECLINE_NAMES,
    REQUEST_STATE_NAMES,
    STEP_NAMES,
    TIER_NAMES,
    CallState,
    DeclineCode,
    RequestState,
    StepKind,
    Tier,
)
from chungtay.design.rules.tables import Cell, Column, Row, Table
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
def step_told(step: CallStep) -> str:
    """What a step says besides its kind; nobody is named."""
    said: dict[str, Any] = step.said
    match StepKind(step.kind):
        case StepKind.CALLED:
            told = {"wave": number(said["wave"]), "size": number(said.get("size", 0))}
            return _("đợt %(wave)s, %(size)s người") % told
        case StepKind.ANSWERED:
            code = said.get("code")
            words = [state_words(said["state"]), _(DECLINE_NAMES[DeclineCode(code)]) if code else ""]
            return ", ".join(word for word in words if word)
        case StepKind.OVERRIDDEN:
            reasons = (_(REASON_NAMES[ExclusionReason(reason)]) for reason in said["reasons"])
            return f"{', '.join(reasons)}: {said['why']}"
        case StepKind.ESCALATED:
            return tier_words(said["to"])
        case StepKind.JOINED:
            return _("cần %(units)s đơn vị") % {"units": number(said["units"])}
        case StepKind.NATIONAL:
            return _("đã gọi") if said.get("done") else _("cần gọi")
        case StepKind.CLOSED:
            told = {"state": _(REQUEST_STATE_NAMES[RequestState(said["state"])]), "told": number(said["told"])}
            return _("%(state)s, báo cho %(told)s người") % told
    return ""


@register.simple_tag
def burden_table(report: FairnessReport) -> Table:
    """Calls for each donor, by blood group."""
    columns = (Column(_("Nhóm máu")), Column(_("Lượt gọi mỗi người"), is_number=True))
    rows = tuple(
        Row((Cell(group.replace("?", " ?")), Cell(decimal(calls)))) for group, calls in report.by_group.items()
    )
    return Table(_("Lượt gọi mỗi người, theo nhóm máu"), columns, rows)


@register.simple_tag
def first_yes_table(report: FairnessReport) -> Table:
    """The median time to the first yes, by where the hospital stands."""
    columns = (Column(_("Địa bàn bệnh viện")), Column(_("Đến lời nhận đầu tiên"), is_number=True, unit=_("phút")))
    rows = tuple(
        Row((Cell(area or _("chưa ghi địa bàn")), Cell(decimal(seconds / 60))))
        for area, seconds in report.first_yes_s.items()
    )
    return Table(_("Thời gian đến lời nhận đầu tiên (trung vị), theo địa bàn"), columns, rows)


@register.filter
def rest_words(until: datetime) -> str:
    """How long it is until a moment, in minutes."""
    minutes = int((until - timezone.now()).total_seconds() // 60)
    if minutes < 1:
        return _("dưới 1 phút")
    hours, rest = divmod(minutes, 60)
    return (
        _("%(hours)s giờ %(minutes)s phút") % {"hours": hours, "minutes": rest}
        if hours
        else _("%(minutes)s phút") % {"minutes": rest}
    )


@register.filter
def decimal(value: float) -> str:
    """Two places, as people write them."""
    return localize(round(value, 2))


@register.filter
def percent(value: float) -> str:
    """A part of the whole, in hundredths."""
    return f"{localize(round(100 * value, 1))} %"


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
