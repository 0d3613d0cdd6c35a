"""Targets in words: how much, đạt bao nhiêu phần trăm, vượt bao nhiêu, and how far the days have come."""

from django import template
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import language
from chungtay.figures.rules.figures import Question
from chungtay.figures.templatetags.figure_parts import behind_address
from chungtay.figures.templatetags.figure_words import in_sentence
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.hedges import exactly_with_unit
from chungtay.kernel.measures import Measure
from chungtay.kernel.numbers import percent, scaled
from chungtay.ledger.queries.catalogue import tags_of
from chungtay.ledger.rules import IndicatorView
from chungtay.plans.queries import TargetLine
from chungtay.plans.rules import Pace, TargetProgress

register = template.Library()
PACE_WORDS = {
    Pace.AHEAD: gettext_noop("kịp tiến độ"),
    Pace.BEHIND: gettext_noop("chậm tiến độ"),
    Pace.MISSED: gettext_noop("không đạt"),
}


def share_written(value: int, view: IndicatorView) -> str:
    """A value as a form shows it: digits in the language's grouping, without unit."""
    return scaled(value, view.scale, language())


@register.simple_tag
def target_written(line_value: int, view: IndicatorView) -> str:
    """The target with its unit: 6.500 đơn vị máu; 1,2 tỷ đồng."""
    return exactly_with_unit(line_value, Measure(view.measure), language(), scale=view.scale)


@register.simple_tag
def reached_written(line: TargetLine) -> str:
    """The figure beside it, hedged by rule; empty where nothing was reported."""
    return in_sentence(line.figure) if line.figure.value is not None else ""


@register.simple_tag
def behind_target(line: TargetLine, code: str) -> str:
    """The address behind the figure."""
    first = line.target.first_on
    question = Question(
        (code,), first, max(first, line.target.last_on), (line.indicator.code,), tags_of(line.target.tags)
    )
    return behind_address(question, line.figure)


@register.filter
def progress_words(progress: TargetProgress) -> str:
    """Đạt 62%, chậm tiến độ; đạt 120% (vượt 20%): the share and what is beyond, each in its own form."""
    if progress.percent is None:
        return _("chưa có số")
    share = percent(progress.percent, 1, language())
    if progress.beyond:
        return _("đạt %(share)s (vượt %(beyond)s)") % {
            "share": share,
            "beyond": percent(progress.beyond, 1, language()),
        }
    said = _("đạt %(share)s") % {"share": share}
    return f"{said}, {_(PACE_WORDS[progress.pace])}" if progress.pace in PACE_WORDS else said


@register.filter
def passed_words(progress: TargetProgress) -> str:
    """How much of the days has passed."""
    if progress.passed == 1:
        return _("kỳ đã hết")
    return _("đã qua %(share)s thời gian") % {"share": percent(progress.passed * 100, 0, language())}


@register.filter
def filled(progress: TargetProgress) -> int:
    """The share in whole percent for a bar, at most 100."""
    return min(100, int(progress.percent)) if progress.percent is not None else 0
