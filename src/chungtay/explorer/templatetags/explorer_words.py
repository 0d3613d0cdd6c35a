"""An exploration in words: what is asked, by what, under which names its rows stand, where each number leads."""

from collections.abc import Sequence
from dataclasses import replace

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language, say
from chungtay.explorer.formats import address
from chungtay.explorer.queries import Explored
from chungtay.explorer.rules import Asked, View
from chungtay.figures.formats import query_string
from chungtay.figures.rules import By, Figure, Question
from chungtay.figures.rules.narrowing import narrowed
from chungtay.figures.templatetags.figure_parts import name_of, scope_words
from chungtay.figures.templatetags.figure_words import (
    NUMBERS,
    exact,
    field_words,
    growth,
    period_words,
    tag_words,
)
from chungtay.kernel.days import month_label
from chungtay.ledger.rules import IndicatorView

register = template.Library()
BY_WORDS = {
    By.UNIT: gettext_noop("theo đơn vị"),
    By.MONTH: gettext_noop("theo tháng"),
    By.PROGRAMME: gettext_noop("theo chương trình"),
    By.DISASTER: gettext_noop("theo đợt thiên tai"),
    By.FIELD: gettext_noop("theo lĩnh vực"),
}
ROW_WORDS = {
    By.UNIT: gettext_noop("Đơn vị"),
    By.MONTH: gettext_noop("Tháng"),
    By.PROGRAMME: gettext_noop("Chương trình"),
    By.DISASTER: gettext_noop("Đợt thiên tai"),
    By.FIELD: gettext_noop("Lĩnh vực"),
}
REST_WORDS = {
    By.UNIT: gettext_noop("Tại đơn vị, không thuộc đơn vị cấp dưới nào"),
    By.MONTH: gettext_noop("Số khai gộp nhiều tháng, không tách được theo tháng"),
    By.PROGRAMME: gettext_noop("Không gắn với chương trình nào"),
    By.DISASTER: gettext_noop("Không gắn với đợt thiên tai nào"),
    By.FIELD: gettext_noop("Lĩnh vực khác"),
}
VIEW_WORDS = {
    View.TABLE: gettext_noop("Bảng"),
    View.COLUMNS: gettext_noop("Cột"),
    View.BARS: gettext_noop("Thanh"),
    View.LINES: gettext_noop("Đường"),
    View.MAP: gettext_noop("Bản đồ"),
}
FEW = 2  # indicators that have room for their names in a heading, and for columns of the earlier period
NO_ENTRY = gettext_noop("không có bút toán")


def called(view: IndicatorView) -> str:
    """The indicator's name in the reader's language."""
    return view.name_en if language() == "en" else view.name_vi


@register.filter
def heading(page: Explored) -> str:
    """What is asked, in one line: "Suất quà trao tặng theo đơn vị"."""
    by = _(BY_WORDS[page.asked.by])
    if len(page.indicators) <= FEW:
        return f"{', '.join(map(called, page.indicators))} {by}"
    return _("%(count)s chỉ tiêu %(by)s") % {"count": len(page.indicators), "by": by}


@register.filter
def about(page: Explored) -> str:
    """Whom and when it is about, and narrowed to what: "Cụm thi đua số 2, 10 tháng năm 2024"."""
    parts = [scope_words(page.asked.question, page.names), period_words(page.asked.period)]
    tags = tag_words(page.asked.question.tags, dict(page.tags))
    return ", ".join(filter(None, (*parts, tags)))


@register.filter
def not_compared(page: Explored) -> str:
    """Why no earlier period stands beside this one, where one was wanted."""
    if page.comparison is None or page.is_compared:
        return ""
    if page.comparison.note is not None:
        return say(page.comparison.note)
    return _("Không có số liệu %(period)s để so sánh.") % {"period": period_words(page.comparison.against)}


def row_name(page: Explored, key: str | None, *, full: bool = True) -> str:
    """What a row is called."""
    by = page.asked.by
    if key is None:
        return _(REST_WORDS[by])
    if by == By.UNIT:
        return name_of(page.names, key, full=full)
    if by == By.MONTH:
        return month_label(int(key[:4]) * 12 + int(key[5:]) - 1, language())
    return sentence(field_words(key)) if by == By.FIELD else page.tags.get(f"{by}:{key}", key)


def behind_row(question: Question, code: str, by: By | None = None, key: str | None = None) -> str:
    """The page behind an indicator's figure, or behind one row of it; also where the row has no figure."""
    question = replace(question, indicators=(code,), by=None)
    question, by = narrowed(question, by, key)
    return f"{reverse('behind')}?{query_string(question, by, key if by else None)}"


def earlier_question(page: Explored) -> Question:
    """The same question about the earlier period."""
    assert page.comparison is not None
    against = page.comparison.against
    return replace(page.asked.question, first=against.first, last=against.last)


def written(figure: Figure | None) -> str:
    """Every digit, a state in words, or that no entry stands there."""
    return _(NO_ENTRY) if figure is None else exact(figure)


def change(now: Figure | None, before: Figure | None) -> str:
    """The change against the earlier period, or why none is told; nothing where one of both has no number."""
    if now is None or before is None or now.state not in NUMBERS or before.state not in NUMBERS:
        return ""
    if now.missing or before.missing:
        return _("chưa đủ báo cáo")
    return growth(now, before)


def marked(page: Explored, figure: Figure | None) -> tuple[Mark, ...]:
    """What must be said beside a number."""
    if figure is None:
        return ()
    said = ((figure.estimated, Mark.ESTIMATED), (figure.unplaced, Mark.UNPLACED))
    return tuple(mark for there, mark in said if there)


def mark_words(marks: Sequence[Mark]) -> str:
    """The marks' words in a row."""
    return ", ".join(_(MARKS[mark].word) for mark in marks)


def marks_of_page(page: Explored) -> list[Mark]:
    """Every mark that stands anywhere in the answer, once."""
    figures = [*page.totals.values(), *(figure for line in page.lines for figure in line.figures.values())]
    found = {mark for figure in figures for mark in marked(page, figure)}
    found |= {Mark(figure.state.value) for figure in figures if figure.state != "value"}
    if any(figure.overlapping for line in page.lines for figure in line.figures.values()) and page.asked.by != By.MONTH:
        found.add(Mark.OVERLAPPING)
    if page.illustrative:
        found.add(Mark.ILLUSTRATIVE)
    return [mark for mark in Mark if mark in found]


def address_of(asked: Asked, page: str = "explore") -> str:
    """The page (or another one about the same) of a question."""
    return f"{reverse(page)}?{address(asked)}"


@register.filter
def rows_heading(page: Explored) -> str:
    """How the answer is broken down, as a heading: "Theo đơn vị"."""
    return sentence(_(BY_WORDS[page.asked.by]))
