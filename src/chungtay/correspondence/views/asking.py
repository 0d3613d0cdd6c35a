"""What the pages of directives and proposals share: whose papers, which days, who asks."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from chungtay.accounts.models import User
from chungtay.correspondence import queries
from chungtay.correspondence.forms import AskSent
from chungtay.correspondence.queries import Scope
from chungtay.figures.views import sight_of
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.programmes.queries import programmes


@dataclass(frozen=True, slots=True)
class Asked:
    """A list as it was asked for."""

    seen: Sight
    scope: Scope
    first: date
    last: date
    form: AskSent

    @property
    def choices(self) -> list[UnitOn]:
        """The units that the person works for, with the one that is looked at."""
        found = self.seen.own_units() | ({self.scope.unit.id: self.scope.unit} if self.scope.unit else {})
        return sorted(found.values(), key=lambda unit: unit.code)

    @property
    def may_issue(self) -> bool:
        """May the person write in the unit's name today?"""
        unit = self.scope.unit
        return unit is not None and unit.stands_on(self.seen.on) and queries.may_issue(self.seen, unit.id)

    @property
    def query(self) -> str:
        """The list's address after the question mark."""
        days = {"from": self.form.cleaned_data["from"], "to": self.form.cleaned_data["to"]}
        return urlencode({"of": self.scope.code} | {name: day for name, day in days.items() if day}, safe="/")


def asked(request: HttpRequest) -> Asked:
    """Whose list of which days, where the person may see it; without a unit the person's first one."""
    form, seen = AskSent(request.GET), sight_of(request)
    if not form.is_valid():
        raise PermissionDenied
    first, last = form.period(seen.on)
    scope = queries.scope_of(seen, form.cleaned_data["of"], first, last)
    if scope is None:
        raise PermissionDenied
    return Asked(seen, scope, first, last, form)


def issuing_unit(request: HttpRequest) -> tuple[Sight, UnitOn]:
    """The unit in whose name the person writes: the named one, else the first for which that is allowed."""
    seen, code = sight_of(request), request.GET.get("of", "")
    own = sorted(seen.own_units().values(), key=lambda unit: unit.code)
    named = seen.structure.unit_within(code, seen.on, seen.on) if code else None
    for unit in [named] if code else own:
        if unit is not None and unit.stands_on(seen.on) and queries.may_issue(seen, unit.id):
            return seen, unit
    raise PermissionDenied


def programme_choices(on: date) -> list[tuple[str, str]]:
    """Programmes as they are called today, by code."""
    return [(programme.code, programme.name) for programme in programmes(on)]


def list_of(name: str, code: str) -> str:
    """The address of a unit's list."""
    return f"{reverse(name)}?{urlencode({'of': code}, safe='/')}"


def person(request: HttpRequest) -> User:
    """Who is signed in."""
    user = request.user
    assert isinstance(user, User)  # LoginRequiredMiddleware stands before every view
    return user
