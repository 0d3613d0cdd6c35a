"""Parts of the portal's pages: its style, moments, text size and ground as links."""

from datetime import datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chungtay.design.forms import TEXT_SIZES, THEMES
from chungtay.design.templatetags.frame import FIRST_FONTS, asset
from chungtay.portal.rules import moments

register = template.Library()
HEADING_FONTS = tuple(name.replace("-400-", "-600-") for name in FIRST_FONTS)  # else a headline moves when they come


@register.simple_tag
def portal_assets() -> SafeString:
    """Links to the portal's style and the first fonts."""
    fonts = [href for href in map(asset, (*FIRST_FONTS, *HEADING_FONTS)) if href]
    parts = format_html_join(
        "\n", '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', ((href,) for href in fonts)
    )
    style = asset("portal.css")
    return format_html('{}\n<link rel="stylesheet" href="{}">', parts, style) if style else parts


@register.simple_tag
def article_moment(at: datetime) -> str:
    """When an article appeared, as the portal writes it."""
    return moments.article_moment(timezone.localtime(at), get_language() or "vi")


@register.inclusion_tag("portal/parts/text_sizes.html", takes_context=True)
def portal_text_sizes(context: Context) -> dict[str, Any]:
    """A− A A+ beside an article: a step down, as usual, a step up; no way where there is no further step."""
    looks = _looks(context)
    place = TEXT_SIZES.index(looks["text"])
    smaller, larger = TEXT_SIZES[place - 1] if place else "", "".join(TEXT_SIZES[place + 1 : place + 2])
    sizes = (
        ("A−", _("Chữ nhỏ hơn"), smaller),
        ("A", _("Cỡ chữ thường"), TEXT_SIZES[0]),
        ("A+", _("Chữ lớn hơn"), larger),
    )
    return looks | {"sizes": sizes}


@register.inclusion_tag("portal/parts/looks.html", takes_context=True)
def portal_looks(context: Context) -> dict[str, Any]:
    """Language, text size and ground at the foot."""
    return _looks(context) | {"translations": context.get("translations", ())}


def _looks(context: Context) -> dict[str, Any]:
    request = context["request"]
    chosen = {name: request.COOKIES.get(name, "") for name in ("text", "theme")}
    return {
        "here": request.get_full_path(),
        "text": chosen["text"] if chosen["text"] in TEXT_SIZES else TEXT_SIZES[0],
        "theme": chosen["theme"] if chosen["theme"] in THEMES else THEMES[0],
    }
