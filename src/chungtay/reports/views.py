"""The review report: in the frame, as files, and as it was published beside what is known now."""

from datetime import date
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from chungtay.design.templatetags.writing import say
from chungtay.documents.formats import MEDIA_TYPES, Format, html, written
from chungtay.documents.rules import FigureReference
from chungtay.figures.formats import query_string
from chungtay.figures.forms import ChooseFigures
from chungtay.figures.queries.permitted import sees_figures
from chungtay.figures.views import asked_scope, own_choices, refused, sight_of, unreadable
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.kernel.text import folded
from chungtay.reports import queries
from chungtay.reports.formats import address_of
from chungtay.reports.forms import AskFile
from chungtay.reports.queries import Published

OFFERED = (Format.DOCX, Format.PDF, Format.XLSX)


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The report of a scope and period, each number a link to what is behind it."""
    question = asked_scope(request, "review", single=True)
    if isinstance(question, HttpResponse):
        return question
    (code,), known = question.of, question.known_seq
    try:
        structure = sight_of(request).structure
        report = queries.review(of=code, first=question.first, last=question.last, known_seq=known, known=structure)
    except Refusal as refusal:
        return refused(request, say(refusal))

    def link(reference: FigureReference) -> str:
        return f"{reverse('behind')}?{address_of(reference, known)}"

    context = {
        "report": report,
        "body": mark_safe(html.body(report, link)),  # noqa: S308 - every text escaped by formats.html
        "question": question,
        "period": Period(question.first, question.last),
        "files": [(form, f"{reverse('review_file')}?{query_string(question)}&format={form}") for form in OFFERED],
        "choose": ChooseFigures(question, own_choices(request, code, report.scope)),
        "published": queries.published(code, question.first, question.last),
    }
    return render(request, "reports/review.html", context)


@require_safe
def review_file(request: HttpRequest) -> HttpResponse:
    """The report as a file, as known now."""
    form = AskFile(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    question = asked_scope(request, "review", single=True)
    if isinstance(question, HttpResponse):
        return question
    try:
        report = queries.review(
            of=question.of[0], first=question.first, last=question.last, known_seq=question.known_seq
        )
        content = written(report, form.cleaned_data["format"])
    except Refusal as refusal:
        return refused(request, say(refusal))
    return _file(content, form.cleaned_data["format"], report.scope or question.of[0], question.first, question.last)


@require_safe
def publication(request: HttpRequest, publication: int) -> HttpResponse:
    """What was published, and which of its figures would be others now."""
    found = _published(request, publication)
    formats = [(form, f"{reverse('publication_file', args=(found.id,))}?format={form}") for form in OFFERED]
    context = {
        "publication": found,
        "period": Period(found.first, found.last),
        "files": formats,
        "changes": queries.changes_since(found.id),
    }
    return render(request, "reports/publication.html", context)


@require_safe
def publication_file(request: HttpRequest, publication: int) -> HttpResponse:
    """The published bytes, as they were published."""
    found = _published(request, publication)
    form = AskFile(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    content = queries.file_of(found.id, form.cleaned_data["format"])
    if content is None:
        raise Http404
    return _file(content, form.cleaned_data["format"], f"{found.of} so {found.id}", found.first, found.last)


def _published(request: HttpRequest, number: int) -> Published:
    """The published review, for who may see its figures; to others it is as if there were none."""
    found = queries.publication(number)
    if found is None or not sees_figures(sight_of(request), (found.of,), found.first, found.last):
        raise PermissionDenied
    return found


def _file(content: bytes, form: str, whose: str, first: date, last: date) -> HttpResponse:
    """The bytes under a Vietnamese name, and under the same without accents for old browsers (RFC 6266)."""
    name = f"Báo cáo {whose} {Period(first, last).wording()}.{form}".replace("/", "-")
    answer = HttpResponse(content, content_type=MEDIA_TYPES[Format(form)])
    plain = "".join(c for c in folded(name) if c.isascii() and c not in '"\\')
    answer["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
