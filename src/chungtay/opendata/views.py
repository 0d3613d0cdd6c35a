"""Open data at stable addresses: a page that explains it, and its tables as CSV and JSON."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.ledger.queries import head
from chungtay.opendata.formats import data_csv, data_json
from chungtay.opendata.queries import FIGURES, INDICATORS, UNITS, DataSet, figure_data, indicator_data, unit_data
from chungtay.openness.queries.chapter import the_chapter
from chungtay.openness.queries.work import public_indicators
from chungtay.openness.views.pages import number
from chungtay.organizations.queries import structure


def for_any_site(view: Callable[[HttpRequest, str], HttpResponse]) -> Callable[[HttpRequest, str], HttpResponse]:
    """Any site's script may read the answer, also one that there is no such table: nothing in it is for somebody."""

    @wraps(view)
    def answered(request: HttpRequest, form: str) -> HttpResponse:
        try:
            answer = view(request, form)
        except Http404:
            words = _("Không có bảng dữ liệu nào ở địa chỉ này.")
            answer = HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return answered


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What there is, what each column means, under which licence."""
    on = timezone.localdate()
    context = {
        "here": "data", "chapter": the_chapter(on, structure()), "year": on.year, "changed": head().recorded_at,
        "views": public_indicators().values(), "licence": settings.CHUNGTAY_DATA_LICENCE,
        "licence_url": settings.CHUNGTAY_DATA_LICENCE_URL, "few": settings.CHUNGTAY_SMALL_CELL,
        "tables": {"indicators": INDICATORS.items(), "units": UNITS.items(), "figures": FIGURES.items()},
    }  # fmt: skip
    return render(request, "opendata/data.html", context)


@for_any_site
@require_safe
def open_indicators(request: HttpRequest, form: str) -> HttpResponse:
    """Every public indicator."""
    return _sent(indicator_data(), form)


@for_any_site
@require_safe
def open_units(request: HttpRequest, form: str) -> HttpResponse:
    """The chapter's units, today and before."""
    return _sent(unit_data(timezone.localdate()), form)


@for_any_site
@require_safe
def open_figures(request: HttpRequest, form: str) -> HttpResponse:
    """A year of an indicator by unit and month; without both the answer says what is needed (400)."""
    year, code = number(request, "year", 0), request.GET.get("indicator", "")
    if not year or not code:
        words = _("Cần cả hai tham số: year (năm) và indicator (mã chỉ tiêu, xem indicators.csv).")
        return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
    found = figure_data(code, year, timezone.localdate())
    if found is None:
        raise Http404
    return _sent(found, form)


def _sent(data: DataSet, form: str) -> HttpResponse:
    if form == "csv":
        answer = HttpResponse(data_csv(data), content_type="text/csv; charset=utf-8")
    elif form == "json":
        about = {"name": data.name, "licence": settings.CHUNGTAY_DATA_LICENCE, "licence_url": settings.CHUNGTAY_DATA_LICENCE_URL,
                 "source": the_chapter(timezone.localdate(), structure()).name,
                 "columns": {name: _(meaning) for name, meaning in data.columns.items()}}  # fmt: skip
        answer = HttpResponse(data_json(data, about, head().recorded_at), content_type="application/json")
    else:
        raise Http404
    answer.headers["Content-Disposition"] = content_disposition_header(form == "csv", f"{data.name}.{form}") or ""
    return answer
