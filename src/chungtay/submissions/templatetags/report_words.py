"""Periodic reports in words: what a round is called, how far a report is, how many days are left or over."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.design.rules.marks import MARKS, Mark
from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language, number, short_day
from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.queries.printed import Change
from chungtay.figures.rules.figures import Question
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.measures import Measure, unit_word
from chungtay.kernel.numbers import percent, scaled
from chungtay.kernel.periods import Period
from chungtay.ledger.rules.kinds import FigureState
from chungtay.organizations.queries import UnitOn
from chungtay.scrutiny.rules.checks import CheckWarning
from chungtay.submissions.models import ReportRound, ReportType, Submission, SubmissionStep
from chungtay.submissions.queries.adjustments import Adjustments
from chungtay.submissions.queries.calendar import round_period
from chungtay.submissions.queries.reading import ClosedPage
from chungtay.submissions.queries.submissions import STANDING, RoundLine, SubmissionPage, handed_in_on
from chungtay.submissions.rules.calendar import Shares
from chungtay.submissions.rules.slots import SLOTS, WordsPlan
from chungtay.submissions.rules.states import (
    CADENCE_NAMES,
    OWED_BY_NAMES,
    STATE_NAMES,
    Cadence,
    OwedBy,
    SubmissionState,
)

register = template.Library()
SIGNS = {"none": "○", "draft": "…", "returned": "↩", "submitted": "→", "accepted": "✓", "late": "!"}
STEP_WORDS = {
    SubmissionState.DRAFT: gettext_noop("Soạn"),
    SubmissionState.SUBMITTED: gettext_noop("Gửi"),
    SubmissionState.RETURNED: gettext_noop("Trả lại"),
    SubmissionState.ACCEPTED: gettext_noop("Tiếp nhận"),
}
NOT_BEGUN, NOT_GIVEN = gettext_noop("Chưa soạn"), gettext_noop("Chưa gửi")


@register.filter
def round_words(one: ReportRound) -> str:
    """Báo cáo tháng: tháng 10 năm 2026; one that was opened by hand under its title."""
    return f"{one.type.name}: {one.title or round_period(one).wording(language())}"


@register.filter
def round_days(one: ReportRound) -> str:
    """The days of a round: its period without the name of the type."""
    return one.title or sentence(round_period(one).wording(language()))


@register.filter
def cadence_words(row: ReportType) -> str:
    """How often, of whom: Tháng; mọi đơn vị bên dưới."""
    often = (
        _("%(number)s tháng đầu năm") % {"number": row.months} if row.months else _(CADENCE_NAMES[Cadence(row.cadence)])
    )
    return f"{often} · {_(OWED_BY_NAMES[OwedBy(row.owed_by)])}"


@register.filter
def days_from_end(days: int) -> str:
    """A day counted from the last one of a period."""
    if days == 0:
        return _("đúng ngày cuối kỳ")
    words = _("sau ngày cuối kỳ %(number)s ngày") if days > 0 else _("trước ngày cuối kỳ %(number)s ngày")
    return words % {"number": abs(days)}


@register.simple_tag
def state_badges(line: RoundLine, one: ReportRound, on: date, sees_drafts: bool = True) -> SafeString:
    """How far a unit's report is, each word with a sign; a draft only for whom may see it."""
    shown = line.latest if sees_drafts else line.standing
    state = shown.state if shown else "none"
    word = _(STATE_NAMES[SubmissionState(state)]) if shown else _(NOT_BEGUN if sees_drafts else NOT_GIVEN)
    if shown and shown.revision > 1:
        word = _("%(state)s, lần %(number)s") % {"state": word, "number": shown.revision}
    badges = [(state, SIGNS[state], word)]
    if line.late and line.standing:
        day = handed_in_on(line.standing)
        badges.append(("late", SIGNS["late"], late_words(one, day or on)))
    return _badges(*badges)


def _badges(*badges: tuple[str, str, str]) -> SafeString:
    """Each a kind, a sign, words."""
    return format_html_join(
        " ", '<span class="badge badge-{}"><span class="badge-sign" aria-hidden="true">{}</span>{}</span>', badges
    )


def late_words(one: ReportRound, day: date) -> str:
    """How late what came on a day was."""
    days = (day - one.due_on).days
    return ngettext("gửi muộn %(days)s ngày", "gửi muộn %(days)s ngày", days) % {"days": number(days)}


@register.filter
def overdue_words(one: ReportRound, on: date) -> str:
    """By how many days the due day is over."""
    days = (on - one.due_on).days
    return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", days) % {"days": number(days)}


@register.simple_tag
def days_left(line: RoundLine, one: ReportRound, on: date) -> SafeString:
    """How many days are left, or by how many the due day is over; nothing where the report is there."""
    days = (one.due_on - on).days
    if line.standing or on < one.first_on:
        return SafeString("")
    if days < 0:
        return _badges(("late", SIGNS["late"], overdue_words(one, on)))
    if days == 0:
        return _badges(("draft", SIGNS["late"], _("hạn hôm nay")))
    words = ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": number(days)}
    return format_html('<span class="small soft">{}</span>', words)


