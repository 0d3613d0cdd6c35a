"""Rules, reasons and groups in the reader's language."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from django import template
from django.utils.translation import gettext as _

from chungtay.bloodrules.rules.counting import UnitConvention
from chungtay.bloodrules.rules.kinds import ExclusionReason
from chungtay.bloodrules.rules.rulesets import BloodRule, RuleSet, length_of
from chungtay.bloodrules.rules.words import (
    CAUSE_NAMES,
    COMPONENT_NAMES,
    CONVENTION_NAMES,
    REASON_NAMES,
    RULE_WORDS,
    STATUS_NAMES,
)
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import short_day

register = template.Library()


@register.filter
def reason_words(reason: str) -> str:
    """Why not, in words."""
    return _(REASON_NAMES[ExclusionReason(reason)])


@register.filter
def cause_words(cause: str) -> str:
    """A cause of deferral in words; an unknown one as it stands."""
    return _(CAUSE_NAMES[cause]) if cause in CAUSE_NAMES else cause


@register.filter
def component_words(component: str) -> str:
    """What was given, in words."""
    return _(COMPONENT_NAMES[component]) if component in COMPONENT_NAMES else component


@register.filter
def group_words(group: Any) -> str:
    """O+, A-; what is not known is said so."""
    if not group.abo:
        return _("chưa biết")
    return f"{group.abo}{group.rhd or ' ?'}"


@register.simple_tag
def rules_table(rules: RuleSet, caption: str) -> Table:
    """Rule, value, source, how sure it is: of one layer."""
    columns = (Column(_("Quy tắc")), Column(_("Giá trị")), Column(_("Nguồn")), Column(_("Mức chắc chắn")))
    rows = tuple(_row(name, rule) for name, rule in rules.rules.items())
    return Table(caption, columns, rows)


def _row(name: str, rule: BloodRule) -> Row:
    words = RULE_WORDS.get(name)
    label, value, source = (_(part) if part else "" for part in words) if words else (name, "%s", "")
    if rule.layer != "VN":
        source = rule.source or rule.layer
    written = "; ".join(value % part for part in _parts(name, rule.value)) if value else ""
    sure = STATUS_NAMES.get(rule.status, rule.status)
    return Row((Cell(label), Cell(written or "–"), Cell(source or "–"), Cell(_(sure))))


def _parts(name: str, value: Any) -> Iterable[str]:
    """The value's parts as people write them; what has another shape than expected stands as it is."""
    if isinstance(value, str | int | float):
        return [_(CONVENTION_NAMES[UnitConvention(value)]) if value in set(UnitConvention) else str(value)]
    try:
        return _WRITTEN[name](value)
    except (KeyError, TypeError, AttributeError):
        return [json.dumps(value, ensure_ascii=False)]


def _causes(value: Mapping[str, str]) -> list[str]:
    by_length: dict[str, list[str]] = {}
    for cause, length in value.items():
        by_length.setdefault(length, []).append(cause_words(cause))
    return [f"{_length(length)}: {', '.join(causes)}" for length, causes in by_length.items()]


def _intervals(value: Mapping[str, int]) -> list[str]:
    return [f"{component_words(part)} {days}" for part, days in value.items()]


def _by_sex(value: Mapping[str, float]) -> list[str]:
    return [f"{_('nữ') if sex == 'F' else _('nam')} {least}" for sex, least in value.items()]


def _large(value: Mapping[str, int]) -> list[str]:
    return [_("%(least)s g/l khi hiến từ %(ml)s ml") % {"least": value["min"], "ml": value["from_ml"]}]


def _in_a_row(value: Mapping[str, int]) -> list[str]:
    told = {"most": value["max"], "days": value["per_days"]}
    return [_("nhiều nhất %(most)s lần trong %(days)s ngày") % told]


def _volumes(value: Iterable[Mapping[str, Any]]) -> list[str]:
    found = []
    for part in value:
        told = {"kg": part["kg_from"], "below": part.get("kg_below"), "ml": part["max_ml"]}
        span = _("từ %(kg)s đến dưới %(below)s kg") if told["below"] else _("từ %(kg)s kg")
        each = part.get("max_ml_per_kg")
        most = _("nhiều nhất %(ml)s ml") + (_(", và %s ml mỗi kg").replace("%s", str(each)) if each else "")
        found.append(f"{span % told}: {most % told}")
    return found


def _list(value: Iterable[Any]) -> list[str]:
    return [", ".join(cause_words(str(part)) for part in value)]


_WRITTEN: Final[dict[str, Callable[[Any], list[str]]]] = {
    "deferrals": _causes, "interval_days": _intervals, "weight_min_kg": _by_sex, "hb_min_g_l": _by_sex,
    "hb_min_g_l_large": _large, "granulocyte_stemcell": _in_a_row, "wb_volume": _volumes, "apheresis": _volumes,
    "permanent": _list, "bag_ml": _list,
}  # fmt: skip


def _length(text: str) -> str:
    try:
        length = length_of(text)
    except ValueError:
        return text
    return _("%s tháng") % length.months if length.months else _("%s ngày") % length.days


_RULE_OF: Final = {
    ExclusionReason.AGE_LOW: "age_min",
    ExclusionReason.AGE_HIGH: "age_max_completed_years",
    ExclusionReason.WEIGHT_LOW: "weight_min_kg",
    ExclusionReason.PREGNANT: "weight_min_kg",  # the same article
    ExclusionReason.INTERVAL: "interval_days",
    ExclusionReason.DEFERRED: "deferrals",
    ExclusionReason.HB_LOW_LAST: "hb_min_g_l",
    ExclusionReason.PERMANENT: "permanent",
}


@register.simple_tag
def reason_source(reason: str, rules: RuleSet) -> str:
    """Where the rule behind a reason stands; empty where the reason is no rule of giving."""
    name = _RULE_OF.get(ExclusionReason(reason))
    rule = rules.rules.get(name) if name else None
    if name is None or rule is None:
        return ""
    return _(RULE_WORDS[name].source) if rule.layer == "VN" else rule.source or rule.layer


@register.simple_tag
def donations_table(donations: Sequence[Any]) -> Table:
    """Days, what was given, marks where there are any."""
    columns = [Column(_("Ngày")), Column(_("Thành phần")), Column(_("Thể tích"), is_number=True, unit="ml")]
    rows, marked = [], any(one.emergency or one.flagged for one in donations)
    for one in donations:
        marks = [_("hiến khẩn cấp")] if one.emergency else []
        marks += [_("sớm hơn khoảng cách quy định, cần xem lại")] if one.flagged else []
        cells = [Cell(short_day(one.given_on)), Cell(component_words(one.component)), Cell(str(one.ml))]
        rows.append(Row(tuple(cells + ([Cell("; ".join(marks))] if marked else []))))
    return Table(
        _("Các lần hiến máu đã ghi, gần nhất trước"),
        (*columns, *([Column(_("Ghi chú"))] if marked else ())),
        tuple(rows),
    )
