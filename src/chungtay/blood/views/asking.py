"""Who asks, for which units, and how a form is sent."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from chungtay.accounts.models import User
from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import Sight
from chungtay.organizations.rules import Permission

Save = Callable[[User, datetime], Any]


def coordinator(request: HttpRequest) -> tuple[Sight, frozenset[int]]:
    """What the person may do, and the units whose donors they coordinate; 403 for whom there is none."""
    seen = sight_of(request)
    units = seen.units(Permission.COORDINATE_BLOOD)
    if not units:
        raise PermissionDenied
    return seen, units


def sent(
    request: HttpRequest, form: Form, save: Save, told: str, then: Callable[[Any], str], field: str | None = None
) -> HttpResponse | None:
    """Save what a form says and go on; None while it is shown, or to be mended (`field` says where)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = save(person(request), timezone.now())
    except Refusal as refusal:
        form.add_error(field, say(refusal))
        return None
    messages.success(request, told)
    return redirect(then(made))


def shown(request: HttpRequest, form: Form, title: str, back: str, **more: Any) -> HttpResponse:
    """The page of a form."""
    template = more.pop("template", "blood/form.html")
    return render(request, template, {"form": form, "title": title, "back": back, **more})


def number_in(text: str) -> int:
    """A number that an address or a button carries; 0 for what is none, or longer than any row's."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
