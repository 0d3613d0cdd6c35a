"""Columns, control totals and states of files in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import template
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language, say, short_day
from chungtay.exchange.rules.fields import WorkbookField
from chungtay.exchange.rules.headings import UNKNOWN, UNKNOWN_ALONE
from chungtay.exchange.rules.outcomes import ImportState, RowFlag
from chungtay.figures.templatetags.figure_words import field_words
from chungtay.intake.rules.meanings import Meaning, choosable
from chungtay.intake.rules.reports import Report
from chungtay.intake.rules.shapes import IGNORED
from chungtay.intake.rules.states import WORDS, DraftState
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import scaled
from chungtay.kernel.periods import Period
from chungtay.ledger.queries import catalogue
from chungtay.ledger.rules import IndicatorView
from chungtay.organizations.queries import structure

register = template.Library()

FIELD_NAMES = {
    WorkbookField.KEY: gettext_noop("Mã bản ghi"),
    WorkbookField.UNIT: gettext_noop("Đơn vị"),
    WorkbookField.DATE: gettext_noop("Ngày"),
    WorkbookField.FROM: gettext_noop("Từ ngày"),
    WorkbookField.TO: gettext_noop("Đến ngày"),
    WorkbookField.TITLE: gettext_noop("Nội dung"),
    WorkbookField.PROGRAMMES: gettext_noop("Chương trình"),
    WorkbookField.DISASTER: gettext_noop("Thiên tai"),
    WorkbookField.PARTNERS: gettext_noop("Đơn vị phối hợp"),
    WorkbookField.COVERS: gettext_noop("Phạm vi"),
    WorkbookField.ESTIMATE: gettext_noop("Số ước"),
    WorkbookField.NOTE: gettext_noop("Ghi chú"),
}
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A control total in words."""

    name: str
    unit: str
    before: str
    delta: str
    after: str
    scale: str


def name_of(view: IndicatorView) -> str:
    """The indicator's name in the reader's language."""
    return view.name_en if language() == "en" else view.name_vi


@register.filter
def state_word(state: str) -> str:
    """Where a file stands, or an import."""
    return _("đang dở") if state == ImportState.OPEN else _(WORDS[DraftState(state)])


@register.filter
def meaning(column: Meaning) -> str:
    """What a column is taken for."""
    if column.value in ("", IGNORED):
        return _("bỏ qua") if column.value else ""
    if column.value in FIELD_NAMES:
        return _(FIELD_NAMES[WorkbookField(column.value)])
    name = name_of(catalogue()[column.value])
    return _("%(name)s, tính theo %(unit)s") % {"name": name, "unit": column.scale} if column.scale else name


@register.simple_tag
def meanings() -> Choices:
    """Everything that a column may be taken for, in groups."""
    views = catalogue()
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in choosable(views):
        view = views[code]
        label = f"{name_of(view)} ({unit_word(Measure(view.measure), language())})"
        if view.ended_on:
            label += " " + _("đến trước %(day)s") % {"day": short_day(view.ended_on)}
        groups.setdefault(view.field, []).append((code, label))
    fields = [(field.value, _(name)) for field, name in FIELD_NAMES.items()]
    return [(_("Cột chung"), fields), *((field_words(field), codes) for field, codes in groups.items())]


@register.filter
def say_columns(refusal: Refusal) -> str:
    """A refusal about headings, with columns called as people call them, and with what can be done about it here."""
    if refusal.message in (UNKNOWN, UNKNOWN_ALONE):
        return _("Chưa hiểu cột này: chọn ý nghĩa hoặc bỏ qua.")
    heading = str(refusal.params.get("heading", ""))
    name = FIELD_NAMES.get(WorkbookField(heading)) if heading in list(WorkbookField) else None
    if name:
        return say(Refusal(refusal.message, **refusal.params | {"heading": _(name)}))
    return say(refusal)


@register.filter
def total_lines(report: Report) -> list[TotalLine]:
    """Control totals of the indicators that the file changes."""
    views, lang = catalogue(), language()
    lines = []
    for code, total in report.totals.items():
        if total.delta and code in views.indicators:
            view = views[code]
            before, delta, after = (
                scaled(value, view.scale, lang) for value in (total.before, total.delta, total.after)
            )
            signed = f"+{delta}" if total.delta > 0 else delta.replace("-", "−")
            unit = unit_word(Measure(view.measure), lang)
            lines.append(TotalLine(name_of(view), unit, before, signed, after, report.scales.get(code, "")))
    return lines


@register.filter
def flag_words(flag: RowFlag) -> str:
    """A declaration that does not fit, in words."""
    views, lang = catalogue(), language()
    said = {
        "what": _("Dòng %(row)s") % {"row": flag.row} if flag.row else _("Số đã khai trước"),
        "name": name_of(views[flag.indicator]), "unit": _unit_name(flag.unit, flag.first, flag.last),
        "span": Period(flag.first, flag.last).wording(lang),
        "value": scaled(flag.value, flag.scale, lang), "beneath": scaled(flag.beneath, flag.scale, lang),
    }  # fmt: skip
    if flag.other_first is None or flag.other_last is None:
        return _("%(what)s: %(name)s của %(unit)s, %(span)s, khai %(value)s mà chi tiết đã ghi là %(beneath)s.") % said
    said["other"] = _unit_name(flag.other_unit, flag.other_first, flag.other_last)
    said["other_span"] = Period(flag.other_first, flag.other_last).wording(lang)
    return (
        _(
            "%(what)s: %(name)s của %(unit)s, %(span)s, chéo với số đã khai của %(other)s, %(other_span)s; chưa được tính."
        )
        % said
    )


def _unit_name(code: str, first: date, last: date) -> str:
    unit = structure().unit_within(code, first, last)
    return unit.name if unit else code


@register.filter
def get(values: Mapping[int, str], place: int) -> str:
    """What stands at a place; nothing where nothing does."""
    return values.get(place, "")
