"""The table of targets as a file has it, and the bar of a row: what is reached beside how far the days have come."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django import template
from django.utils.translation import gettext as _

from chungtay.explorer.formats import Heading, Sheet
from chungtay.figures.templatetags.figure_words import exact, unit_of
from chungtay.kernel.days import day_written
from chungtay.kernel.numbers import half_up
from chungtay.plans.queries import TargetLine
from chungtay.plans.rules import TargetProgress

from .target_words import basis_words, line_words

register = template.Library()
PLACES = 2  # of a percentage in a file
FULL, HIGH = 100, 12  # the bar's own units


def target_sheet(name: str, year: int, on: date, lines: Sequence[TargetLine]) -> Sheet:
    """The rows with whole numbers; what is no number is said in words in its cell."""
    scale = max((line.beside.indicator.scale for line in lines), default=0)
    headings = (
        Heading(_("Chỉ tiêu")), Heading(_("Đơn vị tính")), Heading(_("Cơ sở")), Heading(_("Từ ngày")),
        Heading(_("Đến ngày")), Heading(_("Phải đạt"), True, scale), Heading(_("Đã đạt"), True, scale),
        Heading(_("Tỷ lệ đạt (%)"), True, PLACES), Heading(_("Thời gian đã qua (%)"), True, PLACES), Heading(_("Tiến độ")),
        Heading(_("Văn bản")),
    )  # fmt: skip
    notes = (_("Kết quả tính đến %(day)s, hoặc đến hết kỳ") % {"day": day_written(on)},)
    title = f"{_('Chỉ tiêu năm %(year)s') % {'year': year}}: {name}"
    return Sheet(title, notes, headings, tuple(_row(line, scale) for line in lines))


def _row(line: TargetLine, scale: int) -> tuple[str | int, ...]:
    told, beside = line.told, line.beside
    share, larger = beside.progress.percent, 10 ** (scale - beside.indicator.scale)
    name = beside.figure.name + "".join(f"; {tag}" for tag in line.tags)
    return (
        f"{name} ({line.former.name})" if line.former else name, unit_of(beside.figure), basis_words(told),
        f"{told.period.first:%d/%m/%Y}", f"{told.period.last:%d/%m/%Y}", told.value * larger,
        exact(beside.figure) if beside.figure.value is None else beside.figure.value * larger,
        "" if share is None else _hundredths(share), _hundredths(beside.progress.passed * 100), line_words(line),
        "; ".join(told.papers),
    )  # fmt: skip


def _hundredths(percent: Fraction) -> int:
    return half_up(percent * 10**PLACES)


@register.inclusion_tag("plans/plan_bar.html")
def plan_bar(progress: TargetProgress, label: str) -> dict[str, Any]:
    """A bar as long as the share of the plan, a mark where the days have come, and one at the whole plan where it is
    beyond."""
    share = progress.percent or Fraction(0)
    whole = max(Fraction(FULL), share)
    return {
        "label": label,
        "known": progress.percent is not None,
        "reached": int(share * FULL / whole),
        "passed": int(progress.passed * 100 * FULL / whole),
        "goal": int(Fraction(100 * FULL) / whole) if share > FULL else None,
        "pace": str(progress.pace),
    }