@register.filter
def completeness_words(shares: Shares) -> str:
    """5 trên 6 đơn vị đã gửi (83,3%)."""
    return _("%(there)s trên %(owing)s đơn vị đã gửi%(share)s") % _said(shares, shares.completeness)


@register.filter
def timeliness_words(shares: Shares) -> str:
    """4 trên 6 đơn vị gửi đúng hạn (66,7%)."""
    return _("%(timely)s trên %(owing)s đơn vị gửi đúng hạn%(share)s") % _said(shares, shares.timeliness)


def _said(shares: Shares, permille: int | None) -> dict[str, str]:
    share = "" if permille is None else f" ({percent(Fraction(permille, 10), 0, language())})"
    return {
        "there": number(shares.there), "timely": number(shares.in_time), "owing": number(shares.owing), "share": share,
    }  # fmt: skip


@register.filter
def asked_addresses(warning: CheckWarning) -> list[str]:
    """The page of the first figure that a warning is about."""
    return [f"{reverse('behind')}?{query_string(one, one.by)}" for one in warning.asked if one.indicators][:1]


@register.filter
def seen_in(unit_id: int, ids: frozenset[int]) -> bool:
    """Is the unit among these?"""
    return unit_id in ids


@register.filter
def step_words(step: SubmissionStep) -> str:
    """What somebody did to a report."""
    return _(STEP_WORDS[SubmissionState(step.state)])


@register.simple_tag
def figures_compared(told: Iterable[Change], page: SubmissionPage, *, now: bool = False) -> Table:
    """Figures of a report beside what the year before had, or (`now`) beside what is known now; each number leads to what
    is behind it."""
    sent, other = (_("Khi gửi"), _("Hiện nay")) if now else (_("Kỳ này"), _("Cùng kỳ năm trước"))
    change = _("Chênh lệch") if now else _("Thay đổi")
    columns = (
        Column(_("Chỉ tiêu")), Column(sent, is_number=True), Column(other, is_number=True), Column(change, is_number=True),
    )  # fmt: skip
    rows = tuple(_figure_row(one, page, now=now) for one in told)
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


def _figure_row(one: Change, page: SubmissionPage, *, now: bool) -> Row:
    figure, seq = one.figure, page.submission.seq if page.submission.state in STANDING else None
    days = Period(figure.first, figure.last)
    beside = days if now else days.year_before()
    return Row(
        (
            Cell(figure.name, word=f" ({unit_word(Measure(figure.measure), language())})"),
            Cell(_written(figure, figure.state, figure.value), _behind(figure, days, seq)),
            Cell(_written(figure, one.state, one.value), _behind(figure, beside, None)),
            Cell(_difference(one) if now else _change(one)),
        )
    )


def _behind(figure: FigureReference, days: Period, seq: int | None) -> str:
    question = Question(figure.of, days.first, days.last, (figure.indicator,), frozenset(figure.tags), known_seq=seq)
    return f"{reverse('behind')}?{query_string(question)}"


def _written(figure: FigureReference, state: str, value: int | None) -> str:
    if state == FigureState.VALUE and value is not None:
        return scaled(value, figure.scale, language())
    return _(MARKS[Mark(state)].word)


def _difference(one: Change) -> str:
    """Now less then, with its sign; nothing where one of the two is no number."""
    if one.value is None or one.figure.value is None or one.value == one.figure.value:
        return ""
    gap = one.value - one.figure.value
    return ("+" if gap > 0 else "−") + scaled(abs(gap), one.figure.scale, language())


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


@register.simple_tag
def late_facts(found: Adjustments) -> Table:
    """Late facts by indicator and unit: how many days and how much."""
    columns = (Column(_("Chỉ tiêu")), Column(_("Đơn vị")), Column(_("Ngày")), Column(_("Số"), is_number=True))
    rows = tuple(
        Row(
            (
                Cell(one.indicator.name_en if language() == "en" else one.indicator.name_vi),
                Cell(unit.short_name or unit.name if (unit := found.units.get(fact.unit_id)) else ""),
                Cell(short_day(fact.occurred_on), reverse("record", args=(fact.seq,))),
                Cell(("−" if fact.value < 0 else "+") + scaled(abs(fact.value), one.indicator.scale, language())),
            )
        )
        for one in found.indicators
        for fact in one.facts
    )
    return Table(_("Ghi bổ sung, ghi muộn"), columns, rows)


@register.simple_tag
def said_words(row: Submission) -> list[tuple[WordsPlan, str]]:
    """What the unit wrote, by slot; only what is filled."""
    return [(plan, row.words[plan.key]) for plan in SLOTS if row.words.get(plan.key)]


@register.simple_tag
def called(unit_id: int, page: ClosedPage, unit: UnitOn) -> str:
    """What the unit is called: the page's own one, or one right below."""
    return next((one.name for one, _day in page.below if one.id == unit_id), unit.name)
