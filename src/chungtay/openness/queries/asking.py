"""What an editor's fields ask, read and explained; and what they may choose from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chungtay.figures.queries.pages import UNBROKEN
from chungtay.figures.queries.tags import names_of_causes
from chungtay.figures.rules import By, Question
from chungtay.figures.templatetags.figure_words import FIELD_WORDS
from chungtay.kernel.errors import Refusal, gettext_noop
from chungtay.kernel.period_words import period_of
from chungtay.kernel.periods import Period
from chungtay.kernel.text import folded
from chungtay.ledger.queries.catalogue import books
from chungtay.ledger.rules import IndicatorKind
from chungtay.openness.rules.asking import Asking, FigureForm, WrongField
from chungtay.organizations.queries import Structure, find_unit, structure

NO_INDICATOR = gettext_noop("Không có chỉ tiêu này trong danh mục.")
NO_UNIT = gettext_noop("Không có đơn vị hoặc cụm nào mang tên hoặc mã “%(text)s” trong kỳ này.")
NO_DAYS = gettext_noop("Cần một kỳ, hoặc cả từ ngày lẫn đến ngày.")
TWO_PERIODS = gettext_noop("Chỉ điền kỳ, hoặc từ ngày và đến ngày; không điền cả hai.")
BACKWARDS = gettext_noop("Ngày cuối đứng trước ngày đầu.")
TOO_LONG = gettext_noop("Kỳ dài nhất là %(most)s năm.")
NOT_BROKEN = gettext_noop("Chỉ tiêu này không chia nhỏ được; chọn cách trình bày “Một số liệu”.")
NEEDS_BY = gettext_noop("Bảng và biểu đồ cần biết chia theo gì.")
ALONE = gettext_noop("Một số liệu không chia theo gì; để trống ô này hoặc chọn bảng, biểu đồ.")
MAP_BY_UNIT = gettext_noop("Bản đồ chỉ chia theo đơn vị.")
MOST_YEARS = 5


def indicator_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every indicator that can be asked, by field of work; `gettext` of the field is the caller's."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for view in books()[0].indicators.values():
        if view.kind != IndicatorKind.DISTINCT and view.ended_on is None:
            groups.setdefault(FIELD_WORDS.get(view.field, view.field), []).append((view.code, view.name_vi))
    return list(groups.items())


def tag_choices(on: date) -> list[tuple[str, str]]:
    """Programmes and disasters that a figure may be narrowed to."""
    programmes, disasters = names_of_causes(on)
    found = [(f"{By.PROGRAMME}:{code}", name) for code, name in programmes.items()]
    return found + [(f"{By.DISASTER}:{code}", name) for code, name in disasters.items()]


def asking_of(values: Mapping[str, Any], known: Structure | None = None) -> Asking:
    """The question of an editor's block. Raises WrongField, which names what must be mended."""
    period = _period(values)
    view = books()[0].indicators.get(str(values.get("indicator") or ""))
    if view is None:
        raise WrongField("indicator", NO_INDICATOR)
    form, by = _form(values)
    if by and view.kind in UNBROKEN:
        raise WrongField("form", NOT_BROKEN)
    code = scope_code(str(values.get("unit") or ""), period, known or structure())
    tags = frozenset(filter(None, [values.get("tag")]))
    return Asking(Question((code,), period.first, period.last, (view.code,), tags), by, form)


def _form(values: Mapping[str, Any]) -> tuple[FigureForm, By | None]:
    form = FigureForm(values.get("form") or FigureForm.FIGURE)
    by = By(values["by"]) if values.get("by") else None
    if form == FigureForm.FIGURE and by:
        raise WrongField("by", ALONE)
    if form in (FigureForm.TABLE, FigureForm.CHART) and by is None:
        raise WrongField("by", NEEDS_BY)
    if form == FigureForm.MAP and by not in (None, By.UNIT):
        raise WrongField("by", MAP_BY_UNIT)
    return form, By.UNIT if form == FigureForm.MAP else by


def _period(values: Mapping[str, Any]) -> Period:
    words, first, last = str(values.get("period") or "").strip(), values.get("first"), values.get("last")
    if words and (first or last):
        raise WrongField("period", TWO_PERIODS)
    if words:
        try:
            return period_of(words)
        except Refusal as refusal:
            raise WrongField("period", refusal.message, **refusal.params) from None
    if not first or not last:
        raise WrongField("last" if first else "period", NO_DAYS)
    if last < first:
        raise WrongField("last", BACKWARDS)
    if last.year - first.year >= MOST_YEARS:
        raise WrongField("last", TOO_LONG, most=MOST_YEARS)
    return Period(first, last)


def scope_code(text: str, period: Period, known: Structure) -> str:
    """The code of the unit or cluster that somebody wrote by code or name. Raises WrongField where it names none."""
    typed = " ".join(text.split())
    if known.cluster(typed) or known.unit_within(typed, period.first, period.last):
        return typed
    named = [one.code for one in known.clusters.values() if folded(one.name) == folded(typed)]
    if len(named) == 1:
        return named[0]
    try:
        unit = find_unit(typed, period.last) if typed else None
    except Refusal as refusal:
        raise WrongField("unit", refusal.message, **refusal.params) from None
    if unit is None:
        raise WrongField("unit", NO_UNIT, text=typed)
    return unit.code
