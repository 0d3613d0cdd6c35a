"""Photos of a record: added, seen by who may see the record, withdrawn with a reason. Every look leaves a line."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from chungtay.accounts.views.doors import person
from chungtay.aid import actions, queries
from chungtay.aid.forms import AddEvidence, Withdraw
from chungtay.aid.models import Evidence
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import may
from chungtay.organizations.rules import Permission

from .sending import permitted, record_address

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_http_methods(["GET", "HEAD", "POST"])
def add_evidence(request: HttpRequest, seq: int) -> HttpResponse:
    """The photos of a record, and a form for more."""
    found = permitted(request, seq)
    form = AddEvidence(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = AddEvidence(request.POST, request.FILES)
        if form.is_valid() and _added(request, form, found.unit_id, found.key):
            return redirect(record_address(found.seq))
    photos = queries.evidence_of(found.unit_id, found.key)
    shown = {"form": form, "found": found, "photos": photos, "address": record_address(seq)}
    return render(request, "aid/add_evidence.html", shown)


def _added(request: HttpRequest, form: AddEvidence, unit_id: int, key: str) -> bool:
    user, at, photos = person(request), timezone.now(), form.cleaned_data["photos"]
    try:
        actions.add_evidence(by=user, at=at, unit_id=unit_id, key=key, photos=photos)
    except Refusal as refusal:
        form.add_error("photos", say(refusal))
    return not form.errors


@require_safe
def evidence(request: HttpRequest, photo_id: int) -> HttpResponse:
    """The picture itself."""
    return _picture(request, photo_id, small=False)


@require_safe
def evidence_thumbnail(request: HttpRequest, photo_id: int) -> HttpResponse:
    """The small picture for lists."""
    return _picture(request, photo_id, small=True)


def _picture(request: HttpRequest, photo_id: int, *, small: bool) -> HttpResponse:
    photo = _permitted(request, photo_id, Permission.SEE_RECORDS)
    try:
        data = actions.note_look(by=person(request), at=timezone.now(), photo=photo, small=small)
    except Refusal as refusal:
        raise Http404(say(refusal)) from None
    answer = HttpResponse(data, content_type=photo.media_type, headers=HEADERS)
    answer["Content-Disposition"] = f'inline; filename="minh-chung-{photo.pk}.jpg"'
    answer["Cache-Control"] = f"private, max-age={settings.CHUNGTAY_EVIDENCE_CACHE}" if small else "private, no-store"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_evidence(request: HttpRequest, photo_id: int) -> HttpResponse:
    """Take a photo from its record, with a reason."""
    photo = _permitted(request, photo_id, Permission.RECORD)
    form = Withdraw(request.POST or None)
    seq = queries.standing_entry(photo.unit_id, photo.key)
    address = record_address(seq) if seq else record_address(0)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_evidence(
                by=person(request), at=timezone.now(), evidence_id=photo.pk, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, say(refusal))
        else:
            return redirect(address)
    shown = {"form": form, "photo": photo, "address": address}
    return render(request, "aid/withdraw_evidence.html", shown)


def _permitted(request: HttpRequest, photo_id: int, permission: Permission) -> Evidence:
    photo = queries.evidence(photo_id)
    if photo is None:
        raise Http404
    if not may(person(request), permission, photo.unit_id, timezone.localdate()):
        raise PermissionDenied
    return photo
