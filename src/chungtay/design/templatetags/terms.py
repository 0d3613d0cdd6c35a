"""Words explained where they stand."""

from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse

from chungtay.design.rules import terms as rules
from chungtay.design.templatetags.parts import sentence
from chungtay.design.templatetags.writing import language

register = template.Library()


@register.inclusion_tag("design/terms.html")
def terms(*keys: str) -> dict[str, Any]:
    """These words, each of which unfolds to its meaning: without a script, by keyboard and by touch."""
    known = rules.terms(language())
    try:
        page = reverse("terms")
    except NoReverseMatch:  # a site without the pages of help
        page = ""
    return {"terms": [(known[key], sentence(known[key].word)) for key in keys], "page": page}
