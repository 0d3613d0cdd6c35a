"""The house's own address: whoever has no account here is led to the news."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from chungtay.accounts.views.unsent import last_person
from chungtay.portal.queries.frame import front_in


class VisitorsRead:
    """Stands inside the one that knows the person. Who is signed in, or was on this device, goes on to work as ever."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.path_info == "/" and request.method in {"GET", "HEAD"}
        if asked and not request.user.is_authenticated and not last_person(request):
            languages = (request.LANGUAGE_CODE, settings.LANGUAGE_CODE)
            front = next((front for language in languages if (front := front_in(language))), None)
            if front is not None:
                return HttpResponseRedirect(front.get_url(request) or reverse("portal_front"))
        return self.get_response(request)
