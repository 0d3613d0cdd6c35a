"""Items of the public calendar in words."""

from datetime import time

from django import template
from django.utils.translation import gettext as _

from chungtay.almanac.queries import OpenEvent
from chungtay.meetings.rules.states import MEETING_KIND_NAMES

register = template.Library()


@register.filter
def hours(item: OpenEvent) -> str:
    """From and until when; empty where it is not known."""
    return "–".join(f"{at:%H:%M}" for at in (item.begins, item.ends) if isinstance(at, time))


@register.filter
def item_kind(item: OpenEvent) -> str:
    """What it is."""
    return _("Hiến máu") if item.kind is None else str(_(MEETING_KIND_NAMES[item.kind]))
