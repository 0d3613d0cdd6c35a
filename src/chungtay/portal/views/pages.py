"""Pages of the tree, and what they show besides what their editors wrote."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from chungtay.portal import queries
from chungtay.portal.models import ArticlePage, FrontPage, SectionPage
from chungtay.portal.queries.figures import figures_of
from chungtay.portal.queries.frame import front_of
from chungtay.portal.rules.moments import page_moment

ON_FRONT, IN_ROW, IN_SECTION, BESIDE = 7, 3, 12, 5


def frame(page: Any) -> dict[str, Any]:
    """What stands around a page of the tree."""
    return around(front_of(page), page.locale.language_code)


def around(front: FrontPage | None, language: str) -> dict[str, Any]:
    """What stands around every public page of a language; no front page: no sections."""
    now = timezone.localtime()
    return {
        "front": front,
        "sections": queries.sections(front) if front else (),
        "clock": page_moment(now, language),
        "linked_sites": SimpleLazyObject(queries.linked_sites),  # pages may leave these two out
        "most_read": SimpleLazyObject(lambda: queries.most_read(front, now.date(), BESIDE)) if front else (),
    }


def show(request: HttpRequest, page: Any) -> HttpResponse:
    """A page of the tree, live or as an editor's draft."""
    context = {"page": page, "self": page} | frame(page) | _SHOWN[type(page)](page, request)
    response = render(request, page.template, context)
    if isinstance(page, ArticlePage):
        response.article = page.pk  # type: ignore[attr-defined]  # whose opening is counted
    return response


def _front(page: Any, request: HttpRequest) -> dict[str, Any]:
    """The newest article large, those after it, and the newest of each section."""
    groups = [(section, queries.latest(section, IN_ROW)) for section in queries.sections(page, deep=False)]
    return {"newest": queries.latest(page, ON_FRONT), "groups": [group for group in groups if group[1]]}


def _section(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Articles of a section and of those inside it, page by page."""
    return {"listed": Paginator(queries.article_list(page), IN_SECTION).get_page(request.GET.get("trang"))}


def _article(page: Any, request: HttpRequest) -> dict[str, Any]:
    """Articles of the same section, the section itself, and figures as they were published."""
    return {"section": page.get_parent(), "related": queries.related(page, BESIDE), "published": figures_of(page)}


_SHOWN: Final = {FrontPage: _front, SectionPage: _section, ArticlePage: _article}
