"""What the pages of directives and proposals share: whose papers, which days, who asks, what follows a form."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from chungtay.correspondence.forms import AskSent
from chungtay.correspondence.queries.directives import Scope, may_issue, scope_of
from chungtay.design.templatetags.writing import say
from chungtay.figures.views import sight_of, unreadable
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import Sight, UnitOn


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for; `choices`: the units that the person works for, with the one that is looked at."""

    seen: Sight
    scope: Scope
    first: date
    last: date
    form: AskSent
    choices: tuple[UnitOn, ...]
    may_issue: bool

    @property
    def narrowed(self) -> bool:
        """Are days named?"""
        return bool(self.form.cleaned_data["from"] or self.form.cleaned_data["to"])

    @property
    def query(self) -> str:
        """The list's address after the question mark."""
        days = {"from": self.form.cleaned_data["from"], "to": self.form.cleaned_data["to"]}
        return urlencode({"of": self.scope.code} | {name: day for name, day in days.items() if day}, safe="/")


def asked(request: HttpRequest) -> Asked | HttpResponse:
    """Whose list of which days, where the person may see it; without a unit the person's first one. Else what is wrong."""
    form, seen = AskSent(request.GET), sight_of(request)
    if not form.is_valid():
        return unreadable(request, form)
    first, last = form.period(seen.on)
    scope = scope_of(seen, form.cleaned_data["of"], first, last)
    if scope is None:
        raise PermissionDenied
    unit, found = scope.unit, seen.own_units()
    writes = unit is not None and unit.stands_on(seen.on) and may_issue(seen, unit.id)
    choices = sorted((found | ({unit.id: unit} if unit else {})).values(), key=lambda one: one.code)
    return Asked(seen, scope, first, last, form, tuple(choices), writes)


def issuing_unit(request: HttpRequest) -> tuple[Sight, UnitOn]:
    """The unit in whose name the person writes: the named one, else the first for which that is allowed."""
    seen, code = sight_of(request), request.GET.get("of", "")
    named = seen.structure.unit_within(code, seen.on, seen.on) if code else None
    for unit in [named] if code else sorted(seen.own_units().values(), key=lambda one: one.code):
        if unit is not None and unit.stands_on(seen.on) and may_issue(seen, unit.id):
            return seen, unit
    raise PermissionDenied


def followed(request: HttpRequest, form: Form, write: Callable[[], tuple[str, str]]) -> HttpResponse | None:
    """Where a form that was sent leads, once `write` has written it (its words, its address); None: it is shown."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        words, address = write()
    except Refusal as refusal:
        form.add_error(None, say(refusal))
        return None
    messages.success(request, words)
    return redirect(address)


def list_of(name: str, code: str) -> str:
    """The address of a unit's list."""
    return f"{reverse(name)}?{urlencode({'of': code}, safe='/')}"
