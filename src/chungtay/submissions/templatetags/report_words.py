"""Periodic reports in words: what a round is called, how far a report is, how many days are left or over."""

from datetime import date
from fractions import Fraction

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chungtay.design.rules.tables import Cell, Column, Row, Table
from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language, number, short_day
from chungtay.kernel.errors import gettext_noop
from chungtay.kernel.numbers import percent, scaled
from chungtay.organizations.queries import UnitOn
from chungtay.submissions.models import ReportRound, ReportType, Submission, SubmissionStep
from chungtay.submissions.queries.adjustments import Adjustments
from chungtay.submissions.queries.calendar import round_period
from chungtay.submissions.queries.reading import ClosedPage
from chungtay.submissions.queries.submissions import RoundLine, handed_in_on
from chungtay.submissions.rules.calendar import Shares, word_through
from chungtay.submissions.rules.slots import SLOTS, WordsPlan
from chungtay.submissions.rules.states import (
    CADENCE_NAMES,
    DUE_NAMES,
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
def state_badges(line: RoundLine, sees_drafts: bool = True) -> SafeString:
    """How far a unit's report is, each word with a sign; a draft only for whom may see it. An estimate that is followed by the
    final figures says so."""
    shown = line.latest if sees_drafts else line.standing
    state = shown.state if shown else "none"
    word = _(STATE_NAMES[SubmissionState(state)]) if shown else _(NOT_BEGUN if sees_drafts else NOT_GIVEN)
    if shown and shown.revision > 1:
        word = _("%(state)s, lần %(number)s") % {"state": word, "number": shown.revision}
    badges = [(state, SIGNS[state], word)]
    if line.awaits_final:
        kind = "late" if line.overdue else "draft"
        badges = badges if state != SubmissionState.ACCEPTED else []
        badges.append((kind, SIGNS[kind], _(DUE_NAMES[line.due_state])))
    if line.given_on and not line.in_time:
        days = (line.given_on - line.round.due_on).days
        said = ngettext("gửi muộn %(days)s ngày", "gửi muộn %(days)s ngày", days) % {"days": number(days)}
        badges.append(("late", SIGNS["late"], said))
    return _badges(*badges)


def _badges(*badges: tuple[str, str, str]) -> SafeString:
    """Each a kind, a sign, words."""
    return format_html_join(
        " ", '<span class="badge badge-{}"><span class="badge-sign" aria-hidden="true">{}</span>{}</span>', badges
    )


@register.filter
def overdue_words(due_on: date, on: date) -> str:
    """By how many days the due day is over."""
    days = (on - due_on).days
    return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", days) % {"days": number(days)}


@register.simple_tag
def days_left(line: RoundLine) -> SafeString:
    """How many days are left, or by how many the due day is over; nothing where all that was asked for is there."""
    if line.due_on is None or line.on < line.round.first_on:
        return SafeString("")
    days = (line.due_on - line.on).days
    if days < 0:
        words = overdue_words(line.due_on, line.on)
        return _badges(("late", SIGNS["late"], words)) if line.overdue else SafeString("")
    if days == 0:
        return _badges(("draft", SIGNS["late"], _("hạn hôm nay")))
    words = ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": number(days)}
    return format_html('<span class="small soft">{}</span>', words)


@register.filter
def completeness_words(shares: Shares) -> str:
    """5 trên 6 đơn vị đã gửi (83,3%)."""
    return _("%(there)s trên %(owing)s đơn vị đã gửi%(share)s") % _said(shares, shares.completeness)


@register.filter
def final_words(shares: Shares) -> str:
    """3 trên 6 đơn vị đã có số chính thức (50%), 2 đúng hạn."""
    words = _("%(there)s trên %(owing)s đơn vị đã có số chính thức%(share)s, %(timely)s đúng hạn")
    return words % _said(shares, shares.completeness)


@register.filter
def word_day(row: Submission) -> date | None:
    """Through which day an estimate gave its unit's word; None where it gave none."""
    sent, one = handed_in_on(row), row.round
    return word_through(one.last_on, one.cutoff_on, sent, estimate=True) if sent and row.attested_seq else None


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
def seen_in(unit_id: int, ids: frozenset[int]) -> bool:
    """Is the unit among these?"""
    return unit_id in ids


@register.filter
def step_words(step: SubmissionStep) -> str:
    """What somebody did to a report."""
    return _(STEP_WORDS[SubmissionState(step.state)])


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
