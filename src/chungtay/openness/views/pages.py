"""The open pages: what the chapter did, its reports, who it is, how it counts. Nobody is asked who reads."""

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from chungtay.documents.formats import MEDIA_TYPES, Format
from chungtay.openness.queries.counting import counting
from chungtay.openness.queries.public_reports import public_file, public_reports
from chungtay.openness.queries.who import who
from chungtay.openness.queries.work import WorkAsked, work

YEARS: Final = 8  # that a form offers; older ones have an address all the same
DECEMBER: Final = 12


@require_safe
def open_work(request: HttpRequest) -> HttpResponse:
    """What the chapter did in a year, and one number of it by unit, month and programme."""
    on = timezone.localdate()
    found = work(_asked(request), on)
    if found is None:
        raise Http404
    years = sorted({found.period.first.year, *range(on.year - YEARS + 1, on.year + 1)}, reverse=True)
    return _page(request, "work", found=found, years=years, few=settings.CHUNGTAY_SMALL_CELL)


@require_safe
def open_reports(request: HttpRequest) -> HttpResponse:
    """Published reviews with their files, and how to check one."""
    chapter, reports = public_reports(timezone.localdate())
    return _page(request, "reports", chapter=chapter, reports=reports)


@require_safe
def open_report_file(request: HttpRequest, publication: int, form: str) -> HttpResponse:
    """The bytes as they were published."""
    content = public_file(publication, form)
    if content is None:
        raise Http404
    name = f"bao-cao-so-{publication}.{form}"
    headers = {"Content-Disposition": content_disposition_header(True, name)}
    return HttpResponse(content, content_type=MEDIA_TYPES[Format(form)], headers=headers)


@require_safe
def open_who(request: HttpRequest) -> HttpResponse:
    """Units today and before, leaders, whom to turn to."""
    return _page(request, "who", found=who(timezone.localdate()))


@require_safe
def open_counting(request: HttpRequest) -> HttpResponse:
    """How every public number is counted."""
    found = counting(timezone.localdate())
    return _page(request, "counting", found=found, few=settings.CHUNGTAY_SMALL_CELL)


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    return render(request, f"openness/{name}.html", context | {"here": name})


def _asked(request: HttpRequest) -> WorkAsked:
    first, last = number(request, "tu", 1), number(request, "den", DECEMBER)
    if not 1 <= first <= last <= DECEMBER:
        raise Http404
    return WorkAsked(number(request, "nam", 0), first, last, request.GET.get("chi-tieu", ""))


def number(request: HttpRequest, name: str, otherwise: int) -> int:
    """A whole number of the address; 404 where something else stands there."""
    text = request.GET.get(name, "")
    if not text:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        raise Http404
    return int(text)
