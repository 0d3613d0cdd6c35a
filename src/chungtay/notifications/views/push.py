"""Browsers that are told: the site's public key, a browser more, one less, and the script that shows a notice."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from chungtay.accounts.rules import device_words
from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.kernel.errors import Refusal
from chungtay.notifications import actions


@require_POST
def open_push_key(request: HttpRequest) -> HttpResponse:
    """The public key that a browser subscribes with."""
    return JsonResponse({"key": actions.open_push_key(by=person(request), at=timezone.now())})


@require_POST
def add_push_device(request: HttpRequest) -> HttpResponse:
    """This browser is told too."""
    try:
        actions.add_push_device(
            by=person(request), at=timezone.now(), subscription=request.POST.get("subscription", ""),
            device=device_words(request.headers.get("User-Agent", "")), language=(get_language() or "vi")[:2],
        )  # fmt: skip
    except Refusal as refusal:
        return JsonResponse({"why": say(refusal)}, status=400)
    return JsonResponse({})


@require_POST
def end_push_device(request: HttpRequest, device_id: int) -> HttpResponse:
    """A browser is told no more."""
    actions.end_push_device(by=person(request), at=timezone.now(), device_id=device_id)
    return redirect("assign_notice_choices")
