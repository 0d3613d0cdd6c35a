"""What every page of a document asks first: who is there, and what they may do with it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.organizations.queries import Sight, sight
from chungtay.transcription.models import Transcript
from chungtay.transcription.queries import may_read, may_write, transcript_of


def person(request: HttpRequest) -> User:
    """Who is signed in."""
    user = request.user
    assert isinstance(user, User)  # LoginRequiredMiddleware stands before every view
    return user


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
