"""The list of records as a file: what is looked for, all of it, in the same order."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.design.templatetags.writing import number
from chungtay.records.formats import csv_lines, disposition, xlsx_file
from chungtay.records.queries.exports import HEADING, WIDTHS, record_rows
from chungtay.records.queries.records import Finder

from .records import asked

MOST = {"csv": 200_000, "xlsx": 50_000}  # rows that a file holds; a longer list is narrowed first
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
SHEET = "Sổ ghi chép"


@require_safe
def export_records(request: HttpRequest) -> HttpResponseBase:
    """The list that the address asks for, as CSV or (`format=xlsx`) as a workbook."""
    reader, form = asked(request)
    form_of = "xlsx" if request.GET.get("format") == "xlsx" else "csv"
    seqs = Finder(form.search(), reader.seen).seqs(MOST[form_of] + 1)
    if len(seqs) > MOST[form_of]:
        words = _("Danh sách có trên %(most)s bản ghi, quá dài cho một tệp. Hãy lọc bớt rồi tải lại.")
        messages.error(request, words % {"most": number(MOST[form_of])})
        return redirect(f"{reverse('records')}?{_without_format(request)}")
    rows = record_rows(seqs, reader.on)
    headers = {"Content-Disposition": disposition(f"{SHEET} {timezone.localdate():%d-%m-%Y}.{form_of}")}
    if form_of == "csv":
        return StreamingHttpResponse(csv_lines(HEADING, rows), content_type=TYPES[form_of], headers=headers)
    return FileResponse(xlsx_file(SHEET, HEADING, WIDTHS, rows), content_type=TYPES[form_of], headers=headers)


def _without_format(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("format", None)
    return query.urlencode()
