"""The papers of a meeting: read in the frame, each number a link to what is behind it, and fetched as files."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from chungtay.correspondence.queries import papers_of
from chungtay.correspondence.rules import PaperKind
from chungtay.documents.formats import html
from chungtay.documents.rules import Deck, Review
from chungtay.kernel.text import one_line
from chungtay.meetings.views.asking import Looked, looked
from chungtay.organizations.rules import Permission
from chungtay.papers.formats import TYPES, PaperFormat, paper_bytes
from chungtay.papers.forms import AskPaper
from chungtay.papers.queries import meeting_material, with_conclusions
from chungtay.papers.rules import (
    MeetingMaterial,
    compose_chair_page,
    compose_deck,
    compose_minutes,
    compose_notice,
    compose_paper,
    compose_signing,
)
from chungtay.reports.queries import issuing_unit
from chungtay.reports.views.reading import link_behind
from chungtay.scrutiny.templatetags.check_words import warning_words

Compose = Callable[[MeetingMaterial], Review]
PAGE = "html"


class _Shown(NamedTuple):
    """A paper on its page: what it is called there, the files it comes as, and as what it enters the register; `known`: the
    entry after which its figures are told."""

    name: str
    review: Review
    files: list[tuple[PaperFormat, str]]
    kind: PaperKind | None = None
    known: int | None = None


@require_safe
def meeting_paper(request: HttpRequest, pk: int, format: str) -> HttpResponse:
    """The whole paper in the frame ("html"), or as a file: DOCX, PDF, slides."""
    if format not in {PAGE, *PaperFormat}:
        raise Http404
    found = looked(request, pk, whole=True, counted=False)
    material = meeting_material(found.page, found.seen.structure, warning_words)
    if format == PaperFormat.PPTX:
        deck = compose_deck(material)
        return _file(deck, PaperFormat.PPTX)
    files = [(one, reverse("meeting_paper", args=[pk, one])) for one in PaperFormat]
    shown = _Shown(_("Tài liệu hội nghị"), compose_paper(material), files)
    return _answer(request, found, shown, "" if format == PAGE else format)


@require_safe
def chair_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One page for whoever runs the meeting."""
    found = looked(request, pk, whole=True, counted=False)
    if not found.runs:
        raise PermissionDenied
    return _one(request, found, _("Phiếu điều hành"), compose_chair_page)


@require_safe
def attendance_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The list that delegates sign."""
    found = looked(request, pk)
    if not found.runs:
        raise PermissionDenied
    return _one(request, found, _("Danh sách ký tên"), compose_signing, told=False)


@require_safe
def minutes_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes; drafts for whoever writes them."""
    return _one(request, _written(looked(request, pk, whole=True)), _("Biên bản"), compose_minutes, told=False)


@require_safe
def notice_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of conclusions, and the way to the register that gives it its number."""
    found = _written(looked(request, pk))
    found = replace(found, page=with_conclusions(found.page, found.seen.structure))
    return _one(request, found, _("Thông báo kết luận"), compose_notice, PaperKind.NOTICE, told=False)


def _written(found: Looked) -> Looked:
    if not found.reads_minutes:
        raise PermissionDenied
    return found


def _one(
    request: HttpRequest, found: Looked, name: str, compose: Compose, kind: PaperKind | None = None, *,
    told: bool = True,
) -> HttpResponse:  # fmt: skip
    """A paper in the frame, or as the file that is asked for; `told`: it tells of the period's figures."""
    form = AskPaper(request.GET)
    if not form.is_valid():
        raise Http404
    review = compose(meeting_material(found.page, found.seen.structure, warning_words, told=told))
    files = [(one, f"{request.path}?format={one}") for one in (PaperFormat.DOCX, PaperFormat.PDF)]
    known = None if told else found.page.meeting.closed_seq
    return _answer(request, found, _Shown(name, review, files, kind, known), form.cleaned_data["format"])


def _answer(request: HttpRequest, found: Looked, shown: _Shown, form: str) -> HttpResponse:
    if form:
        return _file(shown.review, PaperFormat(form))
    context = {
        "row": found.page.meeting, "name": shown.name, "review": shown.review, "files": shown.files, "known": shown.known,
        "body": mark_safe(html.body(shown.review, link_behind(shown.known))),  # noqa: S308 - every text escaped by formats.html
        **(_registered(request, found, shown.review, shown.kind) if shown.kind else {}),
    }  # fmt: skip
    return render(request, "papers/paper.html", context)


def _file(paper: Review | Deck, form: PaperFormat) -> HttpResponse:
    name = f"{one_line(paper.title)[:150]}.{form}".replace("/", "-")
    headers = {"Content-Disposition": content_disposition_header(True, name), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(paper_bytes(paper, form), content_type=TYPES[form], headers=headers)


def _registered(request: HttpRequest, found: Looked, review: Review, kind: PaperKind) -> dict[str, object]:
    """The paper as the outgoing register has it, and where whoever keeps the register enters it."""
    row, known = found.page.meeting, found.seen.structure
    unit = issuing_unit(known, row.of, row.first_on, row.held_on)
    if unit is None:
        return {}
    asked = {"of": unit.code, "kind": kind.value, "about": review.title, "source": request.path}
    keeps = found.seen.may(Permission.PUBLISH, unit.id)
    return {
        "registered": papers_of([request.path], unit.id).get(request.path), "numbered": True,
        "register": f"{reverse('record_outgoing')}?{urlencode(asked, safe='/')}" if keeps else "", "unit": unit,
    }  # fmt: skip
