"""The settings of the house, and one address more that answers nothing, behind the middleware that every answer passes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from chungtay.config.settings import *  # noqa: F403 - a settings module is made of names
from chungtay.config.settings import MIDDLEWARE as HOUSE

KEEPER = "chungtay.portal.middleware.KeptPages"
NOTHING = "/nothing/"
MIDDLEWARE = [part for name in HOUSE for part in ((f"{__name__}.Nothing", name) if name == KEEPER else (name,))]


class Nothing:
    """Stands right before what keeps pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == NOTHING:
            return HttpResponse(headers={"Content-Length": "0"})
        return self.get_response(request)
