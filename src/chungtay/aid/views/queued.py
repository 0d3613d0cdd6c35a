"""What was recorded without a network and waits on the device.

The queue itself never is on the server: the page is a frame that its script fills. It stands in `aid`, not beside the
worker in `design`, because what waits are records of deliveries, sent to the address of their form.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.accounts.views.doors import person
from chungtay.organizations.queries import units_visible_to
from chungtay.organizations.rules import Permission

from .sending import wants_json


@never_cache
@require_safe
def queued(request: HttpRequest) -> HttpResponse:
    """The page of what waits; to a script that is about to send, who is signed in and a token for sending."""
    if wants_json(request):
        return JsonResponse({"person": str(person(request).pk), "token": get_token(request)})
    records = units_visible_to(person(request), timezone.localdate(), Permission.RECORD).exists()
    return kept(request, render(request, "aid/queued.html", {"records": records}))


def kept(request: HttpRequest, page: HttpResponse) -> HttpResponse:
    """Let the person's own device keep the page for when there is no network; never one that shows records."""
    page["X-Keep-For"] = str(person(request).pk)
    return page
