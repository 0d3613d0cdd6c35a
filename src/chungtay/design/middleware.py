"""Vietnamese first: the language is the one that the reader chose here, never the one that the browser is set to."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from chungtay.design.rules.spoken import marked
from chungtay.kernel.text import is_english, printable


class ChosenLanguage:
    """In place of Django's LocaleMiddleware, which would greet a Vietnamese office in English for its browser's sake."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    def _language(self, request: HttpRequest) -> str:
        """A public page is in the language that its address names, or names none of; elsewhere the chosen one."""
        first, _, rest = request.path_info.lstrip("/").partition("/")
        is_public = first in (settings.CHUNGTAY_PORTAL, settings.CHUNGTAY_OPEN)
        asked = first if rest else ""
        known = dict(settings.LANGUAGES)
        chosen = asked if asked in known or is_public else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return chosen if chosen in known else settings.LANGUAGE_CODE


class PrintableForms:
    """Control characters that were pasted along fall out of every form that is sent, before anybody reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _args: object, _options: object) -> None:
        lists = {name: [printable(value) for value in values] for name, values in request.POST.lists()}
        if lists != dict(request.POST.lists()):
            sent = request.POST.copy()
            for name, values in lists.items():
                sent.setlist(name, values)
            request.POST = sent  # type: ignore[assignment]


class SpokenNames:
    """Names in an English page are marked as Vietnamese, wherever they come from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = not response.streaming and response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and is_english(request.LANGUAGE_CODE) and b'<html lang="en"' in response.content[:200]:
            response.content = marked(response.content.decode()).encode()
        return response


class BodyLimit:
    """Refuses what is larger than anything the site takes before a byte of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdecimal() and int(told) <= settings.CHUNGTAY_UPLOAD_BYTES:
            return self.get_response(request)
        words = _("Gửi quá nhiều trong một lần; hãy gửi ít ảnh hơn hoặc tệp nhỏ hơn.")
        return HttpResponse(words, status=413, content_type="text/plain; charset=utf-8")
