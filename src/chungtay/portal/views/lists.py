"""Lists across sections: a day's articles, what was searched for, and what machines read."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from chungtay.kernel.text import one_line
from chungtay.portal import queries
from chungtay.portal.queries.frame import front_in

from .pages import IN_SECTION, frame

LONGEST = 100  # letters of a search


def front_here(request: HttpRequest) -> Any:
    """The front page in the language of the address; 404 where there is none."""
    front = front_in(request.LANGUAGE_CODE)
    if front is None:
        raise Http404
    return front


def archive(request: HttpRequest) -> HttpResponse:
    """Articles of a day; without one, of the newest day that has any."""
    front = front_here(request)
    day = _day(request.GET.get("ngay", "")) or queries.newest_day(front) or timezone.localdate()
    listed = Paginator(queries.articles_of_day(front, day), IN_SECTION).get_page(request.GET.get("trang"))
    days = queries.days_beside(front, day)
    return render(
        request, "portal/archive.html", frame(front) | {"page": front, "day": day, "listed": listed, "days": days}
    )


def search(request: HttpRequest) -> HttpResponse:
    """Articles that hold every word, accents or not."""
    front = front_here(request)
    text = one_line(request.GET.get("q", ""))[:LONGEST]
    listed = Paginator(queries.found_articles(front, text), IN_SECTION).get_page(request.GET.get("trang"))
    found = {"page": front, "text": text, "listed": listed, "before": urlencode({"q": text}) + "&"}
    return render(request, "portal/search.html", frame(front) | found)


def robots(request: HttpRequest) -> HttpResponse:
    """What machines may read: the portal, not the workspace."""
    lines = ["User-agent: *", "Disallow: /", f"Allow: {reverse('portal_front')}", "Allow: /en/tin/",
             f"Allow: {reverse('open_work')}", "Allow: /en/cong-khai/", "Allow: /static/",
             f"Sitemap: {request.build_absolute_uri(reverse('portal_sitemap'))}"]  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None
