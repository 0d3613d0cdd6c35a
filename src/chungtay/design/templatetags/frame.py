"""The frame around every page: built files, places, breadcrumbs, theme and text size."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chungtay.design.forms import TEXT_SIZES, THEMES

register = template.Library()
MANIFEST = Path(__file__).resolve().parent.parent / "static" / "built" / "manifest.json"
FIRST_FONTS = ("be-vietnam-pro-vietnamese-400-normal.woff2", "be-vietnam-pro-latin-400-normal.woff2")

# URL names in the order of the rail; one that has no page yet, or whose page needs more than its name, is left out.
PLACES = (
    ("home", gettext_lazy("Trang đầu"), "home"),
    ("review", gettext_lazy("Báo cáo"), "report"),
    ("figures", gettext_lazy("Số liệu"), "figures"),
    ("account", gettext_lazy("Tài khoản"), "person"),
)
ICONS = {
    "home": '<path d="M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z"/>',
    "report": '<path d="M7 3.5h7l4.5 4.5v12a.5.5 0 0 1-.5.5H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z"/>'
    '<path d="M14 3.5V8h4.5M9 12.5h6.5M9 16.5h4"/>',
    "figures": '<path d="M4 20h16M6.5 16.5v-4M12 16.5V5M17.5 16.5v-8"/>',
    "person": '<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20c.6-3.8 3.4-6 7-6s6.4 2.2 7 6"/>',
}


@lru_cache(maxsize=1)
def _manifest(changed: float) -> dict[str, str]:
    """Source name (without folders) to built file; read anew when the build has changed it."""
    built = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return {Path(source).name: entry["file"] for source, entry in built.items()}


def asset(source: str) -> str | None:
    """Address of a built file, or None before the first build (a page then stands without style)."""
    if not MANIFEST.exists():
        return None
    name = _manifest(MANIFEST.stat().st_mtime).get(source)
    return static(f"built/{name}") if name else None


@register.simple_tag
def assets() -> SafeString:
    """Links to the frame's style, script and first fonts."""
    fonts = [href for href in map(asset, FIRST_FONTS) if href]
    parts = format_html_join(
        "\n", '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>', ((href,) for href in fonts)
    )
    if style := asset("frame.css"):
        parts = format_html('{}\n<link rel="stylesheet" href="{}">', parts, style)
    if script := asset("frame.js"):
        parts = format_html('{}\n<script type="module" src="{}"></script>', parts, script)
    return parts


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the frame's own signs; always beside a word."""
    return mark_safe(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')  # noqa: S308


def _chosen(request: HttpRequest | None, name: str, choices: tuple[str, ...]) -> str:
    value = request.COOKIES.get(name, "") if request else ""
    return value if value in choices else choices[0]


@register.simple_tag(takes_context=True)
def frame_attributes(context: Context) -> SafeString:
    """Attributes of the root element: the theme and the text size that the reader has chosen."""
    request = context.get("request")
    theme, text = _chosen(request, "theme", THEMES), _chosen(request, "text", TEXT_SIZES)
    parts = [("theme", theme)] if theme != THEMES[0] else []
    parts += [("text", text)] if text != TEXT_SIZES[0] else []
    return format_html_join("", ' data-{}="{}"', parts)


@register.inclusion_tag("design/appearance.html", takes_context=True)
def appearance(context: Context) -> dict[str, Any]:
    """Buttons for language, theme and text size; forms that work without a script."""
    request = context.get("request")
    theme_words = {"auto": _("Theo máy"), "light": _("Sáng"), "dark": _("Tối")}
    text_words = {"normal": _("Cỡ chữ thường"), "large": _("Cỡ chữ lớn"), "larger": _("Cỡ chữ rất lớn")}
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "here": request.get_full_path() if request else "/",
        "theme": _chosen(request, "theme", THEMES),
        "text": _chosen(request, "text", TEXT_SIZES),
        "themes": theme_words.items(),
        "texts": text_words.items(),
    }


@register.inclusion_tag("design/places.html", takes_context=True)
def places(context: Context) -> dict[str, Any]:
    """The four places of the rail, those that exist; the one that the reader is in is marked."""
    request = context.get("request")
    path = request.path if request else ""
    home = reverse("home") if _address("home") else "/"
    found = []
    for name, label, sign in PLACES:
        if href := _address(name):
            is_here = path == href if href == home else path.startswith(href)
            found.append({"href": href, "label": label, "icon": sign, "is_here": is_here})
    return {"places": found}


def _address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


@register.inclusion_tag("design/crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """Breadcrumbs from pairs of word and address; the last word is the page itself and has none."""
    words, addresses = parts[::2], (*parts[1::2], "")
    return {"crumbs": [{"label": word, "href": href} for word, href in zip(words, addresses, strict=False)]}
