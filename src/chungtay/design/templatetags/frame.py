"""The frame around every page: built files, places, breadcrumbs, theme and text size."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.http import HttpRequest
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from chungtay.design.forms import TEXT_SIZES, THEMES
from chungtay.design.rules.accent import HOUSE, PAPER
from chungtay.design.templatetags.writing import number

register = template.Library()
MANIFEST = Path(__file__).resolve().parent.parent / "static" / "built" / "manifest.json"
TOKEN, HERE = "@token@", "@here@"  # in what is kept of the frame: the places of what every page says anew
FIRST_FONTS = ("be-vietnam-pro-vietnamese-400-normal.woff2", "be-vietnam-pro-latin-400-normal.woff2")

ICONS = {
    "home": '<path d="M4 11.5 12 5l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5h-5v5H5a1 1 0 0 1-1-1z"/>',
    "report": '<path d="M7 3.5h7l4.5 4.5v12a.5.5 0 0 1-.5.5H7a1 1 0 0 1-1-1v-15a1 1 0 0 1 1-1z"/>'
    '<path d="M14 3.5V8h4.5M9 12.5h6.5M9 16.5h4"/>',
    "pen": '<path d="M4 20l1-4.5L16.5 4 20 7.5 8.5 19z"/><path d="M14 6.5 17.5 10"/>',
    "book": '<path d="M5 4.5h12a2 2 0 0 1 2 2V20H7a2 2 0 0 1-2-2z"/><path d="M5 18a2 2 0 0 1 2-2h12M9 8.5h6"/>',
    "grid": '<path d="M4 5h16v14H4zM4 10h16M10 5v14M15 5v14"/>',
    "check": '<circle cx="12" cy="12" r="8"/><path d="M8.5 12.5 11 15l4.5-5.5"/>',
    "upload": '<path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M4.5 15v4.5h15V15"/>',
    "calendar": '<path d="M5 6.5h14V19H5zM5 10.5h14M9 4v4M15 4v4M9 14.5l2 2 4-3.5"/>',
    "target": '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="4.5"/><path d="M12 12h.01"/>',
    "marked": '<path d="M4 6.5h16M4 17.5h9"/><path d="M4 10h6v4H4zM13 12h7"/>',
    "flag": '<path d="M6 21V4M6 4.5h11l-2.5 4 2.5 4H6"/>',
    "tree": '<path d="M9.5 4h5v4h-5zM4 16h5v4H4zM15 16h5v4h-5zM12 8v4M6.5 16v-4h11v4"/>',
    "mail": '<path d="M4 6h16v12H4zM4.5 6.5 12 13l7.5-6.5"/>',
    "downward": '<path d="M8 4v12M4.5 12.5 8 16l3.5-3.5M16 20V8M12.5 11.5 16 8l3.5 3.5"/>',
    "speech": '<path d="M4 5.5h16v10h-7.5L8 19.5v-4H4z"/>',
    "news": '<path d="M4 5.5h12.5V18a1.5 1.5 0 0 0 3 0V9h-3M4 5.5V18a1.5 1.5 0 0 0 1.5 1.5H18M7 9h6.5M7 12.5h6.5M7 16h4"/>',
    "drop": '<path d="M12 3.5c3.5 4.2 5.5 7.2 5.5 10a5.5 5.5 0 0 1-11 0c0-2.8 2-5.8 5.5-10z"/>',
    "gear": '<circle cx="12" cy="12" r="3"/>'
    '<path d="M12 3.5V6M12 18v2.5M3.5 12H6M18 12h2.5M6 6l1.8 1.8M16.2 16.2 18 18M18 6l-1.8 1.8M7.8 16.2 6 18"/>',
    "people": '<circle cx="8.5" cy="9" r="3"/><circle cx="16.5" cy="10" r="2.5"/>'
    '<path d="M3 19c.4-3.4 2.6-5 5.5-5s5.1 1.6 5.5 5M15.5 14.6c3-.3 5 1.2 5.5 4.4"/>',
    "question": '<circle cx="12" cy="12" r="8"/><path d="M9.7 9.7a2.3 2.3 0 1 1 3.4 2c-.8.4-1.1.9-1.1 1.8M12 16.3v.2"/>',
    "bell": '<path d="M6 16.5v-5.5a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 20.5h4"/>',
    "menu": '<path d="M4.5 7h15M4.5 12h15M4.5 17h15"/>',
    "figures": '<path d="M4 20h16M6.5 16.5v-4M12 16.5V5M17.5 16.5v-8"/>',
    "person": '<circle cx="12" cy="8.5" r="3.5"/><path d="M5 20c.6-3.8 3.4-6 7-6s6.4 2.2 7 6"/>',
}


@lru_cache(maxsize=1)
def _manifest(changed: float) -> dict[str, Any]:
    """Source name (without folders) to what was built of it; read anew when the build has changed it."""
    built = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return {Path(source).name: entry for source, entry in built.items()}


def asset(source: str) -> str | None:
    """Address of a built file, or None before the first build (a page then stands without style)."""
    if not MANIFEST.exists():
        return None
    built = _manifest(MANIFEST.stat().st_mtime).get(source)
    return static(f"built/{built['file']}") if built else None


def with_imports(sources: Iterable[str]) -> list[str]:
    """Addresses of built files and of all that they import."""
    found: dict[str, str] = {}
    wanted = list(sources)
    while wanted:
        source = wanted.pop(0)
        address = asset(source)
        if address and source not in found:
            found[source] = address
            wanted += _manifest(MANIFEST.stat().st_mtime)[source].get("imports", ())
    return list(found.values())


@register.simple_tag
def assets() -> SafeString:
    """Links to the frame's style, script and first fonts."""
    return _assets(MANIFEST.stat().st_mtime if MANIFEST.exists() else 0.0)


