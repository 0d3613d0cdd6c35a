"""The tree of units on any day, the page of a unit, the page of a cluster."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from chungtay.directory.forms.asking import AskUnits
from chungtay.directory.queries import (
    cluster_page,
    clusters_of_unit,
    clusters_seen,
    main_figures,
    names_of,
    tree_page,
    unit_page,
)
from chungtay.directory.rules import CHANGES_OF_CLUSTER, CHANGES_OF_UNIT
from chungtay.figures.views import sight_of, unreadable


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """The part of the tree that the person may see, as it stood on a day; units by name; clusters beside it."""
    form = AskUnits(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    asked, today = form.cleaned_data, timezone.localdate()
    on: date = asked["on"] or today
    view = sight_of(request)
    page = tree_page(view, on, under=asked["under"], text=asked["q"])
    if page is None:
        raise PermissionDenied
    context = {
        "page": page,
        "on": on,
        "is_today": on == today,
        "clusters": clusters_seen(view, on) if not asked["under"] else [],
        "choose": AskUnits(initial={**asked, "on": on}, auto_id="xem_%s"),
        "asked": asked,
    }
    return render(request, "directory/units.html", context)


@require_safe
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: what it is called and was called, who leads it, what became of it, its main figures, units below."""
    form = AskUnits(request.GET)
    if not form.is_valid():
        return unreadable(request, form)
    today = timezone.localdate()
    on: date = form.cleaned_data["on"] or today
    view = sight_of(request)
    try:
        page = unit_page(view, code, on)
    except PermissionError:
        raise PermissionDenied from None
    if page is None:
        raise Http404
    stands = page.unit.stands_on(on)
    context = {
        "page": page,
        "on": on,
        "is_today": on == today,
        "stands": stands,
        "clusters": clusters_of_unit(view, on, page.unit.id),
        "beside": main_figures(view, page.unit.code, min(on, today)),
        "names": names_of(page.below),
        "changes": CHANGES_OF_UNIT,
    }
    return render(request, "directory/unit.html", context)


@require_safe
def cluster(request: HttpRequest, code: str) -> HttpResponse:
    """One cluster: its members, head and deputy over time, its main figures."""
    today = timezone.localdate()
    view = sight_of(request)
    try:
        page = cluster_page(view, code)
    except PermissionError:
        raise PermissionDenied from None
    if page is None:
        raise Http404
    context = {
        "page": page,
        "today": today,
        "members": page.members_on(today),
        "beside": main_figures(view, page.code, today),
        "names": names_of(unit for unit, _ in page.members),
        "changes": CHANGES_OF_CLUSTER,
    }
    return render(request, "directory/cluster.html", context)
