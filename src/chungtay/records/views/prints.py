"""Papers to sign for a record, as a page to print and as files."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from chungtay.documents.formats import MEDIA_TYPES, Format, html, written
from chungtay.documents.rules import Review
from chungtay.records.formats import disposition
from chungtay.records.queries.prints import signing
from chungtay.records.rules import prints

from .record import seen_record

FILES = (Format.DOCX, Format.PDF)


@require_safe
def signature_list(request: HttpRequest, seq: int) -> HttpResponse:
    """Danh sách ký nhận of a record: blank lines to sign."""
    return _paper(request, seq, prints.signature_list)


@require_safe
def handover_minutes(request: HttpRequest, seq: int) -> HttpResponse:
    """Biên bản bàn giao of a record."""
    return _paper(request, seq, prints.handover_minutes)


def _paper(request: HttpRequest, seq: int, composed: Callable[[prints.Signing], Review]) -> HttpResponse:
    page = seen_record(request, seq)
    if page is None or page.shown.line.is_declaration or page.shown.replaced is not None:
        raise Http404
    with translation.override("vi"):  # the paper is in Vietnamese, whatever the reader's language
        paper = composed(signing(page))
    asked = request.GET.get("format", "")
    if asked in FILES:
        headers = {"Content-Disposition": disposition(f"{paper.title[:80]}.{asked}")}
        return HttpResponse(written(paper, asked), content_type=MEDIA_TYPES[Format(asked)], headers=headers)
    body = mark_safe(html.body(paper, lambda _figure: ""))  # noqa: S308 - every text escaped by formats.html
    return render(request, "records/paper.html", {"page": page, "paper": paper, "body": body, "files": FILES})
