"""Figures that are handed in beside those of the year before, or of now."""

from collections.abc import Iterable
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.writing import language
from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.queries.printed import Change
from chungtay.figures.rules.figures import Question
from chungtay.figures.templatetags.figure_words import difference, stated
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import percent
from chungtay.kernel.periods import Period

register = template.Library()


@register.simple_tag
def figures_compared(told: Iterable[Change], seq: int | None, *, now: bool = False) -> Table:
    """Figures beside what the year before had, or (`now`) beside what is known now; each number leads to what is behind it, as
    known at the entry `seq` (None: now)."""
    sent, other = (_("Khi gửi"), _("Hiện nay")) if now else (_("Kỳ này"), _("Cùng kỳ năm trước"))
    change = _("Chênh lệch") if now else _("Thay đổi")
    columns = (
        Column(_("Chỉ tiêu")), Column(sent, is_number=True), Column(other, is_number=True), Column(change, is_number=True),
    )  # fmt: skip
    rows = tuple(_figure_row(one, seq, now=now) for one in told)
    return Table(_("Số liệu của báo cáo"), columns, rows)


@register.filter
def telling(told: Iterable[Change]) -> list[Change]:
    """The figures with a number in either period."""
    return [one for one in told if one.figure.value or one.value]


@register.filter
def silent(told: Iterable[Change]) -> dict[str, list[str]]:
    """The names of the others, by what is said of them."""
    found: dict[str, list[str]] = {}
    for one in told:
        if not (one.figure.value or one.value):
            found.setdefault(
                _(MARKS[Mark(one.figure.state)].word) if one.figure.value is None else _(MARKS[Mark.ZERO].word), []
            ).append(one.figure.name)
    return found


def _figure_row(one: Change, seq: int | None, *, now: bool) -> Row:
    figure, days = one.figure, Period(one.figure.first, one.figure.last)
    beside = days if now else days.year_before()
    return Row(
        (
            Cell(figure.name, word=f" ({unit_word(Measure(figure.measure), language())})"),
            Cell(stated(figure, figure.state, figure.value), _behind(figure, days, seq)),
            Cell(stated(figure, one.state, one.value), _behind(figure, beside, None)),
            Cell(difference(one) if now else _change(one)),
        )
    )


def _behind(figure: FigureReference, days: Period, seq: int | None) -> str:
    question = Question(figure.of, days.first, days.last, (figure.indicator,), frozenset(figure.tags), known_seq=seq)
    return f"{reverse('behind')}?{query_string(question)}"


def _change(one: Change) -> str:
    """By how much per cent it is more or less than the year before."""
    now, before = one.figure.value, one.value
    if now is None or before is None:
        return ""
    if now == before:
        return _("bằng")
    if before <= 0:
        return ""
    share = percent(Fraction(100 * abs(now - before), before), 1, language())
    return (_("tăng %(share)s") if now > before else _("giảm %(share)s")) % {"share": share}
