"""Numbers, days and refusals in the reader's language."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from chungtay.kernel import numbers
from chungtay.kernel.errors import Refusal, gettext_noop

register = template.Library()
WEEKDAYS = (
    gettext_noop("Thứ Hai"),
    gettext_noop("Thứ Ba"),
    gettext_noop("Thứ Tư"),
    gettext_noop("Thứ Năm"),
    gettext_noop("Thứ Sáu"),
    gettext_noop("Thứ Bảy"),
    gettext_noop("Chủ Nhật"),
)


def language() -> str:
    """The language of the page: "vi" or "en"."""
    return "en" if (get_language() or "vi").startswith("en") else "vi"


@register.filter
def number(value: int) -> str:
    """A whole number with its thousands grouped: 22.200 (22,200 in English)."""
    return numbers.written(value, language())


@register.filter
def short_day(day: date) -> str:
    """11/11/2024; in English 11 Nov 2024."""
    return date_format(day, "j M Y") if language() == "en" else f"{day.day:02}/{day.month:02}/{day.year:04}"


@register.filter
def day(day: date) -> str:
    """Thứ Hai, 11/11/2024; in English Monday, 11 Nov 2024."""
    return f"{gettext(WEEKDAYS[day.weekday()])}, {short_day(day)}"


@register.filter
def moment(at: datetime) -> str:
    """16:31, 11/11/2024 on the clock of the house."""
    local = timezone.localtime(at)
    return f"{local:%H:%M}, {short_day(local.date())}"


@register.filter
def say(refusal: Refusal) -> str:
    """A refusal in the reader's language, its values filled in. Commands and views call it as a function."""
    message = gettext(refusal.message)
    params = {name: say(value) if isinstance(value, Refusal) else value for name, value in refusal.params.items()}
    return message % params if params else message
