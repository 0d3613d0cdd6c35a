"""Text size and ground, chosen by a link: it keeps nothing but the reader's own wish, so a link may do it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from chungtay.design.forms import TEXT_SIZES, THEMES

YEAR = 365 * 86400


def set_look(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen in a cookie and lead back."""
    back = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    for name, choices in (("text", TEXT_SIZES), ("theme", THEMES)):
        if request.GET.get(name) in choices:
            response.set_cookie(
                name, request.GET[name], max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
            )
    return response
