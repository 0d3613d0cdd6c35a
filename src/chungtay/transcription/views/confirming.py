"""What is said of figures, what posting would do, and posting."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import number as number_words
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.transcription import actions
from chungtay.transcription.actions.answering import AnswerDraft
from chungtay.transcription.queries.pages import DocumentPage, all_tags, document_page
from chungtay.transcription.queries.review import names_of
from chungtay.transcription.rules.states import Answer

from .asking import asked_number, own_transcript, refusals_told
from .documents import change_form, page_of

ANSWERS = {"accept": Answer.ACCEPTED, "refuse": Answer.REFUSED, "open": Answer.OPEN, "change": Answer.ACCEPTED}
LEAST_SURE = 85  # per cent, where nothing else was asked


@require_POST
@refusals_told
def note_answers(request: HttpRequest, number: int) -> HttpResponse:
    """Keep an answer about one figure, or accept all that the reader is sure of."""
    found, seen = own_transcript(request, number)
    does, _dash, text = request.POST.get("do", "").partition("-")
    place = asked_number(text)
    if does == "sure":
        return _accept_sure(request, number)
    if does not in ANSWERS or place is None:
        return redirect("transcript", number)
    cell = None
    page = document_page(found, seen, place, None)
    if does == "change" and page.shown is not None:
        form = change_form(page, request.POST)
        if not form.is_valid():
            context = page_of(request, found, seen, form)
            return render(request, "transcription/transcript.html", context)
        cell = form.changed_cell()
    at = timezone.now()
    revision = asked_number(request.POST.get(f"revision-{place}")) or 0
    draft = AnswerDraft(place, ANSWERS[does], revision, cell)
    try:
        actions.note_answers(
            by=person(request), at=at, on=timezone.localdate(at), transcript_id=number, answers=[draft]
        )
    except Refusal as refusal:
        messages.error(request, say(refusal))
        return _at(number, place)
    return _at(number, _next(page, place) if does != "open" else place)


def _next(page: DocumentPage, place: int) -> int:
    """The next figure that waits for an answer, after this one or from the beginning; this one when none waits."""
    waiting = [p for p, line in page.by_place.items() if line.state == Answer.OPEN and p != place]
    return next((p for p in waiting if p > place), waiting[0] if waiting else place)


def _at(number: int, place: int) -> HttpResponse:
    return redirect(f"{reverse('transcript', args=[number])}?so={place}#so-{place}")


def _accept_sure(request: HttpRequest, number: int) -> HttpResponse:
    above, at = asked_number(request.POST.get("above")) or LEAST_SURE, timezone.now()
    count = actions.note_sure(
        by=person(request), at=at, on=timezone.localdate(at), transcript_id=number, above=above / 100
    )
    if count:
        said = ngettext("Đã nhận %(count)s con số.", "Đã nhận %(count)s con số.", count)
        messages.success(request, said % {"count": number_words(count)})
    else:
        messages.info(request, _("Không còn con số nào đủ chắc; hãy xem từng số."))
    return redirect("transcript", number)


@require_POST
@refusals_told
def assign_predecessor(request: HttpRequest, number: int) -> HttpResponse:
    """Say of which earlier document this one is a later version."""
    own_transcript(request, number)
    at = timezone.now()
    actions.assign_predecessor(
        by=person(request), at=at, on=timezone.localdate(at), transcript_id=number,
        follows=asked_number(request.POST.get("follows")),
    )  # fmt: skip
    return redirect("transcript", number)


@require_http_methods(["GET", "HEAD", "POST"])
@refusals_told
def post_transcript(request: HttpRequest, number: int) -> HttpResponse:
    """What posting would do, told before it is done; with the mark of that telling it is done."""
    found, seen = own_transcript(request, number)
    if request.method != "POST":
        return redirect("transcript", number)
    by, at = person(request), timezone.now()
    on = timezone.localdate(at)
    if "mark" in request.POST:
        withdrawn = [place for text in request.POST.getlist("gone") if (place := asked_number(text)) is not None]
        report = actions.post_transcript(
            by=by, at=at, on=on, transcript_id=number, mark=request.POST["mark"], withdrawn=withdrawn
        )
        _told(request, report.good, report.withdrawn)
        return redirect("transcript", number)
    review, report = actions.preview_transcript(by=by, at=at, on=on, transcript_id=number)
    names = names_of(seen, {line.cell.about for line in review.lines}, on)
    lines = {line.place: line for line in review.lines}
    context = {
        "transcript": found, "review": review, "content": review.content, "report": report, "names": names,
        "lines": lines, "tags": all_tags(seen),
    }  # fmt: skip
    return render(request, "transcription/post_transcript.html", context)


def _told(request: HttpRequest, good: int, withdrawn: int) -> None:
    if good:
        said = ngettext("Đã ghi %(count)s con số vào sổ.", "Đã ghi %(count)s con số vào sổ.", good)
        messages.success(request, said % {"count": number_words(good)})
    if withdrawn:
        said = ngettext("Đã rút %(count)s số không còn.", "Đã rút %(count)s số không còn.", withdrawn)
        messages.success(request, said % {"count": number_words(withdrawn)})


@require_POST
@refusals_told
def close_transcript(request: HttpRequest, number: int) -> HttpResponse:
    """Set the document aside."""
    own_transcript(request, number)
    at = timezone.now()
    actions.close_transcript(by=person(request), at=at, on=timezone.localdate(at), transcript_id=number)
    messages.success(request, _("Đã bỏ văn bản; đưa lại đúng văn bản ấy thì mở ra tiếp."))
    return redirect("transcripts")
