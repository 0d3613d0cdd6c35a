"""What every page of a file asks first: whose it is, and whether the person may still bring it in."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils import timezone

from chungtay.accounts.views.doors import person
from chungtay.intake.models import ImportDraft
from chungtay.intake.queries import draft_of, may_import


def own_draft(request: HttpRequest, number: int) -> ImportDraft:
    """The person's own file; nobody else's is there at all."""
    user = person(request)
    draft = draft_of(user, number)
    if draft is None:
        raise Http404
    if not may_import(user, draft.unit_id, timezone.localdate()):
        raise PermissionDenied
    return draft


def page_number(request: HttpRequest) -> int:
    """The asked page; the first one for what is no number."""
    text = request.GET.get("page", "")
    return int(text[:6]) if text.isascii() and text.isdigit() else 1
