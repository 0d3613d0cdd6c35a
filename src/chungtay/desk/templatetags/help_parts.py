"""Guides as pages: their Markdown, with the names that stand on the screen and ways to the pages."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

from chungtay.design.templatetags.frame import place_words
from chungtay.design.templatetags.writing import language
from chungtay.desk.rules.guides import GUIDES, PICTURE_SCALE, Guide, filled, source_of, title_of

register = template.Library()
PICTURES = Path(__file__).resolve().parent.parent / "static" / "guide"
SLUGS = {guide.name: guide.slug for guide in GUIDES}
Ways = tuple[tuple[str, str], ...]  # word of a place, its address


@register.simple_tag
def guide_title(guide: Guide) -> str:
    """What a guide is called, in the reader's language."""
    return title_of(source_of(guide, language()))


@register.simple_tag(takes_context=True)
def guide_text(context: Context, guide: Guide) -> SafeString:
    """A guide's text; places that are for the reader are links where they are first named."""
    places: Iterable[dict[str, Any]] = context.get("places") or ()
    return _text(guide, language(), tuple((it["place"].label, it["href"]) for it in places))


@lru_cache(maxsize=128)
def _text(guide: Guide, spoken: str, ways: Ways) -> SafeString:
    left = dict(ways)

    def called(name: str) -> str:
        href = left.pop(name, None)
        return f"[**{place_words(name)}**]({href})" if href else f"**{place_words(name)}**"

    body = source_of(guide, spoken).partition("\n")[2]
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(filled(body, called=called, leads=_address))
    for number, token in enumerate(one for one in tokens if one.type == "heading_open"):
        token.attrSet("id", f"viec-{number + 1}")
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                _measured(child)
    html: str = markdown.renderer.render(tokens, markdown.options, {})
    return mark_safe(html)  # noqa: S308 - our own text, html is off


def _address(kind: str, name: str) -> str:
    """Where a link of a guide leads in the product."""
    if kind == "guide":
        return reverse("guide", args=[SLUGS[name]])
    if kind == "term":
        return f"{reverse('terms')}#{name}"
    return static(f"guide/{name}.{language()}.webp")


def _measured(image: Token) -> None:
    """Give the picture its size, so that the text does not jump when it comes."""
    found = re.search(r"guide/([\w.-]+\.webp)", str(image.attrGet("src")))
    if found and (PICTURES / found[1]).exists():
        width, height = Image.open(PICTURES / found[1]).size
        image.attrSet("width", str(round(width / PICTURE_SCALE)))
        image.attrSet("height", str(round(height / PICTURE_SCALE)))
        image.attrSet("loading", "lazy")


@register.simple_tag
def guide_tasks(guide: Guide) -> list[tuple[int, str]]:
    """The headings of a guide with their numbers: what is on the page."""
    heads = re.findall(r"^## (.+)$", source_of(guide, language()), re.MULTILINE)
    return [(number + 1, words.replace("{", "").replace("}", "")) for number, words in enumerate(heads)]
