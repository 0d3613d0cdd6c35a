"""The list of documents with the paste box, and one document with its figures marked in place."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import Sight, UnitOn, sight
from chungtay.organizations.rules import Permission
from chungtay.transcription import actions, queries
from chungtay.transcription.forms import ChangeFigure, OpenTranscript, tag_names
from chungtay.transcription.models import Transcript
from chungtay.transcription.queries.contents import file_of
from chungtay.transcription.queries.documents import may_precede
from chungtay.transcription.queries.pages import DocumentPage, document_page, glance
from chungtay.transcription.queries.reader import read
from chungtay.transcription.rules.states import TranscriptState
from chungtay.transcription.tasks import expire_transcripts

from .asking import asked_number, refusals_told, seen_transcript


@require_http_methods(["GET", "HEAD", "POST"])
def transcripts(request: HttpRequest) -> HttpResponse:
    """The documents that the person may read; a POST looks at a text (nothing is kept) or takes a document in."""
    user, on, at = person(request), timezone.localdate(), timezone.now()
    seen = sight(user, on)
    units = queries.units_for(seen)
    if not units and not seen.units(Permission.SEE_RECORDS):
        raise PermissionDenied
    form = OpenTranscript(request.POST or None, request.FILES or None, units=units)
    context: dict[str, Any] = {"form": form, "units": units}
    if request.method == "POST":
        if not units:
            raise PermissionDenied
        if form.is_valid():
            try:
                if request.POST.get("do") != "look":
                    return _taken_in(request, form)
                context |= _look(form, units, seen)
            except Refusal as refusal:
                form.add_error("file" if form.cleaned_data["file"] else "pasted", say(refusal))
    return render(request, "transcription/transcripts.html", context | {"listed": queries.documents_of(user, on, at)})


def _look(form: OpenTranscript, units: list[UnitOn], seen: Sight) -> dict[str, Any]:
    """What is read of a text; nothing of it is kept."""
    name, data = form.name_and_data
    unit = next(unit for unit in units if str(unit.id) == form.cleaned_data["unit"])
    found = read(name, data, unit.code, timezone.localdate())
    looked = glance(found.document, found.reading.figures, unit.code, seen)
    return {"glance": looked, "checks": found.reading.checks}


def _taken_in(request: HttpRequest, form: OpenTranscript) -> HttpResponse:
    name, data = form.name_and_data
    at = timezone.now()
    opened = actions.open_transcript(
        by=person(request),
        at=at,
        on=timezone.localdate(at),
        unit_id=int(form.cleaned_data["unit"]),
        name=name,
        data=data,
    )
    if opened.again:
        messages.info(request, _("Văn bản này đã được đưa vào trước đây; đây là bản ấy, không ghi gì thêm."))
    else:
        due = at + timedelta(days=settings.CHUNGTAY_DOCUMENT_DAYS, minutes=1)
        expire_transcripts.using(run_after=due).enqueue()
    return redirect("transcript", opened.transcript.pk)


@require_safe
@refusals_told
def transcript(request: HttpRequest, number: int) -> HttpResponse:
    """One document: its figures marked in place, the one at hand with the proposed cell."""
    found, seen = seen_transcript(request, number)
    return render(request, "transcription/transcript.html", page_of(request, found, seen))


def page_of(request: HttpRequest, found: Transcript, seen: Sight, form: ChangeFigure | None = None) -> dict[str, Any]:
    """Everything that the page of a document shows; `form`: the change of a figure that could not be taken."""
    given = request.POST if form is not None else request.GET
    page = document_page(found, seen, asked_number(given.get("so")), asked_number(given.get("trang")))
    writes = queries.may_write(seen, found) and found.is_open
    shown = page.shown
    if form is None and writes and shown is not None and not shown.posted:
        form = change_form(page, None)
    context = {
        "transcript": found, "page": page, "review": page.review, "content": page.review.content, "writes": writes,
        "form": form, "opened": form is not None and form.is_bound, "kept": found.state == TranscriptState.KEPT,
        "may_close": queries.may_write(seen, found)
        and found.state in (TranscriptState.READ, TranscriptState.CONFIRMING, TranscriptState.KEPT),
    }  # fmt: skip
    if writes and found.state != TranscriptState.POSTED:
        context["earlier"] = may_precede(found)
    return context


def change_form(page: DocumentPage, data: Any) -> ChangeFigure:
    """The form that changes the figure at hand."""
    assert page.shown is not None
    tags = tag_names(page.tags)
    return ChangeFigure(data, cell=page.shown.cell, views=page.review.views, names=page.names, tags=tags)


@require_safe
@refusals_told
def transcript_file(request: HttpRequest, number: int) -> HttpResponse:
    """The file as it came, to keep; a browser never shows it in place."""
    found, _seen = seen_transcript(request, number)
    name, data = file_of(found.pk)
    answer = HttpResponse(data, content_type="application/octet-stream")
    ending = name.rpartition(".")[2] if "." in name else "bin"
    ending = ending if ending.isascii() and ending.isalnum() else "bin"
    answer["Content-Disposition"] = f'attachment; filename="van-ban-{number}.{ending}"'
    return answer
