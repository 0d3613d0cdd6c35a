"""Pages of the tree, and what they show besides what their editors wrote."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from chungtay.portal import queries
from chungtay.portal.models import ArticlePage, FrontPage, SectionPage
from chungtay.portal.queries.figures import figures_of
from chungtay.portal.queries.frame import front_in, front_of
from chungtay.portal.rules.moments import page_moment

ON_FRONT, IN_ROW, IN_SECTION, BESIDE = 7, 3, 12, 5


def front_here(request: HttpRequest) -> FrontPage:
    """The front page in the language of the address; 404 where there is none."""
    front = front_in(request.LANGUAGE_CODE)
    if front is None:
        raise Http404
    return front


@require_safe
def show_page(request: HttpRequest, path: str) -> HttpResponse:
    """The live page at an address of the portal, or that there is none, with ways on."""
    front = front_here(request)
    page = queries.page_at(front, path)
    if page is None:
        return render(request, "portal/missing.html", around(front, front.locale.language_code), status=404)
    return show(request, page, front)


def frame(page: Any, front: FrontPage | None = None) -> dict[str, Any]:
    """What stands around a page of the tree."""
    shown = around(front or front_of(page), page.locale.language_code)
    return shown | {"translations": queries.translations(page)}


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


def show(request: HttpRequest, page: Any, front: FrontPage | None = None) -> HttpResponse:
    """A page of the tree, live or as an editor's draft."""
    shown = frame(page, front)
    context = {"page": page, "self": page} | shown | _SHOWN[type(page)](page, request, shown)
    response = render(request, page.template, context)
    if isinstance(page, ArticlePage):
        response.article = page.pk  # type: ignore[attr-defined]  # whose opening is counted
    return response


def _front(page: Any, request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, Any]:
    """The newest article large, those after it, and the newest of each section."""
    newest = queries.with_pictures(queries.article_list(page))[:ON_FRONT]
    articles = list(queries.with_pictures(queries.latest_by_section(page, IN_ROW)))
    groups = [(section, [one for one in articles if one.top == section.path]) for section in shown["sections"]]
    return {"newest": newest, "groups": [group for group in groups if group[1]]}


def _section(page: Any, request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Articles of a section and of those inside it, page by page."""
    return {"listed": pages_of(queries.article_list(page), request)}


def _article(page: Any, request: HttpRequest, shown: Mapping[str, Any]) -> dict[str, Any]:
    """Articles of the same section, the section itself, and figures as they were published."""
    queries.draw_large(page)
    above = [section for section in shown["sections"] if page.path and page.path.startswith(section.path)]
    section = above[-1] if above else page.get_parent()
    return {"section": section, "related": queries.related(page, section, BESIDE), "published": figures_of(page)}


def pages_of(rows: Any, request: HttpRequest) -> Any:
    """One page of a list of articles, with the pictures beside them."""
    return Paginator(queries.with_pictures(rows), IN_SECTION).get_page(request.GET.get("trang"))


_SHOWN: Final = {FrontPage: _front, SectionPage: _section, ArticlePage: _article}
