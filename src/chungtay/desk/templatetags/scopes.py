"""Ways from a scope to the pages of other apps, where those exist."""

from urllib.parse import urlencode

from django import template
from django.urls import NoReverseMatch, reverse

from chungtay.desk.rules import Scope

register = template.Library()


@register.simple_tag
def scope_address(name: str, scope: Scope) -> str:
    """The page of that name for a unit or cluster; empty while there is no such page."""
    try:
        return f"{reverse(name)}?{urlencode({'of': scope.code})}"
    except NoReverseMatch:
        return ""
