"""What the desk's pages say of the portal."""

from django import template
from django.http import HttpRequest

from chungtay.figures.views import sight_of
from chungtay.portal import queries

register = template.Library()


@register.simple_tag
def drafts_news(request: HttpRequest) -> bool:
    """May the person draft an article for the portal that stands?"""
    return queries.drafts_news(sight_of(request))
