"""Meetings and conclusions in words: day and place, states, how far a figure has come, numbers of households."""

from datetime import time

from django import template
from django.utils.translation import gettext as _

from chungtay.design.templatetags.writing import day
from chungtay.figures.rules.figures import Figure
from chungtay.figures.templatetags.figure_parts import behind_address
from chungtay.figures.templatetags.figure_words import in_sentence
from chungtay.kernel.errors import gettext_noop
from chungtay.meetings.models import Meeting
from chungtay.meetings.queries import Followed
from chungtay.meetings.rules.drafts import MINUTES_PARTS
from chungtay.meetings.rules.following import Step
from chungtay.meetings.rules.states import (
    CONCLUSION_KIND_NAMES,
    CONCLUSION_STATE_NAMES,
    ConclusionKind,
    ConclusionState,
)

register = template.Library()
PARTS = {
    "morning": gettext_noop("Sáng %(day)s"),
    "afternoon": gettext_noop("Chiều %(day)s"),
    "evening": gettext_noop("Tối %(day)s"),
}


def hour_words(hour: time) -> str:
    """14 giờ 00."""
    return _("%(hour)s giờ %(minute)s") % {"hour": hour.hour, "minute": f"{hour.minute:02}"}


@register.filter
def when_and_where(meeting: Meeting) -> str:
    """Chiều Thứ Hai, 11/11/2024, tại TX Quảng Yên."""
    part = PARTS.get(meeting.part_of_day)
    told = _(part) % {"day": day(meeting.held_on)} if part else day(meeting.held_on)
    if meeting.begins:
        told = _("%(hour)s, %(day)s") % {"hour": hour_words(meeting.begins), "day": told}
    return _("%(day)s, tại %(place)s") % {"day": told, "place": meeting.place} if meeting.place else told


@register.filter
def state_words(state: str) -> str:
    """What was last said of a conclusion."""
    return _(CONCLUSION_STATE_NAMES[ConclusionState(state)])


@register.filter
def kind_words(kind: str) -> str:
    """Conclusion or direction."""
    return _(CONCLUSION_KIND_NAMES[ConclusionKind(kind)])


@register.filter
def part_words(part: str) -> str:
    """A part of the minutes."""
    return _(MINUTES_PARTS[part])


@register.filter
def said_at(one: Followed, meeting_id: int) -> Step | None:
    """The last that was said of a conclusion at a meeting."""
    return one.said_at(meeting_id)


@register.filter
def told_figure(figure: Figure | None) -> str:
    """The figure of a conclusion, hedged by rule; in words where nothing was reported."""
    return in_sentence(figure) if figure and figure.value is not None else _("chưa báo cáo")


@register.filter
def filled(one: Followed) -> int:
    """Its share in whole percent for a bar, at most 100."""
    come = one.measured.progress.percent if one.measured else None
    return min(100, int(come)) if come is not None else 0


@register.simple_tag
def behind_conclusion(one: Followed) -> str:
    """The address behind that figure; nothing where there is none."""
    found = one.measured
    return behind_address(found.question, found.figure) if found and found.figure.value is not None else ""
