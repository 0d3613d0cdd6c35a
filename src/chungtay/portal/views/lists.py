"""Lists across sections: a day's articles, what was searched for, and what machines read."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from chungtay.kernel.days import EARLIEST, LATEST
from chungtay.kernel.text import one_line
from chungtay.portal import queries

from .pages import frame, front_here, pages_of

LONGEST = 100  # letters of a search


def archive(request: HttpRequest) -> HttpResponse:
    """Articles of a day; without one, of the newest day that has any."""
    front = front_here(request)
    day = _day(request.GET.get("ngay", "")) or queries.newest_day(front) or timezone.localdate()
    listed = pages_of(queries.articles_of_day(front, day), request)
    days = queries.days_beside(front, day)
    return render(
        request,
        "portal/archive.html",
        frame(front, front) | {"page": front, "day": day, "listed": listed, "days": days},
    )


def search(request: HttpRequest) -> HttpResponse:
    """Articles that hold every word, accents or not."""
    front = front_here(request)
    text = one_line(request.GET.get("q", ""))[:LONGEST]
    listed = pages_of(queries.found_articles(front, text), request)
    found = {"page": front, "text": text, "listed": listed, "before": urlencode({"q": text}) + "&"}
    return render(request, "portal/search.html", frame(front, front) | found)


def robots(request: HttpRequest) -> HttpResponse:
    """What machines may read: the portal, not the workspace."""
    lines = ["User-agent: *", "Disallow: /", f"Allow: {reverse('portal_front')}", "Allow: /en/tin/",
             f"Allow: {reverse('open_work')}", "Allow: /en/cong-khai/", "Allow: /static/",
             f"Sitemap: {request.build_absolute_uri(reverse('portal_sitemap'))}"]  # fmt: skip
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and EARLIEST <= day <= LATEST else None
