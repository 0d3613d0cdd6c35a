"""What every page of administration asks first, and how a form becomes an action."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.accounts.views.doors import person
from chungtay.administration.forms import Asked
from chungtay.administration.queries import Reach, reach_of
from chungtay.kernel.errors import Refusal

Page = Callable[..., HttpResponseBase]


def administrator(view: Page) -> Page:
    """The page is for whom administers some unit; it is given the reach."""

    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        reach = reach_of(person(request), timezone.localdate())
        if not reach.tops:
            raise PermissionDenied
        return view(request, reach, **named)

    return guarded


def chapter_wide(view: Page) -> Page:
    """The page is for whom administers a whole chapter."""

    @wraps(view)
    def guarded(request: HttpRequest, reach: Reach, **named: Any) -> HttpResponseBase:
        if not reach.is_chapter_wide:
            raise PermissionDenied(_("Phần này dành cho quản trị của Hội cấp tỉnh."))
        return view(request, reach, **named)

    return administrator(guarded)


def form_page(
    request: HttpRequest, form: Asked, act: Callable[[], Any], *, words: Mapping[str, str], back: str, done: str = ""
) -> HttpResponse:
    """A form on a page of its own: done, it says so and goes `back`; refused, it stands with what was typed.

    `words`: title, submit, perhaps lead and over (the crumb above; else the page that `back` names). `done` empty: the
    action itself says what is to be said.
    """
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if done:
                messages.success(request, done)
            return redirect(back)
    return render(request, "administration/form.html", {"form": form, "words": words, "back": back})


def posted(request: HttpRequest) -> Any:
    """What a form is bound to: nothing before it is sent."""
    return request.POST if request.method == "POST" else None
