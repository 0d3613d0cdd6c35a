"""What the pages of periodic reports ask of their address: whose reports, of which year; and how a write is told."""

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from chungtay.accounts.views.doors import person
from chungtay.design.templatetags.writing import say
from chungtay.figures.queries.permitted import last_day, scopes_of, sees_figures
from chungtay.figures.views import sight_of
from chungtay.kernel.errors import Refusal
from chungtay.kernel.periods import Period
from chungtay.organizations.queries import Sight, UnitOn
from chungtay.organizations.rules import Permission
from chungtay.submissions.forms import AskCalendar


def asked_of(request: HttpRequest) -> tuple[Sight, str, int]:
    """Code and year of the address where the person may see the figures; else the person's first own one. Of a unit that
    ended its last year."""
    form, seen = AskCalendar(request.GET), sight_of(request)
    if not form.is_valid():
        raise PermissionDenied
    code = form.cleaned_data["of"] or _own(seen)
    year = last_day(code, Period.year(form.cleaned_data["year"] or seen.on.year).last, seen.structure).year
    days = Period.year(year)
    if not code or not sees_figures(seen, (code,), days.first, days.last):
        raise PermissionDenied
    return seen, code, year


def _own(seen: Sight) -> str:
    """The first unit of the person that stands, else the first unit or cluster."""
    units = sorted(unit.code for unit in seen.own_units().values() if unit.stands_on(seen.on))
    return next(iter([*units, *(scope.code for scope in scopes_of(seen))]), "")


def unit_in(seen: Sight, code: str, year: int) -> UnitOn | None:
    """The unit of that code in a year: today's where it is this year's."""
    days = Period.year(year)
    return seen.structure.unit_within(code, days.first, seen.on if seen.on in days else days.last)


def receives(seen: Sight, unit_id: int) -> bool:
    """May the person ask for reports on the unit's behalf: open types and rounds of it?"""
    return seen.may(Permission.APPROVE, unit_id) or seen.may(Permission.PUBLISH, unit_id)


def drafts_seen(seen: Sight, unit_ids: Collection[int]) -> frozenset[int]:
    """Of which of these units the person reads a report that is still being written: who sees its records or sends it."""
    return seen.units(Permission.SEE_RECORDS, unit_ids) | seen.units(Permission.PUBLISH, unit_ids)


def unit_asked(request: HttpRequest) -> tuple[Sight, UnitOn, int]:
    """The unit of the address; none that is a cluster."""
    seen, code, year = asked_of(request)
    unit = unit_in(seen, code, year)
    if unit is None:
        raise PermissionDenied
    return seen, unit, year


def receiver_of(request: HttpRequest) -> tuple[Sight, UnitOn, int]:
    """The unit of the address, for whom asks for reports on its behalf."""
    seen, unit, year = unit_asked(request)
    if not receives(seen, unit.id):
        raise PermissionDenied
    return seen, unit, year


def calendar_of(code: str, year: int, page: str = "due_reports") -> str:
    """The address of a unit's calendar."""
    return f"{reverse(page)}?{urlencode({'of': code, 'year': year}, safe='/')}"


def done(
    request: HttpRequest, write: Callable[..., object], words: str, form: Form | None = None, /, **given: Any
) -> Any:  # fmt: skip
    """What the person has written now, and says so; None where it is refused, which is told on the form, or on the next page."""
    try:
        row = write(by=person(request), at=timezone.now(), **given)
    except Refusal as refusal:
        if form is not None:
            form.add_error(None, say(refusal))
        else:
            messages.error(request, say(refusal))
        return None
    messages.success(request, words)
    return row
