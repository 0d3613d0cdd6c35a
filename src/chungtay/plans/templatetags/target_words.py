"""Targets in words: how much, đạt bao nhiêu phần trăm, vượt bao nhiêu, and how far the days have come."""

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language
from chungtay.figures.templatetags.figure_parts import behind_address
from chungtay.figures.templatetags.figure_words import exact, in_sentence
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure
from chungtay.kernel.numbers import Precision, percent, scaled
from chungtay.ledger.rules import IndicatorView
from chungtay.plans.queries import TargetLine, TargetStep
from chungtay.plans.rules import BASIS_WORDS, Pace, StandingTarget, TargetBasis, TargetProgress, shown_percent

register = template.Library()
PACE_WORDS = {
    Pace.AHEAD: gettext_noop("kịp tiến độ"),
    Pace.BEHIND: gettext_noop("chậm tiến độ"),
    Pace.MISSED: gettext_noop("không đạt"),
}
HEDGES = {
    Precision.EXACT: "%(share)s",
    Precision.NEARLY: gettext_noop("gần %(share)s"),
    Precision.MORE_THAN: gettext_noop("trên %(share)s"),
}


def share_written(value: int, view: IndicatorView) -> str:
    """A value as a form shows it: digits in the language's grouping, without unit."""
    return scaled(value, view.scale, language())


def percent_written(value: Fraction) -> str:
    """A percentage to one decimal place, hedged where rounding would say that a plan is reached which is not."""
    precision, shown = shown_percent(value)
    words = HEDGES[precision]
    return (_(words) if precision != Precision.EXACT else words) % {"share": percent(shown, 1, language())}


@register.simple_tag
def target_written(value: int, view: IndicatorView) -> str:
    """The target with its unit: 6.500 đơn vị máu; 1,2 tỷ đồng."""
    return exactly_with_unit(value, Measure(view.measure), language(), scale=view.scale)


@register.filter
def called(view: IndicatorView) -> str:
    """The indicator's name in the reader's language."""
    return view.name_en if language() == "en" else view.name_vi


@register.filter
def basis_words(told: StandingTarget) -> str:
    """On whose word it stands."""
    return _(BASIS_WORDS[TargetBasis(told.basis)])


@register.filter
def reached_words(line: TargetLine) -> str:
    """The figure beside it, hedged by rule; its state in words where it is no number."""
    figure = line.beside.figure
    return in_sentence(figure) if figure.value is not None else exact(figure)


@register.filter
def behind_target(line: TargetLine) -> str:
    """The address behind the figure."""
    return behind_address(line.beside.question, line.beside.figure)


@register.filter
def progress_words(progress: TargetProgress) -> str:
    """Đạt 62%, chậm tiến độ; đạt 120% (vượt 20%): the share and what is beyond, each in its own form."""
    if progress.percent is None:
        return _("chưa có số")
    share = percent_written(progress.percent)
    if progress.beyond:
        return _("đạt %(share)s (vượt %(beyond)s)") % {"share": share, "beyond": percent_written(progress.beyond)}
    said = _("đạt %(share)s") % {"share": share}
    return f"{said}, {_(PACE_WORDS[progress.pace])}" if progress.pace in PACE_WORDS else said


@register.filter
def line_words(line: TargetLine) -> str:
    """How far a row has come; where not every member of a cluster has a target, how many have one instead of a share."""
    told = line.told
    if not told.whole:
        return _("%(given)s trong %(among)s đơn vị thành viên có chỉ tiêu, chưa tính tỷ lệ") % {
            "given": len(told.units),
            "among": told.among,
        }
    return progress_words(line.beside.progress)


@register.filter
def passed_words(progress: TargetProgress) -> str:
    """How much of the days has passed."""
    if progress.passed == 1:
        return _("kỳ đã hết")
    return _("đã qua %(share)s thời gian") % {"share": percent(progress.passed * 100, 0, language())}


@register.filter
def step_words(step: TargetStep) -> str:
    """What became of it: stands, replaced on a day, withdrawn with its reason."""
    row = step.target
    if row.ended_at is None:
        return _("đang áp dụng")
    if step.replaced:
        return _("đã thay bằng số mới")
    return _("đã rút: %(why)s") % {"why": _(row.withdrawn_because)}