@lru_cache(maxsize=1)
def _assets(_changed: float) -> SafeString:
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
def script(source: str) -> SafeString:
    """A feature's own script (a file of `design/assets`), for the pages that need it."""
    href = asset(source)
    return format_html('<script type="module" src="{}"></script>', href) if href else SafeString("")


@register.inclusion_tag("design/installable.html", takes_context=True)
def installable(context: Context) -> dict[str, Any]:
    """What a device asks for that keeps the site as an app: manifest, icon, worker, colour of the bars around it."""
    chosen = _chosen(context.get("request"), "theme", THEMES)
    return {
        "paper": PAPER.get(chosen),
        "light": PAPER["light"],
        "dark": PAPER["dark"],
        "house": HOUSE,
        "look": context.get("chapter_look"),
    }


@register.filter
def place_words(label: str) -> str:
    """The word of a place: of many things, where English tells one from many."""
    many = ngettext(label, label, 2)
    return _(label) if many == label else many


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


@register.simple_tag
def rail_places(places: Iterable[Any], unread: int) -> SafeString:
    """The links of the rail; notices with how many are unread."""
    lang = get_language() or ""
    lines = [
        _place(it["place"], it["href"], it["is_here"], unread if it["place"].name == "notices" else 0, lang)
        for it in places
    ]
    return mark_safe("".join(lines))  # noqa: S308 - each escaped by `_place`


@lru_cache(maxsize=512)
def _place(place: Any, href: str, is_here: bool, unread: int, _language: str) -> SafeString:
    shown = {"place": place, "href": href, "is_here": is_here, "unread": number(unread) if unread else ""}
    return render_to_string("design/place.html", shown)


@register.simple_tag
def for_members(template_name: str) -> SafeString:
    """A part of the frame that says the same to everyone who is signed in: written once in each language."""
    return _for_members(template_name, get_language() or "")


@lru_cache(maxsize=16)
def _for_members(template_name: str, _language: str) -> SafeString:
    return render_to_string(template_name, {"user": {"is_authenticated": True}})


@register.simple_tag(takes_context=True)
def appearance(context: Context) -> SafeString:
    """Buttons for language, theme and text size; forms that work without a script."""
    request, token = context.get("request"), str(context.get("csrf_token") or "")
    theme, text = _chosen(request, "theme", THEMES), _chosen(request, "text", TEXT_SIZES)
    kept = _appearance(theme, text, TOKEN if token else "", get_language() or "").replace(TOKEN, token)
    return mark_safe(kept.replace(HERE, escape(request.get_full_path() if request else "/")))  # noqa: S308


@lru_cache(maxsize=64)
def _appearance(theme: str, text: str, token: str, _language: str) -> str:
    theme_words = {"auto": _("Theo máy"), "light": _("Sáng"), "dark": _("Tối")}
    text_words = {"normal": _("Cỡ chữ thường"), "large": _("Cỡ chữ lớn"), "larger": _("Cỡ chữ rất lớn")}
    words = {"themes": theme_words.items(), "texts": text_words.items()}
    return render_to_string(
        "design/appearance.html", {"csrf_token": token, "here": HERE, "theme": theme, "text": text, **words}
    )


@register.inclusion_tag("design/crumbs.html")
def crumbs(*parts: str) -> dict[str, Any]:
    """Breadcrumbs from pairs of word and address; the last word is the page itself and has none."""
    words, addresses = parts[::2], (*parts[1::2], "")
    return {"crumbs": [{"label": word, "href": href} for word, href in zip(words, addresses, strict=False)]}


@register.filter
def in_language(address: str, code: str) -> str:
    """The address of the same public page in a language."""
    return translate_url(address, code)
