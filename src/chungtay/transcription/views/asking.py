"""What every page of a document asks first: who is there, and what they may do with it."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.kernel.sealing import Unopenable
from chungtay.organizations.queries import Sight, sight
from chungtay.transcription.models import Transcript
from chungtay.transcription.queries import may_read, may_write, transcript_of


def seen_transcript(request: HttpRequest, number: int) -> tuple[Transcript, Sight]:
    """A document that the person may read."""
    transcript = transcript_of(number)
    if transcript is None:
        raise Http404
    seen = sight(person(request), timezone.localdate())
    if not may_read(seen, transcript):
        raise PermissionDenied
    return transcript, seen


def own_transcript(request: HttpRequest, number: int) -> tuple[Transcript, Sight]:
    """A document whose figures the person may confirm."""
    transcript, seen = seen_transcript(request, number)
    if not may_write(seen, transcript):
        raise PermissionDenied
    return transcript, seen


def asked_number(text: str | None) -> int | None:
    """A number in an address; None for anything else."""
    return int(text[:6]) if text and text.isascii() and text.isdigit() else None


def refusals_told(view: Callable[[HttpRequest, int], HttpResponse]) -> Callable[[HttpRequest, int], HttpResponse]:
    """A view of one document, back at its page with what was refused; at the list where its seal cannot be opened."""

    @wraps(view)
    def told(request: HttpRequest, number: int) -> HttpResponse:
        try:
            return view(request, number)
        except Refusal as refusal:
            messages.error(request, say(refusal))
            again = request.method == "POST" and not isinstance(refusal, Unopenable)
            return redirect("transcript", number) if again else redirect("transcripts")

    return told
