"""Programmes and disasters: what they are, when they run, and what was done under each."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.design.templatetags.writing import say
from chungtay.directory.forms.asking import AskProgramme, ReadProgramme
from chungtay.directory.queries import Cause, disaster_cause, disaster_causes, done_under, programme_causes, tagged_page
from chungtay.directory.queries.papers import directives_about
from chungtay.directory.queries.programmes import year_of
from chungtay.directory.queries.tagged import YEARS
from chungtay.figures.queries.permitted import OwnScope, latest_period, scopes_of, sees_figures
from chungtay.figures.rules.figures import By, Question
from chungtay.figures.views import refused, sight_of, unreadable
from chungtay.kernel.errors import Refusal
from chungtay.organizations.queries import unit_within


@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """The catalogue, what runs today, and the main results of a scope under each (one's own, unless told); disasters."""
    today = timezone.localdate()
    form = ReadProgramme(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    view = sight_of(request)
    scopes, of = scopes_of(view), form.cleaned_data["of"]
    if not of and scopes:
        return redirect(f"{reverse('programmes')}?{urlencode({'of': scopes[0].code}, safe='/')}")
    context: dict[str, Any] = {"today": today, "causes": programme_causes(today), "disasters": disaster_causes(today)}
    if of:
        if not sees_figures(view, [of], today, today):
            raise PermissionDenied
        latest = latest_period([of], today, view.structure).last
        first, last = year_of(latest, form.cleaned_data["year"])
        context["question"] = Question((of,), first, last)
        context["done"] = done_under(view, context["question"], By.PROGRAMME)
        context["choose"] = _choose(scopes, of, first, latest)
        context["scope"] = {scope.code: scope.name for scope in scopes}.get(of, of)
    return render(request, "directory/programmes.html", context)


@require_safe
def programme(request: HttpRequest, code: str) -> HttpResponse:
    """One programme: names and days over the years, its figures by unit and year, records, reviews, sites."""
    found = programme_causes(timezone.localdate(), code)
    return _cause(request, found[0] if found else None)


@require_safe
def disaster(request: HttpRequest, code: str) -> HttpResponse:
    """The same for a disaster."""
    return _cause(request, disaster_cause(code, timezone.localdate()))


def _cause(request: HttpRequest, cause: Cause | None) -> HttpResponse:
    if cause is None:
        raise Http404
    today = timezone.localdate()
    view = sight_of(request)
    scopes = scopes_of(view)
    form = ReadProgramme(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    of: str = form.cleaned_data["of"] or _own(scopes, form.cleaned_data["year"])
    if not of:
        return render(request, "directory/programme.html", {"cause": cause, "today": today})
    if not sees_figures(view, [of], today, today):
        raise PermissionDenied
    latest = latest_period([of], today, view.structure).last
    first, last = year_of(latest, form.cleaned_data["year"])
    try:
        page = tagged_page(view, Question((of,), first, last, (), frozenset({cause.tag})))
    except Refusal as refusal:
        return refused(request, say(refusal))
    context = {
        "cause": cause,
        "today": today,
        "page": page,
        "of": of,
        "scope": page.names[of].name if of in page.names else {s.code: s.name for s in scopes}.get(of, of),
        "choose": _choose(scopes, of, first, latest),
        "papers": directives_about(cause.code, view) if cause.kind == By.PROGRAMME else [],
    }
    return render(request, "directory/programme.html", context)


def _own(scopes: list[OwnScope], year: int | None) -> str:
    """The first of one's own scopes that stood in the asked year, else the first; empty where there is none."""
    if year is not None:
        days = date(year, 1, 1), date(year, 12, 31)
        stood = (scope.code for scope in scopes if "/" in scope.code or unit_within(scope.code, *days))
        if found := next(stood, None):
            return found
    return scopes[0].code if scopes else ""


def _choose(scopes: list[OwnScope], of: str, first: date, latest: date) -> AskProgramme:
    years = sorted({*range(latest.year - YEARS + 1, latest.year + 1), first.year}, reverse=True)
    mine = [(scope.code, scope.name) for scope in scopes]
    return AskProgramme(mine if of in dict(mine) else [(of, of), *mine], years, of, first.year)
