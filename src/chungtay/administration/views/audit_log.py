"""The audit book: searched, paged, taken along as a table."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from chungtay.administration.formats import csv_of
from chungtay.administration.forms import SearchAudit
from chungtay.administration.queries import Reach, audit_page
from chungtay.administration.queries.audit_book import audit_lines
from chungtay.administration.rules import AuditSearch
from chungtay.administration.templatetags.administration_words import action_words, object_words, text_words

from .doors import administrator


@administrator
def audit_log(request: HttpRequest, reach: Reach) -> HttpResponse:
    """A page of lines."""
    form = SearchAudit(request.GET, reach=reach)
    page = audit_page(reach, form.asked())
    kept = {name: value for name, value in request.GET.items() if value and name != "before"}
    told = {"form": form, "page": page, "asked": urlencode(kept), "is_narrowed": bool(kept)}
    return render(request, "administration/audit_log.html", told)


@administrator
def audit_file(request: HttpRequest, reach: Reach) -> HttpResponseBase:
    """Every line that fits, as CSV."""
    search = SearchAudit(request.GET, reach=reach).asked()
    response = StreamingHttpResponse(csv_of(_rows(reach, search)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="nhat-ky-{reach.on:%Y-%m-%d}.csv"'
    return response


def _rows(reach: Reach, search: AuditSearch) -> Iterator[tuple[str, ...]]:
    yield _("Lúc"), _("Người làm"), _("Việc"), _("Đối tượng"), _("Tên hoặc mã"), _("Nội dung")
    for line in audit_lines(reach, search):
        at = f"{timezone.localtime(line.at):%d/%m/%Y %H:%M:%S}"
        words = (action_words(line.action), object_words(line.object_type))
        yield at, line.by_name or _("máy"), *words, line.object_name, text_words(line.text)
