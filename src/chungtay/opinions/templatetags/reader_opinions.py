"""Opinions where they stand: under an article."""

from typing import Any

from django import template
from django.core.paginator import Paginator
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext

from chungtay.opinions import queries
from chungtay.opinions.forms import SubmitOpinion
from chungtay.opinions.rules.states import STATE_NAMES, OpinionState

register = template.Library()
PAGE = 20


@register.inclusion_tag("opinions/under.html", takes_context=True)
def reader_opinions(context: Context, page: Any) -> dict[str, Any]:
    """Opinions that are shown, page by page, and the form, while the article takes any."""
    article = queries.discussed(page)
    request = context["request"]
    listed = Paginator(queries.shown_opinions(page.pk), PAGE).get_page(request.GET.get("y-kien"))
    is_open = article.is_open(timezone.now())
    return {
        "article": article, "listed": listed, "count": listed.paginator.count, "open": is_open,
        "form": SubmitOpinion(None, article_id=page.pk) if is_open else None,
    }  # fmt: skip


@register.filter
def opinion_state(state: str) -> str:
    """How an opinion stands, in words."""
    return gettext(STATE_NAMES[OpinionState(state)])
